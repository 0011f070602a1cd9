"""What a person types, what is understood, and what is told back."""

from dataclasses import replace
from datetime import date

import pytest

from searchsvc.errors import BadQuery
from searchsvc.query import parse
from searchsvc.query.aliases import Aliases
from searchsvc.query.nodes import And, Dates, Everything, Figures, Limit, Near, Not, Or, Same, Text, Values, Wild
from searchsvc.query.trees import brackets

TODAY = date(2025, 2, 24)  # a Monday


def ask(text, **options):
    return parse(text, **{"today": TODAY, "aliases": Aliases({}), **options})


def tree(node):
    """Return the tree with the places in the query left out."""
    match node:
        case And() | Or():
            return type(node)(tuple(tree(clause) for clause in node.clauses))
        case Not() | Same():
            return replace(node, clause=tree(node.clause))
        case Everything():
            return node
        case _:
            return replace(node, span=(0, 0))


def all_of(*clauses):
    return And(clauses)


def any_of(*clauses):
    return Or(clauses)


def exact(text, field=None):
    return Text(text, exact=True, field=field)


def yielding(text):
    return Text(text, exact=True, yielding=True)


def more(name, base, said, amount, *, reached=False):
    return Figures(name, base, Limit(said, amount, reached), None)


def less(name, base, said, amount, *, reached=False):
    return Figures(name, base, None, Limit(said, amount, reached))


CITY, OTHER, COAL, ENERGY = (Text(word) for word in ("大同", "太原", "煤", "新能源"))

