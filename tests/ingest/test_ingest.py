"""Files go into the archive once, corrected pages replace exactly their articles, and nothing is lost on the way."""

import os
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchsvc.articles import Article, Paragraph, Skipped
from searchsvc.engines import open_engine
from searchsvc.engines.base import Request
from searchsvc.enrich.signatures import digest, own_name, signature
from searchsvc.errors import IndexDamaged, NotFound, WorkerLost
from searchsvc.ingest import catch_up, delete, ingest, reading, rebuild, records, restore
from searchsvc.ingest.settling import settle
from searchsvc.messages import Message
from searchsvc.store.base import Incoming
from searchsvc.store.sqlite import SQLite

DATONG = """大同新能源装机过半
本报讯（记者 李晓明）大同市能源局昨日公布，全市新能源装机容量达到920万千瓦，
占电力总装机的比重首次超过一半，较上年同期提高6个百分点。
"""
JINCHENG = """晋城光机电产业园二期投产
本报讯（记者 王芳）晋城经济技术开发区光机电产业园二期昨日投产，
总投资12亿元，五条产线同日通电，年产光学镜头3000万颗。
"""
LULIANG = """吕梁氢能重卡上路
本报讯（记者 张强）吕梁市首批50辆氢能重卡在孝义开发区交付，
一次加氢可行驶400公里，沿线已建成加氢站7座。
"""
YUNCHENG = """运城苹果出口创新高
本报讯（记者 赵敏）运城海关昨日公布，全市去年出口鲜苹果18万吨，
货值9.6亿元，产品销往六十多个国家和地区。
"""


ENDLESS = """
import sys
from pathlib import Path
from searchsvc.engines import open_engine
from searchsvc.ingest import ingest
from searchsvc.store.sqlite import SQLite

folder, path = map(Path, sys.argv[1:])
store, engine = SQLite(folder, True), open_engine("memory", folder)
ingest(store, engine, [path], batch=10, on_batch=lambda count: print(count, flush=True))
"""


def titles(store):
    """The ids of the living by headline, in the order they came."""
    return {entry.article.title: entry.id for entry in store.changes()}


def findable(engine):
    return {hit.id for hit in engine.search(Request(size=100)).hits}


def test_a_page_is_read_split_and_enriched_and_can_be_found(index, page, store, engine):
    assert index(page(DATONG, JINCHENG)) == (2, 0, 0, 0)
    assert list(titles(store)) == ["大同新能源装机过半", "晋城光机电产业园二期投产"]
    assert findable(engine) == set(titles(store).values())
    [first, _] = store.changes()
    assert (first.article.city, first.article.published, first.rules) == (("大同",), "2025-02-10", reading.RULES)


def test_parsing_gives_the_ids_that_indexing_gives(index, page, store):
    path = page(DATONG, JINCHENG)
    parsed = [incoming.article.id for incoming in records([path], skipped=pytest.fail)]
    index(path)
    assert parsed == list(titles(store).values())


def test_the_lines_of_the_page_are_kept_and_the_article_counts_in_them(index, page, wire, store):
    path = page(DATONG, JINCHENG)
    index(path, wire({"title": "太原综改区签约", "body": "签约项目十二个。"}))
    lines = tuple(path.read_text(encoding="utf-8").splitlines())
    first, second, ready = (entry.article for entry in store.changes())
    assert store.page_text(first.id) == store.page_text(second.id) == lines
    start, end = second.lines
    assert "".join(lines[start - 1 : end]).endswith(second.body)
    assert store.page_text(ready.id) is None


def test_running_again_changes_nothing(index, page, wire, store, engine):
    paths = page(DATONG, JINCHENG), wire({"title": "太原综改区签约", "body": "签约项目十二个。"})
    index(*paths)
    before = store.sequence, engine.generation
    assert index(*paths) == (0, 0, 3, 0)
    assert (store.sequence, engine.generation) == before


def test_a_corrected_text_replaces_its_article_alone(index, page, store, engine):
    index(page(DATONG, JINCHENG))
    before = titles(store)
    assert index(page(DATONG.replace("920万", "930万"), JINCHENG)) == (0, 1, 1, 0)
    assert titles(store) == before
    assert "930万千瓦" in store.get(before["大同新能源装机过半"]).article.body
    assert findable(engine) == set(before.values())


def test_a_corrected_headline_keeps_the_id_and_reading_it_again_too(index, page, store):
    index(page(DATONG, JINCHENG))
    before = titles(store)
    path = page(DATONG.replace("装机过半", "装机占比超五成"), JINCHENG)
    assert index(path) == (0, 1, 1, 0)
    assert titles(store)["大同新能源装机占比超五成"] == before["大同新能源装机过半"]
    assert index(path) == (0, 0, 2, 0)


