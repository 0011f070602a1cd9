"""What people type and paste: how it is understood, what it finds, and what is told, over six small articles."""

import pytest

from searchsvc.articles import Article, Paragraph
from searchsvc.config import Settings
from searchsvc.enrich import enrich
from searchsvc.ingest import catch_up
from searchsvc.service.archive import open_archive
from searchsvc.service.asking import Search
from searchsvc.service.search import search
from searchsvc.store.base import Incoming


def story(name, title, *paragraphs, **more):
    body = tuple(Paragraph(text, (number, number)) for number, text in enumerate(paragraphs, 1))
    head = {"source": "科学导报", "published": "2025-02-10", "page": "A2"}
    return enrich(Article(id=name, title=title, paragraphs=body, **(head | more)))


ARTICLES = (
    story(
        "datong",
        "大同：光伏项目总投资48.51亿元",
        "本报讯 大同经开区签约光伏项目12个，总投资48.51亿元。",
        "装机400MW/800MWh的储能电站同日开工。",
        authors=("王芳",),
    ),
    story(
        "taiyuan",
        "综改区“三个一批”活动签约",
        "山西转型综合改革示范区举行“三个一批”活动，A+轮融资企业到场。",
        "太原与大同的光伏企业签订协议，投产率达到7.5%。",
    ),
    story(
        "jincheng",
        "晋城经开区：煤层气怎么用？",
        "晋城经济技术开发区用煤层气发电，一季度增长5.6％。",
        "超10亿元的项目V300X落户。",
        published="2025-02-24",
        page="A1",
    ),
    story(
        "xinzhou",
        "5G基站建设提速",
        "忻州建成第五代移动通信基站1,200个，非遗工坊也用上了。",
        "近10亿元投资落地。",
        published="2025-01-15",
        source="山西日报",
    ),
    story(
        "paper",
        "独家 | 投资或减半 专家：勿恐慌",
        "记者获悉，新能源投资或 减半，市场 - 尤其是风电 - 反应平静。",
        "最低气温-12℃，祖-10井出气。",
    ),
    story(
        "changzhi",
        "長治高新區：產值增長三成",
        "长治高新区产值增长30%，工业园区引进企业７家。",
        "来源：长治日报。编辑说：C919大飞机用上了长治造轴承。",
        published="2024-12-30",
    ),
)
NAMES = [article.id for article in ARTICLES]