UNDERSTOOD = {
    "nothing is everything": ("", Everything(), "*"),
    "so is white space": ("  \u3000\n", Everything(), "*"),
    "so is a star": (" ＊ ", Everything(), "*"),
    "a space means and": ("大同 新能源", all_of(CITY, ENERGY), "大同 且 新能源"),
    "an ideographic space too": ("大同\u3000新能源", all_of(CITY, ENERGY), "大同 且 新能源"),
    "so do 且, AND and &": (
        "大同 且 太原 AND 煤 & 新能源",
        all_of(CITY, OTHER, COAL, ENERGY),
        "大同 且 太原 且 煤 且 新能源",
    ),
    "and 与, 并且": ("大同 与 太原 并且 煤", all_of(CITY, OTHER, COAL), "大同 且 太原 且 煤"),
    "或, 或者, OR and | mean or": (
        "大同 或 太原 或者 煤 OR 新能源",
        any_of(CITY, OTHER, COAL, ENERGY),
        "大同 或 太原 或 煤 或 新能源",
    ),
    "a bar needs no spaces": ("大同|太原 ｜ 煤", any_of(CITY, OTHER, COAL), "大同 或 太原 或 煤"),
    "非, 不含, NOT, - and ! exclude": (
        "煤 非 大同 不含 太原 NOT 新能源 -阳泉 !朔州",
        all_of(COAL, *(Not(Text(word)) for word in ("大同", "太原", "新能源", "阳泉", "朔州"))),
        "煤 且 非 大同 且 非 太原 且 非 新能源 且 非 阳泉 且 非 朔州",
    ),
    "an exclusion may come first": ("-项目 签约", all_of(Not(Text("项目")), Text("签约")), "非 项目 且 签约"),
    "the full-width minus too": ("签约 －项目", all_of(Text("签约"), Not(Text("项目"))), "签约 且 非 项目"),
    "twice not is not at all": ("非 非 大同", CITY, "大同"),
    "not before and before or": (
        "大同 或 太原 非 煤",
        any_of(CITY, all_of(OTHER, Not(COAL))),
        "大同 或 (太原 且 非 煤)",
    ),
    "brackets group": ("(大同 或 太原) 煤", all_of(any_of(CITY, OTHER), COAL), "(大同 或 太原) 且 煤"),
    "full-width brackets too, next to operators": (
        "（大同 OR 太原）AND 非（煤 或 新能源）",
        all_of(any_of(CITY, OTHER), Not(any_of(COAL, ENERGY))),
        "(大同 或 太原) 且 非 (煤 或 新能源)",
    ),
    "brackets around nothing say nothing": ("大同 （） ()", CITY, "大同"),
    "needless brackets go": ("((大同) (太原 煤))", all_of(CITY, OTHER, COAL), "大同 且 太原 且 煤"),
    "a clause said twice is said once": ("大同 煤 大同", all_of(CITY, COAL), "大同 且 煤"),
    "words that begin with an operator are words": (
        "非遗 且末 与会 或将",
        all_of(*map(Text, ("非遗", "且末", "与会", "或将"))),
        "非遗 且 且末 且 与会 且 或将",
    ),
    "English operators are capitals": ("and AND or", all_of(Text("and"), Text("or")), "and 且 or"),
    "straight quotes are exact": ('"签约项目"', exact("签约项目"), '"签约项目"'),
    "curly ones": (
        "“签约项目” 且 （大同 或 太原）",
        all_of(exact("签约项目"), any_of(CITY, OTHER)),
        '"签约项目" 且 (大同 或 太原)',
    ),
    "corner brackets": ("「签约」『项目』", all_of(exact("签约"), exact("项目")), '"签约" 且 "项目"'),
    "full-width straight ones": ("＂签约＂", exact("签约"), '"签约"'),
    "between one kind the others are text": ('“"A 或 B"”', exact('"A 或 B"'), '“"A 或 B"”'),
    "a phrase can be excluded": ("煤 -“三个一批”", all_of(COAL, Not(exact("三个一批"))), '煤 且 非 "三个一批"'),
    "so can a group": ("煤 -(大同 太原)", all_of(COAL, Not(all_of(CITY, OTHER))), "煤 且 非 (大同 且 太原)"),
    "empty quotes say nothing": ('大同 “” " "', CITY, "大同"),
    "an apostrophe is no quote": ("l'or", Text("l'or"), "l'or"),
    "a backslash makes text of an operator": (r"\或 \- A\|B \“", all_of(Text("或"), Text("A|B")), r"\或 且 A\|B"),
    "and of a field": (r"城市\:大同", Text("城市:大同"), r"城市\:大同"),
    "temperatures are no exclusion": ("-69.6°C", Text("-69.6°C"), "-69.6°C"),
    "nor are names with a hyphen": ("祖-10 大同-太原", all_of(Text("祖-10"), Text("大同-太原")), "祖-10 且 大同-太原"),
    "numbers and units stay whole": (
        "7.5% A+轮 400MW/800MWh 1+130 1,100.9亿元 ５．１亿元",
        all_of(*map(Text, ("7.5%", "A+轮", "400MW/800MWh", "1+130", "1,100.9亿元", "５．１亿元"))),
        "7.5% 且 A+轮 且 400MW/800MWh 且 1+130 且 1,100.9亿元 且 ５．１亿元",
    ),
    "a comma between numbers belongs to them": ("100㎡，3层", Text("100㎡，3层"), "100㎡，3层"),
    "so a point at the end is punctuation": (
        "Made in China.",
        all_of(*map(Text, ("Made", "in", "China"))),
        "Made 且 in 且 China",
    ),
    "a field in Chinese": ("标题:低空经济", Text("低空经济", field="title"), "标题：低空经济"),
    "with the full-width colon, traditional": ("標題：低空經濟", Text("低空經濟", field="title"), "标题：低空經濟"),
    "in English": ("BODY:coal", Text("coal", field="body"), "正文：coal"),
    "with quotes": ("title:“低空经济”", exact("低空经济", "title"), '标题："低空经济"'),
    "with a group": (
        "标题:(低空经济 -“新能源”)",
        all_of(Text("低空经济", field="title"), Not(exact("新能源", "title"))),
        '标题：低空经济 且 非 标题："新能源"',
    ),
    "a field says what one run is in": ("标题:大同 煤", all_of(Text("大同", field="title"), COAL), "标题：大同 且 煤"),
    "a space after the colon is allowed": ("城市： 大同", Values("city", ("大同",)), "城市：大同"),
    "several values": (
        "city:大同,太原，阳泉、晋城",
        Values("city", ("大同", "太原", "阳泉", "晋城")),
        "城市：大同,太原,阳泉,晋城",
    ),
    "several values in brackets": ("城市:(大同 或 太原)", Values("city", ("大同", "太原")), "城市：大同,太原"),
    "both of two values": (
        "城市:(大同 太原)",
        all_of(Values("city", ("大同",)), Values("city", ("太原",))),
        "城市：大同 且 城市：太原",
    ),
    "numbers are values, not one number": ("年:2024,2025", Values("year", ("2024", "2025")), "年：2024,2025"),
    "a value with a comma in quotes": ('作者:"甲,乙",丙', Values("author", ("甲,乙", "丙")), '作者："甲,乙",丙'),
    "a date in quotes": ('日期:"近7天"', Dates("2025-02-18", "2025-02-24"), "日期：2025-02-18..2025-02-24"),
    "an excluded value": ("煤 -城市:大同", all_of(COAL, Not(Values("city", ("大同",)))), "煤 且 非 城市：大同"),
    "values with spaces in quotes": (
        '来源:"China Daily",科学导报',
        Values("source", ("China Daily", "科学导报")),
        '来源："China Daily",科学导报',
    ),
    "a city by its full name": ("城市:大同市", Values("city", ("大同",)), "城市：大同"),
    "a zone by any of its names": (
        "开发区：晋城经开区",
        Values("zone", ("晋城经济技术开发区",)),
        "开发区：晋城经济技术开发区",
    ),
    "page, year, month, province, id": (
        "版:A2 年:2025 月:2025-02 省份:山西省 编号:kxdb-1",
        all_of(
            Values("page_no", ("A2",)),
            Values("year", ("2025",)),
            Values("month", ("2025-02",)),
            Values("province", ("山西",)),
            Values("id", ("kxdb-1",)),
        ),
        "版：A2 且 年：2025 且 月：2025-02 且 省份：山西 且 编号：kxdb-1",
    ),
    "a month": ("日期:2025-02", Dates("2025-02-01", "2025-02-28"), "日期：2025-02-01..2025-02-28"),
    "a comparison": ("date>=2025-02-10", Dates("2025-02-10", None), "日期：2025-02-10.."),
    "a comparison behind a colon": ("日期：＜2025-02", Dates(None, "2025-01-31"), "日期：..2025-01-31"),
    "dates in brackets": (
        "日期:(2025-02-10 或 昨天)",
        any_of(Dates("2025-02-10", "2025-02-10"), Dates("2025-02-23", "2025-02-23")),
        "日期：2025-02-10 或 日期：2025-02-23",
    ),
    "relative dates alone are text": ("本月 近7天", all_of(Text("本月"), Text("近7天")), "本月 且 近7天"),
    "an amount of money": ("投资>10亿元", more("investment", "元", "10亿元", 1e9), "投资>10亿元"),
    "metrics in English, any case": (
        "Investment>=10亿元",
        more("investment", "元", "10亿元", 1e9, reached=True),
        "投资>=10亿元",
    ),
    "money needs no unit": ("投资＞10亿", more("investment", "元", "10亿", 1e9), "投资>10亿"),
    "full-width signs and figures": (
        "總投資≥１,１００.９亿元",
        more("总投资", "元", "１,１００.９亿元", 110_090_000_000, reached=True),
        "总投资>=１,１００.９亿元",
    ),
    "other money": ("投资<5 亿美元", less("investment", "美元", "5亿美元", 5e8), "投资<5亿美元"),
    "a count": ("项目数>=40个", more("projects", "个", "40个", 40, reached=True), "项目数>=40个"),
    "a count of anything": ("项目数 >= 40", more("projects", None, "40", 40, reached=True), "项目数>=40"),
    "a rate": ("增速>=7%", more("growth", "率", "7%", 0.07, reached=True), "增速>=7%"),
    "a fall": ("增速<=-5.5％", less("growth", "率", "-5.5％", -0.055, reached=True), "增速<=-5.5％"),
    "power in kilowatts": ("装机>100MW", more("装机", "千瓦", "100MW", 100_000), "装机>100MW"),
    "an area in square metres": (
        "面积≤500亩",
        less("area", "平方米", "500亩", 333_333.333333, reached=True),
        "面积<=500亩",
    ),
    "exactly": ("产值=5亿元", Figures("output", "元", Limit("5亿元", 5e8), Limit("5亿元", 5e8)), "产值=5亿元"),
    "a range of amounts": (
        "总投资:5亿..20亿",
        Figures("总投资", "元", Limit("5亿", 5e8), Limit("20亿", 2e9)),
        "总投资：5亿..20亿",
    ),
    "a range whose unit is said once": (
        "总投资：5..20亿元",
        Figures("总投资", "元", Limit("5亿元", 5e8), Limit("20亿元", 2e9)),
        "总投资：5亿元..20亿元",
    ),
    "an open range": ("开工率：80%..", more("开工率", "率", "80%", 0.8, reached=True), "开工率>=80%"),
    "a figure may be excluded, or one of two": (
        "（投资>10亿 或 产值>20亿） -增速<0%",
        all_of(
            any_of(more("investment", "元", "10亿", 1e9), more("output", "元", "20亿", 2e9)),
            Not(less("growth", "率", "0%", 0)),
        ),
        "(投资>10亿 或 产值>20亿) 且 非 增速<0%",
    ),
    "a name before a colon is a headline's": (
        "总投资：48.51亿元",
        all_of(Text("总投资"), Text("48.51亿元")),
        "总投资 且 48.51亿元",
    ),
    "other names are text": ("A>B x=1", all_of(Text("A>B"), Text("x=1")), "A>B 且 x=1"),
    "a backslash makes text of a comparison": (r"投资\>10亿", Text("投资>10亿"), r"投资\>10亿"),
    "in one sentence": ("同句(光伏 大同)", Same("sentence", all_of(Text("光伏"), CITY)), "同句(光伏 且 大同)"),
    "in one paragraph, with a figure": (
        "同段（大同 投资>10亿）煤",
        all_of(Same("paragraph", all_of(CITY, more("investment", "元", "10亿", 1e9))), COAL),
        "同段(大同 且 投资>10亿) 且 煤",
    ),
    "in no one sentence": (
        "煤 -同句(大同 或 非 “太原”)",
        all_of(COAL, Not(Same("sentence", any_of(CITY, Not(exact("太原")))))),
        '煤 且 非 同句(大同 或 非 "太原")',
    ),
    "a sentence in a paragraph": (
        "同段(煤 同句 (大同 太原))",
        Same("paragraph", all_of(COAL, Same("sentence", all_of(CITY, OTHER)))),
        "同段(煤 且 同句(大同 且 太原))",
    ),
    "no sentence of nothing": ("大同 同句()", CITY, "大同"),
    "the words themselves are words": ("同句 同段里", all_of(Text("同句"), Text("同段里")), "同句 且 同段里"),
    "strings near each other": ('"大同 光伏"~20', Near(("大同", "光伏"), 20), '"大同 光伏"~20'),
    "in any quotes, of a field": ("标题：“大同　光伏”～５", Near(("大同", "光伏"), 5, "title"), '标题："大同 光伏"~5'),
    "one string is near itself": ('"大同"~20 煤', all_of(exact("大同"), COAL), '"大同" 且 煤'),
    "quotes that may be let go": ('"大同 光伏"~ 煤', all_of(yielding("大同 光伏"), COAL), '"大同 光伏"~ 且 煤'),
    "which those in a headline are, whatever they touch": (
        "晋城“双碳”项目开工 5G「双碳」 『双控』A",
        all_of(Text("晋城"), yielding("双碳"), Text("项目开工"), Text("5G"), yielding("双控"), Text("A")),
        '晋城 且 "双碳"~ 且 项目开工 且 5G 且 "双控"~ 且 A',
    ),
    "those set apart are not, nor those behind signs or of a field": (
        "“双碳”：晋城 （“双控”） -“三个一批” 标题:“开工”项目",
        all_of(
            exact("双碳"), Text("晋城"), exact("双控"), Not(exact("三个一批")), exact("开工", "title"), Text("项目")
        ),
        '"双碳" 且 晋城 且 "双控" 且 非 "三个一批" 且 标题："开工" 且 项目',
    ),
    "a wildcard for up to twelve characters": ("大同*区", Wild(("大同", "区"), ("*",)), "大同*区"),
    "one for a single character": ("投?率 投？率", Wild(("投", "率"), ("?",)), "投?率"),
    "several": ("标题:大??市＊*区", Wild(("大", "市", "区"), ("??", "*"), "title"), "标题：大??市*区"),
    "both at once": ("大*?区", Wild(("大", "区"), ("?*",)), "大?*区"),
    "the rest of a run": ("V300*", Wild(("V300",), ("*",)), "V300*"),
    "a string's end needs none": ("大同* *区", all_of(CITY, Text("区")), "大同 且 区"),
    "a question mark ends a question": (
        "煤从哪来？往哪去",
        all_of(Text("煤从哪来"), Text("往哪去")),
        "煤从哪来 且 往哪去",
    ),
    "in a sentence they are punctuation": (
        "投?率，大*区",
        all_of(*map(Text, ("投", "率", "大", "区"))),
        "投 且 率 且 大 且 区",
    ),
    "a backslash makes text of a wildcard": (
        r"投\?率 大同\*区",
        all_of(Text("投?率"), Text("大同*区")),
        r"投\?率 且 大同\*区",
    ),
    "a headline": (
        "吕梁：项目总数 40 个",
        all_of(*map(Text, ("吕梁", "项目总数", "40", "个"))),
        "吕梁 且 项目总数 且 40 且 个",
    ),
    "a headline with quotes": (
        "曹毅：逐梦太空的“帆板王子”",
        all_of(Text("曹毅"), Text("逐梦太空的"), yielding("帆板王子")),
        '曹毅 且 逐梦太空的 且 "帆板王子"~',
    ),
    "a question": (
        "《空想科学读本》是谁写的？",
        all_of(Text("空想科学读本"), Text("是谁写的")),
        "空想科学读本 且 是谁写的",
    ),
    "a bar in a sentence is punctuation": (
        "快讯｜晋城：签约",
        all_of(*map(Text, ("快讯", "晋城", "签约"))),
        "快讯 且 晋城 且 签约",
    ),
    "a field by an equals sign": (
        "城市＝大同 标题=“三个一批”",
        all_of(Values("city", ("大同",)), Text("三个一批", exact=True, field="title")),
        '城市：大同 且 标题："三个一批"',
    ),
    "a sign behind a colon is text": (
        '标题:">5" 城市:"=大同"',
        all_of(Text(">5", exact=True, field="title"), Values("city", ("=大同",))),
        '标题：">5" 且 城市：\\=大同',
    ),
    "two equals signs are text": ("标题==大同", Text("标题==大同"), r"标题\==大同"),
    "so is a bar with one side": ("| 大同 |", CITY, "大同"),
    "symbols alone say nothing": ("大同 + 太原 — *", all_of(CITY, OTHER), "大同 且 太原"),
    "an address": (
        "https://example.org/a?b=1",
        all_of(*map(Text, ("https", "//example.org/a", "b=1"))),
        "https 且 //example.org/a 且 b=1",
    ),
}


