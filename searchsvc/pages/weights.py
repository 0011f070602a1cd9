"""What decides a cut, in one place: the parts of a page, what speaks for each of them, and what may follow what.

The part a block plays. Before the body: kicker, title, subtitle, author (a byline on a line of its own), from (a
continuation mark). The body: lead (its first block), body, row (of a box of figures), subhead,
caption, inset (one that stands in the middle of a sentence). After it: signature, to, and the headline
where it stands behind its article: late kicker, late title, late subtitle; late caption belongs to what came before."""


def _row(text: str) -> dict[str, float]:
    """Read one row of the table: names of what is seen, each with the weight that speaks for the part."""
    return {name: float(weight) for name, weight in (entry.split() for entry in text.split(", "))}


SIGHTS = {
    "furniture": _row(
        "bias -2, entity -2.5, theme -0.5, furniture 7, repeated 3, section 4, sentence -4, colon -2, clause -2, "
        "comma -2, above -2.5, below -2.5, dateline -9, byline -9, prose -9, from -5, to -5, people -2, "
        "credit -3, dash -2, before-cities 3.5, flush 1, gap 0.5"
    ),
    "title": _row(
        "bias 0.6, sentence -4, exclaims 3.5, colon -0.5, clause -4, comma -1, couplet 1.5, short 1, over 0.5, "
        "full -1, long -1, dateline -9, byline -9, people -3, credit -8, glyph -3, furniture -6, section -3, "
        "repeated -2, theme -1.8, from -9, to -9, prose -9, city-head 4.5, dash -2, particle -1, tiny -1, "
        "below 3, numbered -1, entity -1.2, first -3, starts -1, broken -2, after-end 1, before-start 1, "
        "before-cities -3, stop -4, row -5, indented -3, inserted -1, flush 1, gap 0.5, echo -2, "
        "scene -1, quote 2.5"
    ),
    "kicker": _row(
        "bias -1, tiny -2, short 0.7, over 0.3, couplet 1.2, sentence -5, colon -4, clause -4, comma -2, full -1, "
        "long -2, dateline -9, byline -9, people -2, credit -8, glyph -3, furniture -6, section -2, "
        "repeated -1.5, theme 2, from -9, to -9, prose -9, entity 1.8, city-head -1, dash -4, particle -1, "
        "below 2, after-end 0.5, before-start -1, before-cities -2, stop -4, row -4, indented -3, "
        "flush 1, gap 0.5, event 1.5, scene 5"
    ),
    "subtitle": _row(
        "bias -6, dash 9, sentence -4, colon -4, clause -4, comma -1, dateline -9, byline -9, people -4, "
        "credit -8, furniture -6, section -3, from -9, to -9, prose -9, city-head -5, below 2"
    ),
    "author": _row("bias -9, people 11, roled 2, scene -9"),
    "from": _row("bias -20, from 28"),
    "lead": _row(
        "bias -1, dateline 5, byline 5, prose 2, sentence 1, clause 1, colon 0.5, comma 1, full 1.5, indent 1.5, "
        "short -2, indented 1.5, row -5, over -1, couplet -1.5, people -5, credit -4, furniture -7, from -9, "
        "to -9, section -4, repeated -3, after-end -2, bare -1.5, city-head -6, dash -2, broken -3, "
        "flush -2, echo -4, starts 0.5, reset 2, quote -2, asks 0.5"
    ),
    "body": _row(
        "prose 2, sentence 2, clause 1.5, colon 1, comma 1, full 1.5, short -2.5, over -1, couplet -2.5, "
        "dateline -6, byline -3, people -5, credit -4, glyph -1, furniture -8, from -9, to -9, section -3, "
        "repeated -2, city-head -5, first 2.5, starts 1.5, row -2, indented 1.5, inserted -2, "
        "flush -3, gap -2.5, echo -3, reset -0.5, kin 2, quote -1.5, asks 2.5"
    ),
    "subhead": _row(
        "bias -1, short 1.5, indented -2, stop -4, row -2, sentence -4, colon -3, clause -4, comma -2, over -2, "
        "full -1, long -3, numbered 2.5, couplet 0.5, dateline -9, byline -9, people -4, credit -8, "
        "furniture -6, section -2, from -9, to -9, prose -9, city-head -2, above 1, below 1.5, flush 1, gap 0.5"
    ),
    "caption": _row(
        "bias -3, credit 9, quoted 16, credited 9, glyph 3, near-credit 2.5, dateline -9, byline -9, people -3, "
        "prose -6, furniture -5, from -9, to -9, tail -3, clause 0.5, comma 0.5, indented -3, inserted 4.5, "
        "full -1.5, city-head -4, row -4, flush 0.5, gap 0.5, echo 4, framed 4"
    ),
    "signature": _row("bias -9, people 11.5, roled 2, scene -9"),
    "to": _row("bias -20, to 28"),
    "row": _row(
        "bias -9, row 11, before-rows 9, city-head -9, short 1, dateline -9, byline -9, full -3, indented -3, "
        "sentence -4, clause -4, couplet -1"
    ),
}
for late in ("kicker", "title", "subtitle"):  # a headline behind its article speaks of what is above it
    SIGHTS[f"late {late}"] = SIGHTS[late] | {"above": SIGHTS[late]["below"], "below": 0.0}
