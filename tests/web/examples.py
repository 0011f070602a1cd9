"""A small archive for the tests of the web: five articles, one of them hostile, one deleted."""

from searchsvc.articles import Article, Evidence, Paragraph

HOSTILE = """"><script>alert('x')</script>&amp;"""

DATONG = Article(
    id="datong-2025",
    title="大同新能源装机占比超过一半",
    kicker="绿电进万家",
    subtitle="光伏基地二期并网",
    authors=("王建国", "李晓燕"),
    source="晋北经济报",
    published="2025-02-10",
    page="A2",
    dateline="本报大同2月9日电",
    paragraphs=(
        Paragraph("大同市新能源装机占比超过一半。新能源并网项目全部投产，总投资12亿元。", (11, 13)),
        Paragraph("当地光伏企业说，煤电与新能源要互补；电网改造随后开始。", (14, 15)),
    ),
    subheads=("煤电与新能源互补",),
    captions=("工人检修光伏板。",),
    path="晋北经济报-2025-02-10-A2.txt",
    lines=(11, 15),
    city=("大同",),
    zone=("大同经济技术开发区",),
    industry=("能源",),
    evidence=(
        Evidence(facet="city", value="大同", rule="named", quote="大同市新能源装机占比超过一半。", lines=(11, 13)),
        Evidence(facet="industry", value="能源", rule="word", quote="新能源并网项目全部投产", lines=(11, 13)),
    ),
)
JINCHENG = Article(
    id="wire-2025-0101",
    title="晋城光机电产业集群签约",
    source="晋北经济报",
    published="2025-02-14",
    page="A1",
    paragraphs=(Paragraph("晋城经济技术开发区与八家企业签约，光机电产业再添新军。", (3, 4)),),
    path="晋北经济报-2025-02-14-A1.txt",
    lines=(3, 4),
    city=("晋城",),
    zone=("晋城经济技术开发区",),
    industry=("装备制造",),
)
TAIYUAN = Article(
    id="taiyuan-2024",
    title="两市共建新能源走廊",
    source="山西商报",
    published="2024-12-30",
    page="03",
    paragraphs=(Paragraph("太原与大同共建新能源走廊。", (1, 1)),),
    city=("太原", "大同"),
    industry=("能源",),
)
UNDATED = Article(
    id="hostile-1",
    title=f"新能源{HOSTILE}",
    kicker=f"引题{HOSTILE}",
    authors=(HOSTILE,),
    source=f"报{HOSTILE}",
    page=f"A{HOSTILE}",
    dateline=f"讯{HOSTILE}",
    paragraphs=(Paragraph(f"正文新能源{HOSTILE}新能源", (1, 2)),),
    subheads=(f"小标题{HOSTILE}",),
    captions=(f"说明{HOSTILE}",),
    path=f"/x/{HOSTILE}.txt",
    lines=(1, 2),
    city=(f"城{HOSTILE}",),
    zone=(f"区{HOSTILE}",),
    evidence=(Evidence(facet="city", value=f"城{HOSTILE}", rule=HOSTILE, quote=f"因{HOSTILE}", lines=(1, 2)),),
)
WITHDRAWN = Article(id="withdrawn-1", title="撤下的报道", paragraphs=(Paragraph("内容有误。"),))

ARTICLES = (DATONG, JINCHENG, TAIYUAN, UNDATED, WITHDRAWN)
