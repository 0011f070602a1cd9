"""An article that runs over pages is one article, whichever page was read first and whatever happens to one of them."""

from itertools import permutations
from pathlib import Path

import pytest

from searchsvc.articles import Article, Evidence, Paragraph
from searchsvc.engines.base import Request
from searchsvc.ingest import catch_up, delete, ingest, restore
from searchsvc.ingest.deriving import derive
from searchsvc.ingest.joining import whole
from searchsvc.store.base import Incoming

SEEDS = Path(__file__).parents[2] / "seeds"
A1, A3 = SEEDS / "03-issue-a1.txt", SEEDS / "04-issue-a3.txt"
DISTILLERS = "杏花村的酒糟去了哪里"
HEAD = {"source": "三晋经济观察报", "date": "2025-05-12"}
FIRST = HEAD | {"id": "p1", "page": "A1", "continues_on": "A3", "title": "汾阳酒糟变饲料", "body": "酒糟总投资 4"}
LAST = HEAD | {"id": "p3", "page": "A3", "continued_from": "A1", "body": ".9 亿元的项目投产。\n汾阳的地也肥了。"}


@pytest.fixture
def pages(tmp_path):
    """Write the two sample pages anew, in UTF-8, with something replaced."""

    def write(seed, old="", new=""):
        encoding = "utf-16" if seed is A1 else "utf-8-sig"
        text = seed.read_text(encoding=encoding)
        assert old in text
        path = tmp_path / seed.name
        path.write_text(text.replace(old, new) if old else text, encoding="utf-8")
        return path

    return write


def shown(store):
    """What is in the archive: ids with headline and parts."""
    return {entry.id: (entry.article.title, len(entry.article.parts)) for entry in store.changes() if entry.article}


def found(engine):
    return {hit.id for hit in engine.search(Request(size=100)).hits}


def one(store, title):
    [article] = [entry.article for entry in store.changes() if entry.article.title == title]
    return article


@pytest.mark.parametrize("order", [[A1, A3], [A3, A1]])
@pytest.mark.parametrize("runs", [1, 2])
def test_the_parts_of_an_issue_are_joined_under_the_first_one_s_id(store, engine, order, runs):
    for paths in [order] if runs == 1 else [[path] for path in order]:
        ingest(store, engine, paths)
    article = one(store, DISTILLERS)
    first, second = (store.as_read(part).last for part in article.parts)
    assert (article.id, article.page, article.kicker) == (first.id, "A1", "吕梁·汾阳")
    assert article.paragraphs == first.paragraphs + second.paragraphs
    assert article.authors == ("麻知秋",)
    assert (first.continues_on, second.continued_from, article.continued_from, article.continues_on) == (
        "A3",
        "A1",
        None,
        None,
    )
    assert store.get(second.id).article == article
    assert found(engine) == set(shown(store))
    assert store.count() == len(found(engine)) == 14


def test_indexing_again_changes_nothing(store, engine):
    ingest(store, engine, [A1, A3])
    before = store.sequence, engine.generation
    assert ingest(store, engine, [A3, A1]).unchanged == 16
    assert (store.sequence, engine.generation) == before


def test_facets_and_figures_are_those_of_the_whole(store, engine, wire):
    """A number broken over the page is one number, and a city of the last part one of the article's."""
    ingest(store, engine, [wire(LAST, FIRST)])
    article = store.get("p1").article
    assert [paragraph.text for paragraph in article.paragraphs] == [
        "酒糟总投资 4.9 亿元的项目投产。",
        "汾阳的地也肥了。",
    ]
    assert [(figure.label, figure.amount) for figure in article.figures] == [("总投资", 4.9e8)]
    assert article.city == ("吕梁",)


def test_a_corrected_part_corrects_the_whole(store, engine, pages):
    ingest(store, engine, [pages(A1), pages(A3)])
    before = shown(store)
    summary = ingest(store, engine, [pages(A3, "2000 吨级中试", "3000 吨级中试")])
    assert (summary.replaced, summary.new, summary.superseded) == (1, 0, 0)
    assert shown(store) == before
    assert "3000" in one(store, DISTILLERS).body
    assert found(engine) == set(before)


def test_a_part_whose_mark_goes_stands_alone_again_and_comes_back(store, engine, pages):
    ingest(store, engine, [pages(A1), pages(A3)])
    before = shown(store)
    part = one(store, DISTILLERS).parts[1]
    ingest(store, engine, [pages(A3, "（上接 A1 版）\n\n 高粱地", "本报讯 高粱地")])
    assert "高粱地也跟着变了" in store.get(part).article.body
    assert "高粱地也跟着变了" not in one(store, DISTILLERS).body
    assert (one(store, DISTILLERS).parts, found(engine)) == ((), set(shown(store)))
    ingest(store, engine, [pages(A3)])
    assert (shown(store), found(engine)) == (before, set(before))


def test_when_the_first_part_vanishes_the_other_is_an_article_of_its_own(store, engine, wire, tmp_path):
    page = str(tmp_path / "A1.txt")
    start, rest = (
        Article(id="p1", source="报", published="2025-05-12", page="A1", continues_on="A3", title="始"),
        Article(id="p3", source="报", published="2025-05-12", page="A3", continued_from="A1", title="终"),
    )
    store.save([Incoming(start, page)])
    store.save([Incoming(rest, "/A3.txt")])
    catch_up(store, engine)
    assert found(engine) == {"p1"}
    store.save([], [(page, "p1")])
    catch_up(store, engine)
    assert (found(engine), store.get("p3").article) == ({"p3"}, rest)
    assert store.get("p1").state == "superseded"


