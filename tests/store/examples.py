"""Articles as stores are given them, two by name and any at all."""

from hypothesis import strategies as st

from searchsvc.articles import Article, Evidence, Figure, Paragraph

DATONG = Article(
    id="a1",
    title="大同新能源装机过半",
    source="科学导报",
    published="2025-02-10",
    page="A2",
    paragraphs=(Paragraph("大同市新能源装机占比超过一半。", (3, 4)),),
    path="/pages/A2.txt",
    city=("大同",),
    evidence=(Evidence(facet="city", value="大同", rule="dateline", quote="大同市", lines=(3, 3)),),
    figures=(
        Figure(metric="capacity", label="装机", value=100, unit="兆瓦", amount=100_000, quote="装机100兆瓦", end=3),
    ),
)
JINCHENG = Article(id="a2", title="晋城光机电产业聚集", paragraphs=(Paragraph("晋城经开区引进项目12个。"),))

PAGE = "/pages/A2.txt"
OTHER = "/copy/A2.txt"
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
MAYBE = st.none() | TEXTS
LINES = st.none() | st.tuples(st.integers(1, 9), st.integers(9, 99))
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
FIGURES = st.builds(
    Figure,
    metric=st.sampled_from(["investment", "growth"]),
    label=MAYBE,
    value=NUMBERS,
    unit=TEXTS,
    amount=NUMBERS,
    amount_max=st.none() | NUMBERS,
    city=MAYBE,
    quote=TEXTS,
    lines=LINES,
)
ARTICLES = st.builds(
    Article,
    id=st.from_regex(r"[0-9a-f]{16}(-2)?", fullmatch=True),
    title=MAYBE,
    title_inferred=st.booleans(),
    kicker=MAYBE,
    authors=st.lists(TEXTS, max_size=2).map(tuple),
    source=MAYBE,
    published=st.none() | st.dates().map(str),
    paragraphs=st.lists(
        st.builds(Paragraph, TEXTS.filter(lambda text: text and "\n" not in text), LINES), max_size=3
    ).map(tuple),
    path=MAYBE,
    lines=LINES,
    confidence=st.floats(0, 1),
    city=st.lists(TEXTS, max_size=2).map(tuple),
    evidence=st.lists(st.builds(Evidence, facet=TEXTS, value=TEXTS, rule=TEXTS, lines=LINES), max_size=2).map(tuple),
    figures=st.lists(FIGURES, max_size=2).map(tuple),
)