@pytest.mark.parametrize(("text", "root", "parsed"), UNDERSTOOD.values(), ids=UNDERSTOOD.keys())
def test_understood_without_a_warning(text, root, parsed):
    query = ask(text)
    assert (tree(query.root), query.parsed, query.warnings) == (root, parsed, ())
    assert ask(parsed).parsed == parsed


REPAIRED = {
    "quotes that don't end": ("大同 “三个一批", '大同 且 "三个一批"', [("引号没有结束，到此为止。", 3)]),
    "quotes that end in another kind": ('“三个一批" 大同', '"三个一批" 且 大同', [("引号没有结束，到此为止。", 0)]),
    "quotes that don't begin": ("三个一批” 大同", "三个一批 且 大同", [("这个引号没有开头，已略过。", 4)]),
    "brackets that don't end": ("煤 (大同 或 太原", "煤 且 (大同 或 太原)", [("左括号没有结束，已在末尾补上。", 2)]),
    "brackets that don't begin": ("大同) 煤", "大同 且 煤", [("多了一个右括号，已略过。", 2)]),
    "an operator with nothing after it": ("大同 或", r"大同 且 \或", [("“或”没有连接的内容，按文字检索。", 3)]),
    "an operator with nothing before it": ("AND 大同", r"\AND 且 大同", [("“AND”没有连接的内容，按文字检索。", 0)]),
    "two operators at once": ("大同 且 或 太原", r"(大同 且 \且) 或 太原", [("“且”没有连接的内容，按文字检索。", 3)]),
    "an exclusion of nothing": (
        "大同 非 (",
        r"大同 且 \非",
        [("“非”没有连接的内容，按文字检索。", 3), ("左括号没有结束，已在末尾补上。", 5)],
    ),
    "a slip in a field's name": (
        "citty:大同",
        "citty 且 大同",
        [("没有字段“citty”，按文字检索；您要的是“city”吗？", 0)],
    ),
    "a name that is near": (
        "煤 地市:大同",
        "煤 且 地市 且 大同",
        [("没有字段“地市”，按文字检索；您要的是“城市”吗？", 2)],
    ),
    "a name that there is not": (
        "煤 颜色:红",
        "煤 且 颜色 且 红",
        [
            (
                "没有字段“颜色”，按文字检索；"
                "可用：标题、正文、省份、城市、开发区、产业、来源、作者、版、年、月、日期、编号。",
                2,
            )
        ],
    ),
    "a field without a value": ("城市: ", "城市", [("“城市”按文字检索：字段前面要有空格，后面要有值。", 0)]),
    "a field in the middle of a sentence": (
        "转载。来源：科学导报",
        "转载 且 来源 且 科学导报",
        [("“来源”按文字检索：字段前面要有空格，后面要有值。", 3)],
    ),
    "a day that does not exist": (
        "煤 日期:2025-02-30",
        r"煤 且 日期\:2025-02-30",
        [("“2025-02-30”不是日期，按文字检索。", 2)],
    ),
    "a date that is none, behind a space": (
        "日期： 5G",
        r"日期\：5G",
        [("“5G”不是日期，按文字检索。", 0)],
    ),
    "a date that is none": ("日期>大同", r"日期\>大同", [("“大同”不是日期，按文字检索。", 0)]),
    "a range the wrong way round": (
        "日期:2025-03..2025-02",
        "日期：2025-02-01..2025-03-31",
        [("起止日期颠倒，已对调。", 0)],
    ),
    "an amount of something else": (
        "投资>10%",
        r"投资\>10%",
        [("“投资”要的是金额，如 10亿元；“10%”按文字检索。", 0)],
    ),
    "two units": (
        "煤 总投资:5亿元..20亿美元",
        r"煤 且 总投资\:5亿元\.\.20亿美元",
        [("“总投资”要的是金额，如 10亿元；“5亿元..20亿美元”按文字检索。", 2)],
    ),
    "an amount that is none": ("项目数>大同", r"项目数\>大同", [("“大同”不是数值，按文字检索。", 0)]),
    "an amount with a bound": ("投资>近10亿", r"投资\>近10亿", [("“近10亿”不是数值，按文字检索。", 0)]),
    "a comparison with a range": ("投资>5亿..8亿", r"投资\>5亿\.\.8亿", [("“5亿..8亿”不是数值，按文字检索。", 0)]),
    "amounts the wrong way round": ("投资:20亿..5亿", "投资：5亿..20亿", [("起止数值颠倒，已对调。", 0)]),
    "too many wildcards": (
        "一?二?三?四?五?六?七?八?九?十",
        "一 且 二 且 三 且 四 且 五 且 六 且 七 且 八 且 九 且 十",
        [("一个词里最多 8 处通配符，此处按文字检索。", 0)],
    ),
    "a sentence that doesn't end": (
        "同句(大同 煤",
        "同句(大同 且 煤)",
        [("左括号没有结束，已在末尾补上。", 0)],
    ),
    "nothing but punctuation": ("？！", "*", [("没有可检索的文字，列出全部；要找符号请加引号。", 0)]),
    "each repair told once": (")) 大同)", "大同", [("多了一个右括号，已略过。", 0)]),
}