def test_a_whole_is_deleted_and_restored_by_the_id_of_any_part(store, engine, wire):
    path = wire(FIRST, LAST)
    ingest(store, engine, [path])
    delete(store, engine, "p3", "撤稿")
    assert (store.get("p1").state, store.get("p3").reason, found(engine)) == ("deleted", "撤稿", set())
    ingest(store, engine, [path])
    assert found(engine) == set()
    restore(store, engine, "p3")
    assert (found(engine), store.get("p3").article.parts) == ({"p1"}, ("p1", "p3"))


def test_a_deleted_continuation_does_not_come_back_in_the_whole(store, engine, wire):
    ingest(store, engine, [wire(LAST)])
    delete(store, engine, "p3")
    ingest(store, engine, [wire(FIRST)])
    assert (found(engine), store.get("p1").article.parts) == ({"p1"}, ())


def test_what_is_in_doubt_stays_apart_and_is_told(store, engine, wire):
    other = FIRST | {"id": "p2", "title": "签约", "body": "签约。"}
    [*warnings] = ingest(store, engine, [wire(FIRST | {"body": "开工。"}, other, LAST | {"body": "投产。"})]).warnings
    assert found(engine) == {"p1", "p2", "p3"}
    assert [warning.zh.split("：")[1] for warning in warnings] == ["转版存疑，未合并"] * 3


def test_the_same_marks_in_another_issue_join_nothing(store, engine, wire):
    ingest(store, engine, [wire(FIRST, LAST | {"date": "2025-05-13"})])
    assert found(engine) == {"p1", "p3"}


def test_without_a_date_only_one_page_file_is_one_issue(store, engine, tmp_path):
    start = Article(id="p1", source="报", page="A1", continues_on="A3", title="始")
    rest = Article(id="p3", source="报", page="A3", continued_from="A1", title="终")
    store.save([Incoming(start, "/a.txt"), Incoming(rest, "/b.txt")])
    catch_up(store, engine)
    assert found(engine) == {"p1", "p3"}
    store.save([Incoming(rest, "/a.txt")])
    catch_up(store, engine)
    assert found(engine) == {"p1"}


def test_deriving_again_derives_the_whole(store, engine):
    ingest(store, engine, [A1, A3])
    before = one(store, DISTILLERS)
    assert derive(store) == 0
    assert one(store, DISTILLERS) == before


def test_what_was_saved_before_a_crash_is_joined_at_the_next_start(store, engine):
    store.save(
        [
            Incoming(Article(id="p1", source="报", published="2025-05-12", page="A1", continues_on="A3", title="始")),
            Incoming(Article(id="p3", source="报", published="2025-05-12", page="A3", continued_from="A1", title="终")),
        ]
    )
    assert len(store.unjoined()) == 1
    catch_up(store, engine)
    assert (found(engine), store.unjoined()) == ({"p1"}, [])


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_three_parts_make_one_article_in_any_order(store, engine, wire, order):
    middle = HEAD | {"id": "p3", "page": "A3", "continued_from": "A1", "continues_on": "A4", "body": "中。"}
    last = HEAD | {"id": "p4", "page": "A4", "continued_from": "A3", "body": "终。"}
    parts = [FIRST | {"body": "始。"}, middle, last]
    for number in order:
        ingest(store, engine, [wire(parts[number], name=f"{number}.jsonl")])
    article = store.get("p4").article
    assert (article.parts, article.body) == (("p1", "p3", "p4"), "始。\n中。\n终。")
    assert found(engine) == {"p1"}


def test_a_whole_has_the_first_head_all_authors_and_keeps_what_later_heads_say():
    given = Evidence(facet="city", value="大同", rule="given")
    first = Article(
        id="p1",
        title="三个一批",
        authors=("李青",),
        subheads=("一张蓝图",),
        paragraphs=(Paragraph("签约。", (3, 4)),),
        path="A1.txt",
        lines=(3, 4),
        continues_on="A3",
        confidence=0.9,
    )
    later = Article(
        id="p3",
        title="从签约到开工",
        kicker="三晋行",
        authors=("王小波", "李青"),
        captions=("塔吊林立。",),
        paragraphs=(Paragraph("开工。", (7, 8)),),
        path="A3.txt",
        lines=(7, 8),
        city=("大同", "太原"),
        evidence=(given, Evidence(facet="city", value="太原", rule="lead")),
        continued_from="A1",
        confidence=0.6,
    )
    assert whole([first, later]) == Article(
        id="p1",
        title="三个一批",
        authors=("李青", "王小波"),
        subheads=("一张蓝图", "三晋行", "从签约到开工"),
        captions=("塔吊林立。",),
        paragraphs=(Paragraph("签约。", (3, 4)), Paragraph("开工。", (7, 8))),
        path="A1.txt",
        lines=(3, 4),
        parts=("p1", "p3"),
        city=("大同",),
        evidence=(given,),
        confidence=0.6,
    )


def test_a_headline_that_is_repeated_is_no_subhead():
    first, later = (Article(id=name, title=title) for name, title in (("p1", "三个 一批"), ("p3", "三个一批")))
    assert whole([first, later]).subheads == ()