SIGHTS["late title"]["city-head"] = 2.5
SIGHTS["late caption"] = SIGHTS["caption"] | {"bias": -3.2}
SIGHTS["inset"] = SIGHTS["caption"]

OUTSIDE = {
    "furniture": 0.0,
    "kicker": 0.0,
    "title": 0.0,
    "author": -1.0,
    "from": 0.0,
    "lead": -0.5,
    "late caption": 0.0,
}
INSIDE = {
    "body": 0.0,
    "row": -1.0,
    "subhead": 0.0,
    "caption": 0.0,
    "inset": 0.0,
    "signature": 0.0,
    "to": 0.0,
    "late kicker": 0.0,
    "late title": 0.0,
} | OUTSIDE
FOLLOWS: dict[str, dict[str, float]] = {
    "furniture": OUTSIDE | {"body": -4.0},
    "kicker": {"kicker": -1.0, "title": 0.0},
    "title": {"title": -0.8, "subtitle": 0.0, "author": 0.0, "from": 0.0, "lead": 0.5},
    "subtitle": {"subtitle": 0.0, "author": 0.0, "from": 0.0, "lead": 0.5},
    "author": {"author": 0.0, "lead": 0.5, "from": -1.0},
    "from": {"lead": 1.0, "kicker": -2.0, "title": -2.0},
    "lead": INSIDE,
    "body": INSIDE,
    "subhead": {"body": 0.7, "row": 0.0, "subhead": -2.5},
    "row": INSIDE | {"row": 1.0},
    "caption": {part: weight for part, weight in INSIDE.items() if part != "inset"},
    "inset": {"inset": 0.0, "body": 0.0},
    "signature": {"signature": 0.0, "to": 0.0, "late kicker": 0.0, "late title": 0.0} | OUTSIDE | {"lead": 0.5},
    "to": {"signature": 0.0, "late kicker": 0.0, "late title": 0.0} | OUTSIDE | {"lead": 0.5},
    "late kicker": {"late kicker": -1.0, "late title": 0.0},
    "late title": {"late title": -0.8, "late subtitle": 0.0} | OUTSIDE | {"lead": 0.5},
    "late subtitle": {"late subtitle": 0.0} | OUTSIDE | {"lead": 0.5},
    "late caption": {"late kicker": -0.5, "late title": -0.5} | OUTSIDE,
}
FIRST = OUTSIDE
LAST = {
    part: 0.0
    for part in SIGHTS
    if part not in ("kicker", "title", "subtitle", "author", "from", "subhead", "late kicker", "inset")
}

TORN = 0.6  # of what speaks for one headline counts against ending it between the two lines
UNCLOSED = -4.0  # an article ends in the middle of a sentence
TORN_START = -2.5  # text goes on with what looks like a first line below display type
INSET = -1.5  # a caption stands in the middle of a sentence
RESUMES_ANEW = -4.0  # a sentence that a caption interrupts goes on with what is set like the first line of one
SECOND_SENTENCE = -3.0  # a caption goes on behind a full stop
SAME_SENTENCE = 2.5  # a caption goes on where its sentence is open
RESUMED = 2.5  # text goes on behind what stood in its column, whatever its setting says
JOINED = -3.0  # an article begins without a blank line on a page where such lines part the articles
SIGNED = -6.0  # text goes on after its byline
TWICE = -3.0  # an article ends with a byline that opened with one
BARE_LEAD = -1.75  # an article begins without dateline, byline or headline where the last one was not signed