# What is typed, how it is understood, the articles that it finds, and the warnings and ways out, where there are any.
ASKED = {
    "headlines and sentences are pasted as they are": [
        (
            "大同经开区签约光伏项目12个，总投资48.51亿元。",
            '(大同经开区 或 "大同经济技术开发区" 或 "大同经济开发区") 且 签约光伏项目12个 且 总投资48.51亿元',
            "datong",
        ),
        ("大同：光伏项目总投资48.51亿元", "大同 且 光伏项目总投资48.51亿元", "datong"),
        (
            "综改区“三个一批”活动签约",
            '(综改区 或 "综改示范区" 或 "转型综改示范区" 或 "山西转型综合改革示范区") 且 "三个一批"~ 且 活动签约',
            "taiyuan",
        ),
        (
            "晋城经开区：煤层气怎么用？",
            '(晋城经开区 或 "晋城经济技术开发区" 或 "晋城经济开发区") 且 煤层气怎么用',
            "jincheng",
        ),
        ("長治高新區", '長治高新區 或 "長治高新技术产业开发区" 或 "長治高新技术开发区"', "changzhi"),
        ("新能源投资或 减半", "新能源投资或 且 减半", "paper"),
        ("投资或减半", "投资或减半", "paper"),
        ("独家 | 投资或减半 专家：勿恐慌", "独家 且 投资或减半 且 专家 且 勿恐慌", "paper"),
        ("市场 - 尤其是风电 - 反应平静", '市场 且 尤其是 且 (风电 或 "风力发电") 且 反应平静', "paper"),
        ("编辑说：C919", "编辑说 且 C919", "changzhi"),
        ("光伏 － 太原", "光伏 且 太原", "taiyuan"),
    ],
    "an operator that stands alone in them is told, and the text as it stands offered": [
        ("投资 或 减半", "投资 或 减半", "datong xinzhou paper", ["“或”按检索符号理解了；改按原文查找"]),
        ("独家 | 投资或减半", "独家 或 投资或减半", "paper", ["“|”按检索符号理解了；改按原文查找"]),
        (
            "市场 -尤其是风电",
            '市场 且 非 (尤其是 且 (风电 或 "风力发电"))',
            "",
            ["“-”按检索符号理解了；改按原文查找", "去掉 市场", '去掉 非 (尤其是 且 (风电 或 "风力发电"))'],
        ),
        (
            "来源：长治日报",
            "来源：长治日报",
            "",
            ["“来源：长治日报”按检索符号理解了；改按原文查找", "按文字查找“长治日报”"],
        ),
    ],
    "words, at any boundary, in any form": [
        ("大同 光伏", "大同 且 光伏", "datong taiyuan"),
        ("大同\u3000光伏", "大同 且 光伏", "datong taiyuan"),
        ("大同，光伏。", "大同 且 光伏", "datong taiyuan"),
        ("煤层气", "煤层气", "jincheng"),
        ("工业园区", "工业园区", "changzhi"),
        ("区", "区", "datong taiyuan jincheng changzhi"),
        ("的", "的", "datong taiyuan jincheng", ["“的”是虚词，很多文章都有；已按字面查找，加上实词会更准。"]),
        ("非遗", "非遗", "xinzhou"),
        ("5G", '5G 或 "第五代移动通信"', "xinzhou"),
        ("第五代移动通信", '第五代移动通信 或 "5G"', "xinzhou"),
        ('"5G"', '"5G"', "xinzhou"),
        ("ｖ３００ｘ", "ｖ３００ｘ", "jincheng"),
    ],
    "numbers, units and signs as typed": [
        ("48.51", "48.51", "datong"),
        ("48.5", "48.5", "", ["以“48.5”开头的"]),
        ("“48.51亿”", '"48.51亿"', "datong"),
        ("8.51亿", "8.51亿", ""),
        ("10亿元", "10亿元", "jincheng xinzhou"),
        ("1,200个", "1,200个", "xinzhou"),
        ("7.5%", "7.5%", "taiyuan"),
        ("5.6%", "5.6%", "jincheng"),
        ("A+轮", "A+轮", "taiyuan"),
        ("祖-10", "祖-10", "paper"),
        ("-12℃", "-12℃", "paper"),
        ("400MW/800MWh", "400MW/800MWh", "datong"),
        ("C919", "C919", "changzhi"),
        ("5", "5", "", ["以“5”开头的"]),
    ],
    "quotes as an IME types them": [
        ("“签约光伏”", '"签约光伏"', "datong"),
        ("“约光伏项”", '"约光伏项"', "datong"),
        ("「三个一批」", '"三个一批"', "taiyuan"),
        ('"三个一批“', '"三个一批"', "taiyuan", ["引号没有结束，到此为止。"]),
        ("“三个一批", '"三个一批"', "taiyuan", ["引号没有结束，到此为止。"]),
        ("“不存在的话”", '"不存在的话"', ""),
    ],
    "operators in both languages and widths": [
        ("大同 或 忻州", "大同 或 忻州", "datong taiyuan xinzhou"),
        ("大同 OR 忻州", "大同 或 忻州", "datong taiyuan xinzhou"),
        ("大同|忻州", "大同 或 忻州", "datong taiyuan xinzhou"),
        ("大同 AND 光伏", "大同 且 光伏", "datong taiyuan"),
        ("光伏 -太原", "光伏 且 非 太原", "datong"),
        ("光伏 －太原", "光伏 且 非 太原", "datong"),
        ("光伏 不含 太原", "光伏 且 非 太原", "datong"),
        ("光伏 非 太原", "光伏 且 非 太原", "datong"),
        ("（大同 或 忻州） 且 光伏", "(大同 或 忻州) 且 光伏", "datong taiyuan"),
        ("(大同 或 忻州", "大同 或 忻州", "datong taiyuan xinzhou", ["左括号没有结束，已在末尾补上。"]),
        ("光伏）", "光伏", "datong taiyuan", ["多了一个右括号，已略过。"]),
        ("\\或", "\\或", "paper", ["“或”是虚词，很多文章都有；已按字面查找，加上实词会更准。"]),
    ],
    "fields": [
        ("标题:光伏", "标题：光伏", "datong"),
        ("标题：光伏 太原", "标题：光伏 且 太原", "", ["不限标题", "去掉 标题：光伏", "去掉 太原"]),
        ("title:5G", '标题：5G 或 标题："第五代移动通信"', "xinzhou"),
        ("正文:(光伏 或 煤层气)", "正文：光伏 或 正文：煤层气", "datong taiyuan jincheng"),
        ("城市：大同", "城市：大同", "datong taiyuan"),
        ("城市：大同、忻州", "城市：大同,忻州", "datong taiyuan xinzhou"),
        ("city:大同,忻州", "城市：大同,忻州", "datong taiyuan xinzhou"),
        ("城市:大同 -来源:山西日报", "城市：大同 且 非 来源：山西日报", "datong taiyuan"),
        ("作者:王芳", "作者：王芳", "datong"),
        ("版:A1", "版：A1", "jincheng"),
        ("产业：煤炭", "产业：煤炭", "jincheng"),
        ("citty:大同", "citty 且 大同", "", ["没有字段“citty”，按文字检索；您要的是“city”吗？", "去掉 citty"]),
        ("地市:大同", "地市 且 大同", "", ["没有字段“地市”，按文字检索；您要的是“城市”吗？", "去掉 地市"]),
        ("城市：忻洲", "城市：忻洲", "", ["您要找的是“忻州”吗？"]),
    ],
    "dates": [
        ("日期:2025-02", "日期：2025-02-01..2025-02-28", "datong taiyuan jincheng paper"),
        ("日期：2025年2月", "日期：2025-02-01..2025-02-28", "datong taiyuan jincheng paper"),
        (
            "日期：2025-02-24..2025-02-10",
            "日期：2025-02-10..2025-02-24",
            "datong taiyuan jincheng paper",
            ["起止日期颠倒，已对调。"],
        ),
        ("日期>=2025-02-10", "日期：2025-02-10..", "datong taiyuan jincheng paper"),
        ("日期:2月30日", "日期\\:2月30日", "", ["“2月30日”不是日期，按文字检索。"]),
        ("2025年2月", "2025年2月", "", ["按日期查找2025年2月"]),
    ],
    "figures": [
        ("投资>10亿元", "投资>10亿元", "datong"),
        ("投资>=10亿元", "投资>=10亿元", "datong"),
        ("投资<10亿元", "投资<10亿元", "xinzhou"),
        ("总投资:40亿..50亿", "总投资：40亿..50亿", "datong"),
        ("总投资>10%", "总投资\\>10%", "", ["“总投资”要的是金额，如 10亿元；“10%”按文字检索。"]),
        ("增速>=7%", "增速>=7%", "changzhi"),
        ("装机>=400MW", "装机>=400MW", "datong"),
        ("投资：48.51亿元", "投资 且 48.51亿元", "datong"),
    ],
    "near, and in one sentence": [
        ("同句(光伏 大同)", "同句(光伏 且 大同)", "datong taiyuan"),
        ("同段（光伏 太原）", "同段(光伏 且 太原)", "taiyuan"),
        ("投资大于10亿元", "投资大于10亿元", "", ["按数值查找 投资>10亿元"]),
        ("同句(大同 储能)", "同句(大同 且 储能)", "", ["不限同一句"]),
        ('"大同 光伏"~3', '"大同 光伏"~3', "datong taiyuan"),
        ('"光伏 大同"~20', '"光伏 大同"~20', "datong taiyuan"),
        ('"大同 储能"~5', '"大同 储能"~5', "", ["不限距离"]),
    ],
    "parts of words, and words alike": [
        ("V300", "V300", "", ["以“V300”开头的"]),
        ("V300*", "V300*", "jincheng"),
        ("v300？", "v300", "", ["以“v300”开头的"]),
        ("投?率", "投?率", "taiyuan"),
        ("投？率", "投?率", "taiyuan"),
        ("大*区", "大*区", "datong"),
        ("*区", "区", "datong taiyuan jincheng changzhi"),
        ("忻洲~", '"忻洲" 或 "忻州"', "xinzhou", ["与“忻洲”音近或形近的一并检索：忻州。"]),
        ("忻洲", "忻洲", "", ["您要找的是“忻州”吗？"]),
        ("新能原", "新能原", "", ["您要找的是“新能源”吗？"]),
    ],
    "everything": [
        ("*", "*", "datong taiyuan jincheng xinzhou paper changzhi"),
        ("", "*", "datong taiyuan jincheng xinzhou paper changzhi"),
        (
            "？！",
            "*",
            "datong taiyuan jincheng xinzhou paper changzhi",
            ["没有可检索的文字，列出全部；要找符号请加引号。"],
        ),
    ],
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    archive = open_archive(Settings(index=tmp_path_factory.mktemp("asked") / "index"), create=True)
    archive.store.save(map(Incoming, ARTICLES))
    catch_up(archive.store, archive.engine)
    yield archive
    archive.close()


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{need}: {row[0]}") for need in ASKED for row in ASKED[need]])
def test_what_is_asked_is_understood_found_and_told(archive, row):
    typed, understood, found, *told = row
    answer = search(archive, Search(q=typed, relax=False))
    hits = {hit.article.id for hit in answer.hits}
    said = [warned.message.zh for warned in answer.query.warnings] + [way.change.zh for way in answer.ways_out]
    assert (answer.query.parsed, [name for name in NAMES if name in hits]) == (understood, found.split())
    assert (answer.total, said) == (len(hits), told[0] if told else [])


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("山西有哪些光伏企业？", "taiyuan"),
        ("谁用上了长治造轴承", "changzhi"),
        ("长治在哪里？", "changzhi"),
        ("大同光伏项目投资近49亿元", "datong"),
        ("晋城用煤层气“发电增长”", "jincheng"),
        ("忻州5G基站超1000个 非遗工坊用上了", "xinzhou"),
    ],
)
def test_questions_and_headlines_that_no_article_holds_find_the_nearest(archive, typed, first):
    answer = search(archive, Search(q=typed))
    assert (answer.total, answer.hits[0].article.id, answer.hits[0].relaxed) == (0, first, True)