def test_what_vanished_from_a_page_is_superseded_and_comes_back_with_it(index, page, store, engine):
    index(page(DATONG, JINCHENG, LULIANG))
    before = titles(store)
    assert index(page(DATONG, LULIANG, YUNCHENG)) == (1, 0, 2, 1)
    assert (
        findable(engine)
        == set(titles(store).values())
        == set(titles(store).values()) - {before["晋城光机电产业园二期投产"]}
    )
    assert index(page(DATONG, JINCHENG, LULIANG)) == (1, 0, 2, 1)
    assert titles(store) == before


def test_another_issue_under_the_same_file_name_replaces_nothing(index, page, store):
    index(page(DATONG, JINCHENG))
    later = "2025年2月11日 星期二 科学导报\n"
    assert index(page(DATONG, LULIANG, head=later)) == (2, 0, 0, 0)
    assert [entry.article.published for entry in store.changes()] == ["2025-02-10"] * 2 + ["2025-02-11"] * 2


def test_another_page_under_the_same_file_name_without_dates_replaces_nothing(index, page, store):
    index(page(DATONG, head=""))
    other = LULIANG.replace("吕梁氢能重卡上路", "大同新能源装机过半")
    assert index(page(other, head="")) == (1, 0, 0, 0)
    [first, second] = store.changes()
    assert second.id == f"{first.id}-2"


def test_a_copy_of_a_page_is_the_same_page_and_holds_its_articles(index, page, store):
    index(page(DATONG, JINCHENG))
    copy = page(DATONG, JINCHENG, name="copy/A2.txt")
    assert index(copy) == (0, 0, 2, 0)
    assert index(page(DATONG)) == (0, 0, 1, 1)
    assert store.count() == 2
    assert index(page(DATONG, name="copy/A2.txt")) == (0, 0, 1, 1)
    assert list(titles(store)) == ["大同新能源装机过半"]


def test_ready_articles_supersede_nothing(index, wire, store):
    one, other = ({"title": title, "body": f"{title}，总投资三亿元。"} for title in ("大同开工", "晋城投产"))
    index(wire(one, other))
    assert index(wire(one)) == (0, 0, 1, 0)
    assert store.count() == 2


def test_a_deleted_article_stays_away_with_a_new_headline_too(index, page, store, engine):
    index(page(DATONG, JINCHENG))
    doomed = titles(store)["大同新能源装机过半"]
    delete(store, engine, doomed, "撤稿")
    path = page(DATONG.replace("装机过半", "装机占比超五成"), JINCHENG)
    summary = ingest(store, engine, [path])
    assert (summary.tombstoned, summary.new, summary.unchanged) == (1, 0, 1)
    assert f"searchsvc delete {doomed} --restore" in summary.warnings[0].en
    assert doomed not in findable(engine)
    restore(store, engine, doomed)
    assert doomed in findable(engine)


def test_deleting_or_restoring_what_is_not_there_is_told(store, engine):
    with pytest.raises(NotFound, match="no article a9"):
        delete(store, engine, "a9")
    with pytest.raises(NotFound, match="no article a9"):
        restore(store, engine, "a9")


def test_a_bad_record_is_told_with_its_line_and_the_good_ones_go_in(index, wire, store, engine):
    path = wire({"title": "大同开工", "body": "开工。"}, "{不是 JSON", {"title": "晋城投产", "body": "投产。"})
    summary = ingest(store, engine, [path])
    assert [(skipped.path, skipped.line) for skipped in summary.skipped] == [(str(path), 2)]
    assert (summary.files, summary.articles, summary.new) == (1, 2, 2)


def test_a_page_that_breaks_the_splitter_costs_itself_alone(page, monkeypatch):
    def split(read):
        if read.path.endswith("A1.txt"):
            raise ZeroDivisionError("no columns")
        return whole(read)

    whole = reading.split
    monkeypatch.setattr(reading, "split", split)
    paths, skipped = [page(JINCHENG, name="pages/A1.txt"), page(DATONG)], []
    found = [incoming.article.title for incoming in records(paths, skipped=skipped.append)]
    assert found == ["大同新能源装机过半"]
    assert skipped == [Skipped(str(paths[0]), None, Message(*["ZeroDivisionError: no columns"] * 2))]


def test_each_batch_is_in_the_store_when_it_is_told(index, wire, store, tmp_path):
    lines = [{"id": f"w{number}", "title": f"第{number}条", "body": "简讯。"} for number in range(7)]
    lines[3] = "{坏"
    told = []

    def on_batch(count):
        other = SQLite(tmp_path / "index")
        kept = {entry.id for entry in other.changes()}
        other.close()
        told.append((count, {f"w{number}" for number in range(count)} - {"w3"} <= kept))

    index(wire(*lines), batch=2, on_batch=on_batch)
    assert told == [(2, True), (5, True), (7, True)]


