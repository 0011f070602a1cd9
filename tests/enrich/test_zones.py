"""Which development zones an article is filed under."""

import pytest

from searchsvc.articles import Article, Paragraph
from searchsvc.enrich import enrich
from searchsvc.enrich.zones import city_of_zone


def article(body: str, title: str | None = None) -> Article:
    return Article(id="a1", title=title, paragraphs=tuple(map(Paragraph, body.split("\n"))))


@pytest.mark.parametrize(
    ("sentence", "zones"),
    [
        ("晋城经济技术开发区推进转型。", ["晋城经济技术开发区"]),
        ("晋城经开区推进转型。", ["晋城经济技术开发区"]),
        ("晋城市经济技术开发区推进转型。", ["晋城经济技术开发区"]),
        ("阳泉高新区配水厂通过验收。", ["阳泉高新技术产业开发区"]),
        ("榆社开发区的储能项目开工。", ["榆社经济技术开发区"]),
        ("岚县经开区铸造产业园投产。", ["岚县经济技术开发区"]),
        ("临汾经济开发区甘亭工业园区设分会场。", ["临汾经济开发区"]),
        ("虞城县高新区的罐头厂扩建。", ["虞城高新技术产业开发区"]),
        ("项目落户光谷，东湖高新区提供服务。", ["武汉东湖新技术开发区"]),
        ("广州开发区发布首单保险。", ["广州经济技术开发区"]),
        ("浦东新区出台方案。", ["上海浦东新区"]),
        ("两江新区的整车项目下线。", ["重庆两江新区"]),
        ("在山东无棣县鲁北高新技术开发区，装置高速运转。", ["鲁北高新技术开发区"]),
        ("中国（浙江）自由贸易试验区扩区五年。", ["浙江自贸试验区"]),
        ("安徽自贸区合肥片区首批项目签约。", ["安徽自贸试验区合肥片区"]),
        ("郑州自贸片区新增企业。", ["河南自贸试验区郑州片区"]),
        ("前海蛇口自贸片区发布清单。", ["广东自贸试验区深圳前海蛇口片区"]),
        ("上海自贸区临港新片区新增企业。", ["上海自贸试验区临港新片区"]),
        ("太原武宿综保区进出口增长。", ["太原武宿综合保税区"]),
        ("山西转型综改示范区的项目投产。", ["山西转型综合改革示范区"]),
        ("综改区的项目投产。", ["山西转型综合改革示范区"]),
        ("猇亭区合成生物产业园盘活土地。", ["猇亭区合成生物产业园"]),
        ("苏州工业园区引进药企。", ["苏州工业园区"]),
        ("用好山西省海峡两岸（高平）产业园金字招牌。", ["山西省海峡两岸（高平）产业园"]),
        ("运城盐湖高新区的大屏上线。", ["运城盐湖高新技术产业开发区"]),
        ("阳泉市郊区经济技术开发区投产项目。", ["阳泉郊区经济技术开发区"]),
        ("晉城經開區推進轉型。", ["晋城经济技术开发区"]),
        ("在鲁北高新技术开发区，装置高速运转。", ["鲁北高新技术开发区"]),
    ],
)
def test_a_zone_is_spelled_out_with_its_place(sentence, zones):
    assert list(enrich(article(sentence)).zone) == zones


@pytest.mark.parametrize(
    "sentence",
    [
        "全省开发区集中开工一批项目。",
        "吕梁市开发区共征集项目40个。",
        "12家高新区建立战略联盟，国家级经开区达230家。",
        "晋城市建设省级转型综改示范区。",
        "6个自贸试验区、40个综合保税区加快建设。",
        "晋中的药食同源大健康产业园项目开工。",
        "张明历任漳州蓝田经济开发区管委会办公室主任。",
        "智慧物流园区和产业园加快改造。",
        "泽州产业园区发展运营有限公司换了董事长。",
        "某某银行上海自贸试验区分公司提起诉讼。",
    ],
)
def test_talk_of_zones_in_general_programmes_and_careers_have_none(sentence):
    assert enrich(article(sentence)).zone == ()


def test_a_bare_name_means_the_only_zone_of_the_articles_city():
    found = enrich(article("经开区立足产业基础，聚焦主攻方向。", title="晋城：项目总数42个"))
    assert (found.zone, found.evidence[-1].rule) == (("晋城经济技术开发区",), "bare")


@pytest.mark.parametrize(
    ("body", "zones"),
    [
        ("忻州经济开发区设分会场。忻州经开区签约项目。", ["忻州经济开发区"]),
        ("忻州经济技术开发区设分会场。忻州经济开发区签约项目。", ["忻州经济技术开发区"]),
        ("安徽自贸区启动建设。安徽自贸区合肥片区首批项目签约。", ["安徽自贸试验区合肥片区"]),
    ],
)
def test_one_zone_under_two_names_is_one_value(body, zones):
    assert list(enrich(article(body)).zone) == zones


def test_a_zone_files_its_article_under_its_city():
    assert enrich(article("平鲁经济技术开发区打造智慧园区。")).city == ("朔州",)


@pytest.mark.parametrize(
    ("zone", "city"),
    [
        ("晋城经济技术开发区", "晋城"),
        ("高平经济技术开发区", "晋城"),
        ("虞城高新技术产业开发区", "商丘"),
        ("山西转型综合改革示范区", None),
        ("某某产业园", None),
    ],
)
def test_a_zone_lies_in_a_city(zone, city):
    assert city_of_zone(zone) == city