@pytest.mark.parametrize(("text", "parsed", "warnings"), REPAIRED.values(), ids=REPAIRED.keys())
def test_repaired_and_told(text, parsed, warnings):
    query = ask(text)
    assert (query.parsed, [(warned.message.zh, warned.position) for warned in query.warnings]) == (parsed, warnings)


@pytest.mark.parametrize(("text", "parsed", "warnings"), REPAIRED.values(), ids=REPAIRED.keys())
def test_strict_refuses_the_first_repair_with_its_place(text, parsed, warnings):
    with pytest.raises(BadQuery) as raised:
        ask(text, strict=True)
    message, position = warnings[0]
    assert (raised.value.message.zh, raised.value.position) == (f"严格检索不作这样的修补：{message}", position)


def test_strict_lets_a_sound_query_pass():
    assert ask("城市:大同 “三个一批”", strict=True) == ask("城市:大同 “三个一批”")


@pytest.mark.parametrize(
    "text",
    ["企业：迎来转机", "大同开发区：项目 12 个", "产业链：补短板", "比分 3:2", "http://a.cn/b", "【编辑:陈海峰】"],
)
def test_a_colon_in_pasted_text_is_no_slip(text):
    assert ask(text).warnings == ()


def test_a_query_is_cut_at_two_thousand_characters_and_says_so():
    query = ask("煤" * 2001)
    assert (query.text, query.root) == ("煤" * 2001, Text("煤" * 2000, span=(0, 2000)))
    assert [(warned.message.zh, warned.position) for warned in query.warnings] == [
        ("检索式过长（上限 2000 个字符），此处以后已略过。", 2000)
    ]


