"""The rules of print, one by one."""

import pytest

from searchsvc.articles import Article, Page
from searchsvc.pages import split
from searchsvc.pages.datelines import opening
from searchsvc.pages.furniture import furniture
from searchsvc.pages.joints import headline
from searchsvc.pages.marks import continued_from, continues_on, credit
from searchsvc.pages.names import byline_at_end, byline_at_start, names
from searchsvc.pages.paragraphs import mended

NEWS = """\
科学导报讯 2 月 6 日，长治市与全
省同步举行“三个一批”活动，签约
项目 27 个，总投资 399 亿元。
此次活动涉及的项目中，由合作
企业建设的创新药物研发项目，总投
资 30 亿元。 冯毅松"""


def cut(text: str) -> tuple[Article, ...]:
    return split(Page("page.txt", tuple(text.split("\n"))))


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("罗文平 张小菊 李子萱", ("罗文平", "张小菊", "李子萱")),
        ("（杜嘉艳、曹素琼）", ("杜嘉艳", "曹素琼")),
        ("□ 本报记者 景行舟 通讯员 马小双", ("景行舟", "马小双")),
        ("本報記者 羅亦禾", ("羅亦禾",)),
        ("记者王波", ("王波",)),
        ("本报评论员", ("本报评论员",)),
        ("欧阳晓东", ("欧阳晓东",)),
        ("记者 范珍嘉 雷云\n锦", ("范珍嘉", "雷云锦")),
        ("晋城：", ()),
        ("平鲁经济技术开发区", ()),
        ("经济视野", ()),
    ],
)
def test_bylines_are_names_and_nothing_else(text: str, authors: tuple[str, ...]) -> None:
    """A byline is names with their roles, mended at a wrap; a place or a section is none."""
    assert names(text) == authors


def test_a_byline_ends_a_text_behind_a_full_stop() -> None:
    """Names behind the last sentence are its byline, names within a sentence are not."""
    assert byline_at_end("勇挑重担、走在前列。 王波") is not None
    assert byline_at_end("增长未来可期。（记者 邹澜）") is not None
    assert byline_at_end("项目负责人 王波") is None
    assert byline_at_end("参加活动的有 王波 李阳") is None


def test_a_byline_opens_a_text_with_a_role() -> None:
    """Names end where the news begins, even without punctuation between."""
    found = byline_at_start("本报记者 薛聪妹 第 63 届高等教育博览会开幕")
    assert found is not None
    assert found.authors == ("薛聪妹",)
    assert byline_at_start("记者 23 日从太原海关获悉") is None


@pytest.mark.parametrize(
    ("text", "dateline", "authors"),
    [
        ("科学导报讯 2 月 6 日，", "科学导报讯", ()),
        ("新华社太原2月6日电（记者晋小楠、何青禾） 太原市", "新华社太原2月6日电", ("晋小楠", "何青禾")),
        ("本报 6 月 7 日讯（记者\n朱芸霭） 工业", "本报 6 月 7 日讯", ("朱芸霭",)),
        ("新华社太原 5 月 25 日\n电（记者 余姣） 记者", "新华社太原 5 月 25 日电", ("余姣",)),
        ("本報訊（記者 沈若谷）鹽湖裡", "本報訊", ("沈若谷",)),
        ("通讯产业园里机声隆隆", None, ()),
    ],
)
def test_datelines_of_every_kind_are_read(text: str, dateline: str | None, authors: tuple[str, ...]) -> None:
    """A dateline may break over two lines; its reporters stand in brackets behind it."""
    found = opening(text)
    assert (found.dateline, found.authors) == (dateline, authors)


@pytest.mark.parametrize(
    "text",
    [
        "责编：秦锦 版式：韩伊 校对：钟丹",
        "2025 年 5 月 16 日 星期五",
        "国内统一连续出版物号 CN14-0046 邮发代号 21-76",
        "新闻热线：0351-5550135 广告热线：0351-5550291",
        "A1 版 能源",
    ],
)
def test_furniture_is_known_by_its_cues(text: str) -> None:
    """Editors, dates, numbers, telephones and page numbers make a line furniture."""
    assert furniture(text) >= 0.5


def test_running_text_is_no_furniture() -> None:
    """A date or a number in a sentence makes it no furniture."""
    assert furniture("2025 年 2 月 6 日，全省“三个一批”活动举行。") == 0
    assert furniture("项目总数 40 个 总投资 48.51 亿元") == 0


def test_continuation_marks_name_the_page() -> None:
    """上接 and 下转 are read with or without brackets and 第."""
    assert [continued_from("（上接 A1 版）"), continued_from("上接第一版")] == ["A1", "一"]
    assert [continues_on("（下转 A3 版）"), continues_on("长治市稳步推进。")] == ["A3", None]


