"""What the browser's archive holds beside the samples: one article as hostile as can be."""

HOSTILE = "\"'><script>alert('x')</script><img src=x onerror=alert(1)>&amp;{{7*7}}"
BIDI = "\u202e倒写\u2066"
LONG = "很长" * 60 + "x" * 300

RECORDS = (
    {
        "id": "hostile",
        "title": f"新能源{HOSTILE}{BIDI}",
        "kicker": f"引题{HOSTILE}",
        "subtitle": LONG,
        "authors": [HOSTILE, BIDI],
        "source": f"报{BIDI}",
        "published": "2025-06-30",  # the newest: on the start page, and first among the figures
        "page": "A/1",
        "body": f"大同新能源投资12亿元{HOSTILE}。\n{LONG}\n{BIDI}新能源。",
        "captions": [HOSTILE],
        "city": [f"城{HOSTILE}"],
        "zone": [LONG[:180]],
    },
)