def test_what_is_understood_is_cut_at_two_thousand_characters_too():
    query = ask(" ".join(f"煤{number}" for number in range(400)))
    assert 1900 < len(query.parsed) <= 2000
    assert ask(query.parsed).parsed == query.parsed
    assert len(query.warnings) == 1


def test_needless_brackets_may_be_of_any_number():
    query = ask("(" * 900 + "大同 或 太原" + ")" * 900 + " 煤")
    assert (query.parsed, query.warnings) == ("(大同 或 太原) 且 煤", ())


def test_brackets_that_would_need_more_than_twenty_levels_are_passed_over():
    query = ask("煤 (大同 或 " * 21 + "太原" + ")" * 21)
    assert brackets(query.root) == 20
    assert [(warned.message.zh, warned.position) for warned in query.warnings] == [
        ("括号最多 20 层，此处的已略过。", 2)
    ]


def test_half_a_surrogate_pair_is_replaced_so_that_every_output_can_carry_it():
    assert ask("“大\ud800同”").root == Text("大\ufffd同", exact=True, span=(1, 4))


def test_spans_tell_where_each_piece_stands():
    query = ask("城市：大同 “三个一批” 日期:2025-02 标题：煤 投资 > 10 亿元 标题:大*区 “大同 煤”~5")
    assert [query.text[slice(*clause.span)] for clause in query.root.clauses] == [
        "城市：大同",
        "三个一批",
        "日期:2025-02",
        "煤",
        "投资 > 10 亿元",
        "大*区",
        "“大同 煤”~5",
    ]