def test_a_credit_ends_a_caption_not_a_sentence() -> None:
    """A photographer's credit is set off from the caption."""
    assert credit("对企业重点罐区进行智能化管理。 姻 受访者供图") is not None
    assert credit("一个个清洁能源项目不断涌现。 资料图片") is not None
    assert credit("企业为项目提供了资金，职工拍下了照片") is None


def test_wraps_are_mended_as_the_page_sets_numbers() -> None:
    """Han characters close up, words keep their space, numbers have one where the page has."""
    assert mended(["总投", "资 5", "亿元"], spaced=True) == "总投资 5 亿元"
    assert mended(["总投资5", "亿元"], spaced=False) == "总投资5亿元"
    assert mended(["Klook", "Travel"], spaced=False) == "Klook Travel"
    assert mended(["投资 48.", "51 亿元"], spaced=True) == "投资 48.51 亿元"


def test_a_broken_headline_is_mended_and_a_couplet_stays_two() -> None:
    """Two lines of equal weight keep a space between them."""
    assert headline(["全国开展打击和防范", "经济犯罪宣传日活动"]) == "全国开展打击和防范经济犯罪宣传日活动"
    assert headline(["构建科技创新生态", "打造市校合作模式"]) == "构建科技创新生态 打造市校合作模式"


def test_an_article_without_headline_is_named_by_its_lead() -> None:
    """The inferred title is a verbatim piece of the lead and says that it is inferred."""
    (article,) = cut(NEWS)
    assert (article.title, article.title_inferred) == ("2 月 6 日，长治市与全省同步举行“三个一批”活动", True)
    assert article.authors == ("冯毅松",)
    assert [paragraph.lines for paragraph in article.paragraphs] == [(1, 3), (4, 6)]


def test_an_inferred_title_parts_no_word() -> None:
    """Where the first clause is too long it is cut, but not in a number or a Latin word."""
    lead = "其间，与会领导深入迈联元储能源开发（山西）有限公司 400MW/800MWh 储能项目现场观摩。"
    (article,) = cut(f"（上接 A1 版）\n{lead} 郭强")
    assert article.title == "其间，与会领导深入迈联元储能源开发（山西）有限公司"


def test_a_headline_goes_to_the_article_that_it_speaks_of() -> None:
    """Between two articles the words they share decide."""
    other = NEWS.replace("长治", "运城").replace("创新药物", "电解铝").replace("399", "187").replace("冯毅松", "杨永生")
    after = cut(f"{NEWS}\n创新药物项目落户长治\n{other}\n电解铝项目落户运城")
    before = cut(f"创新药物项目落户长治\n{NEWS}\n电解铝项目落户运城\n{other}")
    titles = ["创新药物项目落户长治", "电解铝项目落户运城"]
    assert [article.title for article in after] == titles
    assert [article.title for article in before] == titles
    assert [article.body for article in after] == [article.body for article in before]


def test_the_city_of_a_round_up_opens_its_headline() -> None:
    """城市： and the line of figures are one headline, the shared one is nobody's title."""
    page = f"比学赶超 项目为王\n长治：\n项目总数 27 个 总投资 399 亿元\n{NEWS}\n吕梁：\n项目总数 3 个\n{NEWS}"
    titles = ["长治：项目总数 27 个 总投资 399 亿元", "吕梁：项目总数 3 个"]
    assert [article.title for article in cut(page)] == titles


def test_furniture_gives_source_date_and_page() -> None:
    """What stands at the edge of the page is told of every article on it."""
    (article,) = cut(f"三晋导报 2025 年 2 月 10 日 星期一 第 3 版 要闻\n\n{NEWS}")
    assert (article.source, article.published, article.page) == ("三晋导报", "2025-02-10", "3")


def test_what_the_user_says_wins_over_what_is_printed() -> None:
    """Source, date and page given with the page are kept."""
    lines = ("2024 年 1 月 1 日 星期一 A2 版 要闻", *NEWS.split("\n"))
    (article,) = split(Page("page.txt", lines, source="科学导报", published="2025-02-10", page="A7"))
    assert (article.source, article.published, article.page) == ("科学导报", "2025-02-10", "A7")


@pytest.mark.parametrize(
    "text",
    [
        "汾水晚报 A2版 2025/02/06 星期四",
        "■责编/崔怡 ■版式/段永杰 ■审读/刘源",
        "投稿邮箱：kxdb@example.cn",
        "天气预报：太原 晴转多云 -5℃～8℃ 微风",
        "河东日报",
    ],
)
def test_mastheads_and_rows_of_editors_are_furniture_in_any_form(text: str) -> None:
    """A paper beside its page and date, editors behind a stroke, addresses and the weather belong to no article."""
    assert furniture(text) >= 0.5