def test_a_word_on_a_record_that_was_kept_is_not_counted_as_a_record(index, wire):
    odd = {"title": "大同开工", "body": "开工。", "date": "昨天"}
    told = []
    index(wire(odd, odd | {"title": "晋城投产"}), batch=1, on_batch=told.append)
    assert told == [1, 2]


def test_records_on_one_line_are_counted_each(index, tmp_path):
    told, path = [], tmp_path / "wire.json"
    path.write_text('[{"title": "大同签约"}, {"city": "大同"}, {"title": "", "body": ""}, {"title": "晋城投产"}]')
    index(path, on_batch=told.append)
    assert told == [4]


def test_what_was_committed_before_a_kill_stays_and_the_next_run_goes_on(index, wire, store, engine, tmp_path):
    path = wire(*({"id": f"w{number}", "title": f"第{number}条", "body": "简讯。"} for number in range(500)))
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS, tmp_path / "index", path], stdout=subprocess.PIPE, text=True
    ) as process:
        for _ in range(3):
            committed = int(process.stdout.readline())
        process.kill()
    kept = [entry.id for entry in store.changes()]
    assert kept == [f"w{number}" for number in range(len(kept))]
    assert len(kept) >= committed == 30
    assert index(path) == (500 - len(kept), 0, len(kept), 0)
    assert len(findable(engine)) == 100


def test_catching_up_tells_how_far_it_is(index, page, store, tmp_path):
    index(page(DATONG, JINCHENG))
    told = []
    catch_up(store, open_engine("memory", tmp_path), on_share=told.append)
    assert told == [pytest.approx(share) for share in (0.6, 0.8, 1)]  # both were compared before


def test_an_engine_ahead_of_its_archive_tells_that_something_was_lost(index, page, store, engine, tmp_path):
    index(page(DATONG))
    (tmp_path / "older").mkdir()
    store.backup(tmp_path / "older" / "store.sqlite")
    index(page(DATONG, JINCHENG))
    late = open_engine("memory", tmp_path)
    catch_up(store, late)
    assert (late.sequence, findable(late)) == (2, set(titles(store).values()))
    with closing(SQLite(tmp_path / "older")) as older:
        with pytest.raises(IndexDamaged, match="ends at change 1 and its index at 2"):
            catch_up(older, late)
        rebuild(older, late)
        assert (late.sequence, findable(late)) == (1, set(titles(older).values()))


def test_an_engine_that_machines_share_is_made_anew_by_the_first_of_them_where_another_archive_takes_the_place(
    tmp_path, store, caplog
):
    store.save([Incoming(Article(id="a1", title="光伏")), Incoming(Article(id="a2", title="煤炭"))])
    shared = open_engine("memory", tmp_path)
    catch_up(store, shared)
    with closing(SQLite(tmp_path / "restored", True)) as restored:
        restored.save([Incoming(Article(id="b1", title="氢能"))])
        catch_up(restored, shared)
        assert (findable(shared), shared.origin) == ({"b1"}, restored.history)
        assert "It is made anew." in caplog.records[-1].getMessage()
        state = shared.generation
        catch_up(restored, shared)  # by another machine
        assert shared.generation == state


def test_an_index_whose_files_are_not_as_they_were_written_is_made_anew_and_logged(tmp_path, store, caplog):
    for number, harmed in enumerate(("current", "manifest.json", "*.arrays")):
        store.save([Incoming(Article(id=f"a{number}", title="光伏"))])
        engine = open_engine("whoosh", tmp_path / "own")
        catch_up(store, engine)
        path = next((tmp_path / "own").rglob(harmed))
        path.write_bytes(path.read_bytes()[:-9])
        store.save([Incoming(Article(id=f"b{number}", title="氢能"))])
        late = open_engine("whoosh", tmp_path / "own")
        catch_up(store, late)
        assert findable(late) == {f"{letter}{each}" for each in range(number + 1) for letter in "ab"}
        assert "It is made anew from the archive." in caplog.records[-1].getMessage()


def test_rebuilding_gives_what_was_there(index, page, store, engine):
    index(page(DATONG, JINCHENG))
    before = findable(engine)
    rebuild(store, engine)
    assert (findable(engine), engine.sequence) == (before, store.sequence)


def record(title, body):
    return Article(title=title, paragraphs=(Paragraph(body),), source="科学导报")


def write(store, articles, origin=None, *, complete=True):
    """Write articles as an ingest does; a page's together, ready ones one by one."""
    seen = {}
    ids = (article.id or own_name(signature(article), digest(article), seen) for article in articles)
    incoming = [Incoming(replace(article, id=name), origin) for article, name in zip(articles, ids, strict=True)]
    pages = [incoming] if origin and incoming else [[each] for each in incoming]
    settled = [settle(store, page, seen, complete=complete) for page in pages]
    return store.save(
        [each for page in settled for each in page.incoming], [each for page in settled for each in page.gone]
    )


