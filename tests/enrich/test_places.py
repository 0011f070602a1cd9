"""Which cities an article is filed under."""

import pytest

from searchsvc.articles import Article, Paragraph
from searchsvc.enrich import enrich
from searchsvc.enrich.places import province_of


def article(body: str, title: str | None = None, source: str | None = None) -> Article:
    return Article(id="a1", title=title, source=source, paragraphs=tuple(map(Paragraph, body.split("\n"))))


@pytest.mark.parametrize(
    ("sentence", "cities"),
    [
        ("晋城市与全省同步举行开发区“三个一批”活动。", ["晋城"]),
        ("山西省晋城市高平市的铸造项目投产。", ["晋城"]),
        ("高平市的铸造项目投产。", ["晋城"]),
        ("平鲁区化工园区建成智慧园区指挥中心。", ["朔州"]),
        ("岚县的阀门项目开工。", ["吕梁"]),
        ("浦东新区新增跨国公司地区总部59家。", ["上海"]),
        ("枞阳县的玻璃生产线点火。", ["铜陵"]),
        ("在霍尔果斯公路口岸，一批出口车辆有序通关。", ["伊犁"]),
        ("海南藏族自治州新增光伏装机100万千瓦。", ["海南"]),
        ("延边州的人参加工项目签约。", ["延边"]),
        ("琼海市的会展项目开工。", []),
        ("海南省上半年进出口总值增长10%。", []),
        ("吉林省项目建设提速，农安县的肉牛产业园投产，在临江市，贸易产业园主体完工。", ["长春", "白山"]),
        ("吉林市的碳纤维项目投产。", ["吉林"]),
        ("全省上半年固定资产投资增长0.9%。", []),
        ("沈阳、鞍山、辽阳的企业沿高速公路布局。", ["沈阳", "鞍山", "辽阳"]),
        ("成渝地区双城经济圈建设提速。", ["成都", "重庆"]),
        ("太原至大同高铁通车。", ["太原", "大同"]),
        ("山西大同、河北张家口的风电场并网。", ["大同", "张家口"]),
        ("太原理工大学在吕梁设立产业技术研究院。", ["吕梁"]),
        ("成都天府新区把屋顶租给了无人机。", ["成都"]),
        ("高平的梨樹剛剛坐果。", ["晋城"]),
    ],
)
def test_an_article_is_filed_under_the_prefectures_where_its_news_happens(sentence, cities):
    assert list(enrich(article(sentence)).city) == cities


@pytest.mark.parametrize(
    "sentence",
    [
        "太原理工大学发布新成果。",
        "临汾市中级人民法院作出判决。",
        "贵州茅台发布年报，上海证券报作了报道。",
        "新华社太原2月6日电（记者王飞航）全省外贸进出口总值增长一成。",
        "广州日报记者报道了此事。",
        "张明是晋城人，现居国外。",
        "一位从西安来的姑娘放不下笔。",
        "电动重卡继续往西安、洛阳赶路。",
        "线路途经四川、重庆、湖北等地。",
        "企业坚持长治久安的理念，提出重大理论创新。",
        "云南通过新规，山东营商环境改善，浙江门户开放。",
        "山西安排资金支持技改，广东莞香产业壮大。",
        "推进资源合作，促进和平发展，走新兴产业之路。",
        "“城区供热管网改造”列入计划。",
    ],
)
def test_a_place_inside_another_name_is_no_city(sentence):
    assert enrich(article(sentence)).city == ()


@pytest.mark.parametrize(
    ("sentence", "cities"),
    [
        ("河南郑州鼓楼区没有，开封市鼓楼区有。", ["郑州", "开封"]),
        ("辽宁朝阳市的风电项目并网。", ["朝阳"]),
        ("北京市朝阳区的商圈升级。", ["北京"]),
        ("石家庄市新华区的商场开业。", ["石家庄"]),
        ("新华区的商场开业。", []),
        ("大同区域经济活跃。", ["大同"]),
        ("大庆市大同区的秸秆项目投产。", ["大庆"]),
        ("甘肃省合作市的牧场扩建。", ["甘南"]),
    ],
)
def test_a_name_that_several_places_bear_is_settled_by_what_stands_around(sentence, cities):
    assert list(enrich(article(sentence)).city) == cities


def test_a_city_named_once_in_passing_beside_a_city_told_at_length_is_left_out():
    body = "吕梁市项目开工。吕梁项目共四十个。吕梁市强调抓落实。\n吕梁新能源项目投产，产品销往郑州。"
    assert enrich(article(body, title="吕梁：项目总数四十个")).city == ("吕梁",)


def test_every_prefecture_has_its_province():
    assert [province_of(city) for city in ("晋城", "海南", "重庆", "延边", "高平", "")] == [
        "山西",
        "青海",
        "重庆",
        "吉林",
        None,
        None,
    ]


def test_where_a_partner_is_from_is_no_scene():
    article = Article(title="深圳企业牵手普洱市做咖啡", paragraphs=(Paragraph("与深圳企业合作的工厂落户普洱市。"),))
    assert enrich(article).city == ("普洱",)