def test_who_took_a_photograph_is_no_author() -> None:
    """A credit on a line of its own closes the caption above it, even where a wrap tears it."""
    for credit_lines in (
        "志愿者为老人送去慰问品。\n本报记者 邹明红 摄",
        "志愿者为老人送去慰问品。 新\n华社记者 邹明红 摄",
    ):
        (article,) = cut(f"{NEWS}\n{credit_lines}")
        assert (article.authors, article.captions) == (("冯毅松",), ("志愿者为老人送去慰问品。",))


def test_a_pull_quote_is_known_by_what_it_repeats() -> None:
    """Words in quotation marks between the lines that the article says itself are no headline and no text of it."""
    (article,) = cut(NEWS.replace("此次活动", "“签约项目\n27 个，总投资\n399 亿元。”\n此次活动"))
    assert article.captions == ("“签约项目 27 个，总投资 399 亿元。”",)
    assert "“签约" not in article.body


def test_a_table_in_an_article_is_part_of_it() -> None:
    """Rows of figures under their head stay with the article and are no headline of the next."""
    table = "相关数据\n太原：26.4 亿元\n长治：399 亿元\n"
    (article,) = cut(NEWS.replace("此次活动", f"{table}此次活动"))
    texts = [paragraph.text for paragraph in article.paragraphs]
    assert texts[1:4] == ["相关数据", "太原：26.4 亿元", "长治：399 亿元"]


@pytest.mark.parametrize("kicker", ["在希望的田野上", "高质量发展调研行", "太原海关", "今年前四个月"])
def test_a_kicker_names_a_series_an_institution_or_a_time(kicker: str) -> None:
    """What names and does nothing is the kicker of the line that tells the news."""
    (article,) = cut(f"{kicker}\n创新药物项目落户长治\n{NEWS}")
    assert (article.kicker, article.title) == (kicker, "创新药物项目落户长治")


def test_an_unlikely_date_is_not_believed() -> None:
    """A month that does not exist is no date of the issue."""
    (article,) = cut(f"2025 年 13 月 40 日 星期一\n\n{NEWS}")
    assert article.published is None


def test_a_doubtful_cut_says_so() -> None:
    """Text without beginning, end or headline gets less confidence than a whole article."""
    (whole,) = cut(f"创新药物项目落户长治\n{NEWS}")
    (torn,) = cut("企业建设的创新药物研发项目，总投\n资 30 亿元，预计")
    assert torn.confidence < 0.5 < whole.confidence


def test_no_text_gives_no_article() -> None:
    """An empty page has no articles."""
    assert cut("\n \n\f\n") == ()


def test_a_phrase_that_ends_like_a_name_is_a_headline() -> None:
    """What a line says beside a name, or a colon in it, makes it no kicker: the headline begins with it."""
    for first, second in (("脱贫攻坚使大湾", "村迎来美丽蝶变"), ("外资持续看好中国债市", "连续九个月净买入")):
        (article,) = cut(f"{first}\n{second}\n{NEWS}")
        assert (article.kicker, article.title) == (None, first + second)


def test_a_kicker_names_the_place_or_the_series() -> None:
    """The name of an institution or of a series stands over a headline as its kicker."""
    for kicker in ("太原海关", "新春走基层", "今年 1 至 9 月"):
        (article,) = cut(f"{kicker}\n三个一批活动签约项目超百亿元\n{NEWS}")
        assert (article.kicker, article.title) == (kicker, "三个一批活动签约项目超百亿元")


def test_a_caption_begins_where_the_line_above_had_room() -> None:
    """A short line over a caption is no part of it: the caption's first word would have stood on it."""
    rows = ("签约项目二十七个", "总投资超三百亿元", "合作企业的技术人员在新落成的实验室里调试", "设备。 姻 王波 摄")
    (article,) = cut("\n".join((NEWS.replace(" 冯毅松", ""), *rows)))
    assert article.title == "签约项目二十七个总投资超三百亿元"
    assert article.captions == ("合作企业的技术人员在新落成的实验室里调试设备。",)


def test_a_report_is_signed_once() -> None:
    """The byline behind the second report is not the first one's, whose reporter its dateline names."""
    page = """\
零缺陷的封测线
本报讯（记者 牛军）进车间先过三道
风淋门，这是一家封测企业的规矩，去
年下线集成电路五百亿块。
氢车跑上山海线
从张家口到黄骅港，三十辆氢能重卡跑
一个来回，沿线布设加氢站八座，市里
的氢能产业因此成链。（田雨）"""
    assert [(article.title, article.authors) for article in cut(page)] == [
        ("零缺陷的封测线", ("牛军",)),
        ("氢车跑上山海线", ("田雨",)),
    ]


def test_the_scene_above_a_headline_is_its_kicker_though_it_reads_like_a_name() -> None:
    """云南 has a surname and a name's length, but the article speaks of it."""
    (article,) = cut(
        "云南\n国际货站扩能\n本报讯（记者 杨丽）云南国际货站昨日启\n用，年处理能力提升到 25 万吨，货\n站能扩能。"
    )
    assert (article.kicker, article.title, article.authors) == ("云南", "国际货站扩能", ("杨丽",))


