"""Three articles with figures, two of which contradict each other, and one that is hostile."""

from searchsvc.articles import Article, Figure, Paragraph

ZONE = "大同经济技术开发区"
HOSTILE = """=1+1"><script>alert('x')</script>"""
SIGNED = "大同经开区签约项目 12 个，总投资 48.51 亿元。"
AGAIN = "大同经开区签约项目 12 个，总投资超 52 亿元。"
GROWN = "太原工业增加值增长 7.5%。"


def _signed(value: float, quote: str, printed: str, **said: str) -> Figure:
    start = quote.index(printed)
    return Figure(
        metric="investment",
        label="总投资",
        value=value,
        unit="亿元",
        amount=value * 1e8,
        city="大同",
        zone=ZONE,
        stage="签约",
        quote=quote,
        start=start,
        end=start + len(printed),
        lines=(3, 4),
        **said,
    )


def _projects(quote: str) -> Figure:
    return Figure(
        metric="projects",
        label="项目",
        value=12,
        unit="个",
        amount=12,
        city="大同",
        zone=ZONE,
        stage="签约",
        quote=quote,
        start=10,
        end=14,
        lines=(3, 4),
    )


FIRST = Article(
    id="first",
    title="大同经开区首季签约",
    source="晋北经济报",
    published="2025-02-10",
    paragraphs=(Paragraph("开发区里暖意浓。", (1, 2)), Paragraph(SIGNED, (3, 4))),
    figures=(_projects(SIGNED), _signed(48.51, SIGNED, "48.51 亿元")),
)
SECOND = Article(
    id="second",
    title="大同开门红",
    source="山西商报",
    published="2025-02-14",
    paragraphs=(Paragraph(AGAIN, (3, 4)),),
    figures=(_projects(AGAIN), _signed(52, AGAIN, "52 亿元", bound="above")),
)
TAIYUAN = Article(
    id="taiyuan",
    title=GROWN,
    published="2025-01-06",
    figures=(
        Figure(
            metric="growth", label="增长", value=7.5, unit="%", amount=0.075, city="太原", quote=GROWN, start=9, end=13
        ),
    ),
)
UNDATED = Article(
    id="hostile",
    title=HOSTILE,
    source=HOSTILE,
    paragraphs=(Paragraph(HOSTILE, (1, 1)),),
    figures=(
        Figure(
            metric="other",
            label=HOSTILE,
            value=-5,
            unit=HOSTILE,
            amount=-5,
            city=HOSTILE,
            zone=HOSTILE,
            stage=HOSTILE,
            quote=HOSTILE,
            start=0,
            end=4,
            lines=(1, 1),
        ),
    ),
)
ARTICLES = (FIRST, SECOND, TAIYUAN, UNDATED)