def test_a_page_read_in_part_supersedes_nothing(store):
    whole = [record("甲", "大同新能源装机过半。"), record("乙", "晋城光机电产业园投产。")]
    write(store, whole, "/A2.txt")
    assert write(store, whole[:1], "/A2.txt", complete=False) == ["unchanged"]
    assert store.count() == 2


BODIES = ("大同新能源装机过半。", "晋城光机电产业园投产。", "吕梁氢能重卡上路。", "运城苹果出口创新高。")
DRAWN = st.lists(
    st.tuples(st.sampled_from("甲乙"), st.sampled_from(BODIES)), max_size=5, unique_by=lambda drawn: drawn[1]
)


@settings(max_examples=30)
@given(runs=st.lists(DRAWN, max_size=4))
def test_no_text_is_lost_however_headlines_collide(tmp_path_factory, runs):
    store = SQLite(Path(tmp_path_factory.mktemp("index")), True)
    for run in runs:
        articles = [record(title, body) for title, body in run]
        write(store, articles)
        bodies = [entry.article.body for entry in store.changes()]
        assert {body for _, body in run} <= set(bodies)
        assert set(write(store, articles)) <= {"unchanged"}
    store.close()


@settings(max_examples=30)
@given(versions=st.lists(DRAWN, min_size=1, max_size=4))
def test_a_page_holds_its_last_version_and_what_stays_on_it_keeps_its_id(tmp_path_factory, versions):
    store = SQLite(Path(tmp_path_factory.mktemp("index")), True)
    before = {}
    for version in versions:
        articles = [record(title, body) for title, body in version]
        write(store, articles, "/A2.txt")
        held = {entry.article.body: entry.id for entry in store.of_origin("/A2.txt") if entry.article}
        assert {body for _, body in version} <= set(held)
        assert {held[body] for body in before.keys() & held} == {before[body] for body in before.keys() & held}
        assert set(write(store, articles, "/A2.txt")) <= {"unchanged"}
        before = {body: held[body] for _, body in version}
    store.close()


def test_an_article_that_can_t_be_kept_is_told(store, engine, wire, monkeypatch):
    """Even where a reader lets it through: what is written must be readable for ever."""
    odd = replace(record("半个字\ud800", "正文。"), path="wire.jsonl", lines=(3, 3))
    monkeypatch.setattr(
        reading, "read_apart", lambda path, said: iter([odd, replace(odd, title="大同", published="2025-2-1")])
    )
    summary = ingest(store, engine, [Path("wire.jsonl")])
    assert summary.skipped == (
        Skipped("wire.jsonl", 3, Message("含有不成字符的代码。", "It holds half characters (lone surrogates).")),
        Skipped("wire.jsonl", 3, Message("日期须写成 2025-02-10。", "The date is to be written as 2025-02-10.")),
    )
    assert store.count() == 0


def test_the_archive_is_the_same_whatever_the_number_of_workers(index, page, wire, store, tmp_path):
    lines = [{"title": f"第{number}条", "body": f"大同投资{number}亿元。"} for number in range(90)]
    lines[7], lines[40] = "{坏", {"title": "晋城投产", "date": "昨天"}
    paths = [page(DATONG, JINCHENG), wire(*lines), page(LULIANG, name="pages/A3.txt"), tmp_path / "missing.txt"]
    other = SQLite(tmp_path / "other", True)
    alone, shared = [], []
    one = ingest(store, open_engine("memory", Path()), paths, batch=20, on_batch=alone.append)
    two = ingest(other, open_engine("memory", Path()), paths, batch=20, on_batch=shared.append, workers=2)
    assert replace(two, seconds=one.seconds) == one
    assert shared == alone
    unlike = {"changed": ""}  # the time of writing
    assert [replace(each, **unlike) for each in other.changes()] == [
        replace(each, **unlike) for each in store.changes()
    ]
    ids = [each.id for each in store.changes()]
    assert list(map(other.page_text, ids)) == list(map(store.page_text, ids))
    other.close()


def test_a_lost_worker_costs_nothing_that_was_committed(wire, store, engine, monkeypatch):
    monkeypatch.setattr(reading, "_made", _killed)
    path = wire(*({"title": f"第{number}条", "body": "简讯。"} for number in range(90)))
    store.save([Incoming(Article(id="a1", title="先到"))])
    with pytest.raises(WorkerLost):
        ingest(store, engine, [path], workers=2)
    assert list(titles(store)) == ["先到"]


def _killed(_items: list) -> None:
    os._exit(9)