def test_what_a_blank_line_sets_off_and_a_photographer_signs_is_a_caption() -> None:
    """A picture with its own news has no article."""
    (article,) = cut(f"{NEWS}\n\n近日，工人在压缩站巡检。今年以来，当\n地加快增储上产。新华社发（薛俊摄）")
    assert article.captions == ("近日，工人在压缩站巡检。今年以来，当地加快增储上产。",)


def test_a_mark_that_a_wrap_parts_is_read() -> None:
    """（下转 A3版） may begin at the end of a line."""
    (article,) = cut(NEWS.replace(" 冯毅松", "（下\n转A3版）"))
    assert (article.continues_on, article.paragraphs[-1].text[-6:]) == ("A3", "30 亿元。")


def test_a_headline_in_quotation_marks_may_have_a_comma() -> None:
    """Its questions and answers are the paragraphs below it."""
    (article,) = cut(
        "“数据要跑路，先要说真话”\n本报记者 马晨\n问：难点究竟在哪里？\n答：难点在责任，数据错了要\n能追溯。"
    )
    assert (article.title, article.authors) == ("“数据要跑路，先要说真话”", ("马晨",))
    assert article.body == "问：难点究竟在哪里？\n答：难点在责任，数据错了要能追溯。"


def test_what_opens_below_the_first_line_of_a_report_belongs_to_it() -> None:
    """A report hasn't ended on the line that opens it: the agency that it quotes stands in its text."""
    (article,) = cut(
        "铁路货运线全线贯通\n本报讯（记者 冯毅松）据\n新华社消息：连接三省的铁路货运\n"
        "专线昨日全线贯通，年运力达到 2 亿吨，\n沿线各市的货站同日启用。"
    )
    assert (article.dateline, article.authors) == ("本报讯", ("冯毅松",))
    assert article.body.startswith("据新华社消息：连接三省的铁路货运专线")


def test_a_pull_quote_may_stand_within_the_sentence_that_it_repeats() -> None:
    """Nobody finds its words whole in the text, which it parts; without it they are."""
    rows = NEWS.split("\n")
    said = "此次活动涉及的项目中，由合作企业建设的创新药物研发项目"
    quote = [f"“{said}”"[at : at + 9] for at in range(0, len(said) + 2, 9)]
    (article,) = cut("\n".join((*rows[:4], *quote, *rows[4:])))
    assert (article.body, article.captions) == (cut(NEWS)[0].body, (f"“{said}”",))


def test_a_pull_quote_between_paragraphs_ends_no_article() -> None:
    """It has no full stop, and nobody signs it; the text below goes on."""
    page = """\
三条产业链同日“上新”
本报讯（记者 贺知秋）6月9日，晋中
经济技术开发区十六个项目同日投产，总投
资84.6亿元，其中电驱项目投资21亿元。
“从签约到投产只有三
百天”
企业负责人周文远说，从签约到投产只
有三百天，比计划提前两个月。"""
    (article,) = cut(page)
    assert article.captions == ("“从签约到投产只有三百天”",)
    assert article.body.endswith("企业负责人周文远说，从签约到投产只有三百天，比计划提前两个月。")


def test_a_subhead_parts_paragraphs() -> None:
    """However full the line above it is, a paragraph ends there and another begins below."""
    page = """\
我省再添三家绿色工业园区
本报讯 粉煤灰年利用量达到八十万吨，供应周边四县。
以电代煤
电锅炉替代燃煤锅炉一百二十台，少烧煤二十三万吨。
（记者 康宁）"""
    (article,) = cut(page)
    assert article.subheads == ("以电代煤",)
    assert [paragraph.text for paragraph in article.paragraphs] == [
        "粉煤灰年利用量达到八十万吨，供应周边四县。",
        "电锅炉替代燃煤锅炉一百二十台，少烧煤二十三万吨。",
    ]


@pytest.mark.parametrize("second", ["通讯员 周立夏", "（摄影报道）", "文/图"])
def test_a_byline_may_take_two_lines(second: str) -> None:
    """The second names others, or says alone what the people of the first did."""
    page = f"""\
风从雁门来
杏花开满坡
本报记者 李思远
{second}
四月的代县，漫山杏花。村民张福全的农家乐一天接待游客上百人，“比
种地强多了。”他说。今年全县乡村旅游收入预计突破3亿元，比去年增
长两成。县里还修了十二公里旅游公路，把七个村串在一起。"""
    (article,) = cut(page)
    assert article.title == "风从雁门来杏花开满坡"
    assert article.authors == (("李思远", "周立夏") if "周" in second else ("李思远",))
