"""Near-duplicates are known as articles come and go, whatever the order and however many runs it took."""

from itertools import permutations

import pytest

from searchsvc.engines.base import Request
from searchsvc.ingest import catch_up, delete, ingest, restore

BODY = (
    "大同市能源局昨日公布，全市新能源装机容量达到九百二十万千瓦，占电力总装机的比重首次超过一半，较上年提高六个百分点。"
)
COPY = BODY.replace("昨日公布", "日前通报")
CUT = BODY[:40]
OTHER = "晋城经开区光机电产业园二期昨日投产，五条产线同日通电，年产光学镜头三千万颗，产品供应省内外三十家整机企业。"


def record(name, body):
    return {"id": name, "title": name, "body": body, "date": "2025-02-10"}


@pytest.fixture
def index(store, engine, wire):
    """Ingest these articles."""

    def run(**bodies):
        return ingest(store, engine, [wire(*(record(name, body) for name, body in bodies.items()))])

    return run


def test_copies_are_found_within_a_run_and_over_runs(index, store):
    index(a=BODY, b=COPY, c=OTHER)
    index(d=CUT)
    assert store.duplicates("abcd") == {"a": ("b", "d"), "b": ("a", "d"), "c": (), "d": ("a", "b")}


def test_a_changed_text_is_compared_anew(index, store):
    index(a=BODY, b=COPY)
    index(b=OTHER, c=OTHER)
    assert store.duplicates("abc") == {"a": (), "b": ("c",), "c": ("b",)}


def test_a_deleted_article_is_no_duplicate_until_it_is_restored(index, store, engine):
    index(a=BODY, b=COPY)
    delete(store, engine, "b")
    assert store.duplicates("ab") == {"a": (), "b": ()}
    restore(store, engine, "b")
    assert store.duplicates("ab") == {"a": ("b",), "b": ("a",)}


def test_what_one_leads_to_over_another_is_of_the_same_cluster(index, store):
    """Two papers print different halves of one report."""
    first, second = BODY + OTHER, OTHER + BODY
    index(whole=first + second, start=first[:90], end=second[-90:])
    assert store.duplicates(["start"]) == {"start": ("end", "whole")}


def test_nothing_is_compared_twice(index, store, engine):
    index(a=BODY, b=COPY)
    assert store.compared == store.sequence
    before = store.compared
    index(a=BODY, b=COPY)
    catch_up(store, engine)
    assert store.compared == before


def test_parts_are_compared_as_the_whole_they_make(store, engine, wire):
    head = {"date": "2025-02-10", "source": "科学导报"}
    first = head | {"id": "p1", "page": "A1", "continues_on": "A3", "body": BODY}
    last = head | {"id": "p3", "page": "A3", "continued_from": "A1", "body": OTHER}
    ingest(store, engine, [wire(first, last, {"id": "copy", "body": BODY + OTHER})])
    assert store.duplicates(["p1", "p3", "copy"]) == {"p1": ("copy",), "p3": (), "copy": ("p1",)}


def test_what_everybody_prints_is_one_cluster_however_long(index, store):
    index(**{f"w{number}": BODY for number in range(60)})
    assert len(store.duplicates(["w59"])["w59"]) == 59


def collapsed(engine):
    return engine.search(Request(collapse=True)).listed


@pytest.mark.parametrize("order", list(permutations("abd")))
def test_the_cluster_is_the_same_in_whatever_order_its_articles_come(index, store, engine, order):
    """Only the whole is alike to both of its halves; it may come between them, before or after."""
    bodies = {"a": BODY + OTHER, "b": BODY, "d": OTHER}
    for name in order:
        index(**{name: bodies[name]})
    assert {each.cluster for each in store.changes()} == {"a"}
    assert collapsed(engine) == 1


def test_the_engine_is_told_of_articles_that_got_into_another_cluster(index, store, engine):
    index(b=BODY, c=OTHER)
    index(a=COPY, d=CUT)
    assert collapsed(engine) == 2
    delete(store, engine, "a")
    assert (store.duplicates("bd"), collapsed(engine)) == ({"b": ("d",), "d": ("b",)}, 2)
    delete(store, engine, "d")
    assert (store.duplicates("b"), collapsed(engine)) == ({"b": ()}, 2)


def test_a_cluster_falls_apart_when_what_held_it_together_goes(index, store, engine):
    index(a=BODY + OTHER, b=BODY, d=OTHER)
    delete(store, engine, "a")
    assert (store.duplicates("bd"), collapsed(engine)) == ({"b": (), "d": ()}, 2)


def test_only_what_moved_is_told_again(index, store):
    index(b=BODY, c=OTHER)
    before = store.sequence
    index(e=COPY)
    assert [each.id for each in store.changes(before)] == ["b", "e"]


def test_the_copies_of_what_everybody_prints_stay_together_when_the_first_ones_go(index, store, engine):
    names = [f"w{number:02}" for number in range(45)]
    index(**dict.fromkeys(names, BODY))
    for name in names[:24]:
        delete(store, engine, name)
    assert len(store.duplicates(["w44"])["w44"]) == 20
