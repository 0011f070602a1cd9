"""What may have been meant is told where nothing is found: words of the index, with the hits that each has."""

from searchsvc.articles import Article, Paragraph
from searchsvc.ingest import catch_up
from searchsvc.service.asking import Search
from searchsvc.service.search import search
from searchsvc.store.base import Incoming


def meant(archive, q, **asked):
    ways = search(archive, Search(q=q, **asked)).ways_out
    return [(way.change.zh, way.total, way.search.q) for way in ways if way.change.zh.startswith("您要找的是")]


def test_a_word_that_sounds_the_same_is_told_with_its_hits(archive):
    assert meant(archive, "新能原") == [("您要找的是“新能源”吗？", 3, "新能源")]


def test_a_word_that_looks_the_same_is_told(archive):
    assert meant(archive, "临汾经济汗发区") == [("您要找的是“临汾经济开发区”吗？", 1, "临汾经济开发区")]


def test_a_word_is_corrected_inside_a_run_beside_others_and_in_its_field(archive):
    assert meant(archive, "新能原汽车") == [("您要找的是“新能源汽车”吗？", 1, "新能源汽车")]
    assert meant(archive, "吕梁 新能原 -汽车") == [("您要找的是“新能源”吗？", 1, "吕梁 且 新能源 且 非 汽车")]
    assert meant(archive, "正文:“新能原”") == [("您要找的是“新能源”吗？", 3, '正文："新能源"')]


def test_pinyin_is_told_in_characters(archive):
    assert meant(archive, "xinnengyuan") == [("您要找的是“新能源”吗？", 3, "新能源")]


def test_what_finds_nothing_either_is_not_told(archive):
    assert meant(archive, "忻洲") == meant(archive, "苏州 新能原") == []


def test_several_runs_that_nobody_knows_are_respelled_together(archive):
    assert meant(archive, "linfen xinnengyuan") == [("您要找的是“临汾 新能源”吗？", 1, "临汾 且 新能源")]
    assert meant(archive, "linfen 汽车 xinnengyuan") == [("您要找的是“临汾 新能源”吗？", 1, "临汾 且 汽车 且 新能源")]
    assert meant(archive, "linfen meiyouzhege") == []


def test_what_is_found_is_not_corrected(archive):
    assert search(archive, Search(q="新能源")).ways_out == ()


def test_the_way_leads_to_what_it_tells(archive):
    [way] = search(archive, Search(q="新能原汽车")).ways_out
    assert search(archive, way.search).total == way.total


def test_ways_out_know_the_aliases_of_the_archive(archive):
    (archive.settings.index / "aliases.tsv").write_text("转综=转型综改\n", encoding="utf-8")
    assert [(way.change.zh, way.total) for way in search(archive, Search(q="转综 苏州")).ways_out] == [
        ('去掉 转综 或 "转型综改"', 1),
        ("去掉 苏州", 1),
    ]


def test_a_run_that_nobody_wrote_is_respelled_though_its_pieces_are_found_apart(archive):
    apart = Article(id="apart", paragraphs=(Paragraph("新能公司把厂迁回原址。"),))
    archive.store.save([Incoming(apart)])
    catch_up(archive.store, archive.engine)
    assert search(archive, Search(q="新能原", relax=False)).total == 1
    assert meant(archive, "新能原") == [("您要找的是“新能源”吗？", 3, "新能源")]
    assert meant(archive, "新能 原") == []


def test_a_value_of_a_field_is_corrected_too(archive):
    assert meant(archive, "城市：晋诚 新能源") == [("您要找的是“晋城”吗？", 1, "城市：晋城 且 新能源")]


def test_what_finds_no_more_than_was_typed_is_not_meant(archive):
    apart = [Article(id=f"apart-{n}", paragraphs=(Paragraph("新能公司把厂迁回原址。"),)) for n in range(3)]
    archive.store.save(map(Incoming, apart))
    catch_up(archive.store, archive.engine)
    assert search(archive, Search(q="新能原", relax=False)).total == search(archive, Search(q="新能源")).total == 3
    assert meant(archive, "新能原") == []
