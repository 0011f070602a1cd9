"""Several machines over one archive, by processes: two that serve, two that watch one folder, and one that dies."""

import json
import os
import signal
from itertools import cycle
from threading import Event
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.engines.available import CLUSTER, setting

FILES, EACH = 6, 10  # that arrive, and articles in each
LOOK, LOOKS = 0.1, 1_200  # seconds between two looks at what other processes do, and how many there are
psycopg = pytest.importorskip("psycopg", reason="the extra postgresql is not installed")


@pytest.fixture(params=["whoosh", *(["opensearch"] if CLUSTER else [])])
def database(request, postgresql_address, monkeypatch):
    """A connection to the archive that all machines share, and its index, if that is shared."""
    with setting(request.param) as engine, psycopg.connect(postgresql_address, autocommit=True) as connection:
        monkeypatch.setenv("SEARCHSVC_STORE", postgresql_address)
        monkeypatch.setenv("SEARCHSVC_ENGINE", engine)
        yield connection


def arrive(folder, file):
    """Let a file arrive; return the ids of its articles."""
    names = [f"{file}-{number}" for number in range(EACH)]
    lines = [json.dumps({"id": name, "title": f"大同新能源项目{name}签约"}, ensure_ascii=False) for name in names]
    part = folder / f"{file}.part"
    part.write_text("\n".join(lines), encoding="utf-8")
    part.rename(folder / f"{file}.jsonl")
    return names


def until(done):
    """Return what `done` gives once it gives something; fails where it never does."""
    return next(found for _ in range(LOOKS) if (found := done()) or Event().wait(LOOK))


def leader(connection, watchers):
    """Return the watcher that writes, once it waits for what is locked; None as long as none does."""
    waiting = connection.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()[0]
    told = connection.execute("SELECT pid FROM writer").fetchone() if waiting else None
    return next((one for one in watchers if told and one.pid == int(told[0])), None)


def found(url):
    with urlopen(f"{url}/api/v1/search?size=100&fields=id") as answer:
        told = json.load(answer)
    assert told["total"] == len(told["hits"])
    return sorted(hit["id"] for hit in told["hits"])


def asked(url, address):
    """Return the status of an answer, and what it says."""
    try:
        with urlopen(f"{url}{address}") as answer:
            return answer.status, json.load(answer)
    except HTTPError as refused:
        return refused.code, json.load(refused)


def walked(urls, address):
    """Walk to the end, each page asked of the machine whose turn it is as a proxy takes turns; return what was told."""
    told, turns = [], cycle(urls)
    while address:
        told.append(asked(next(turns), address))
        address = told[-1][1].get("links", {}).get("next")
    return told


def test_a_proxy_may_send_each_request_of_a_reader_to_another_machine(database, start, tmp_path):
    machines = [tmp_path / name for name in ("one", "two")]
    names = arrive(tmp_path, "before") + arrive(tmp_path, "more")
    assert start("index", tmp_path / "before.jsonl", tmp_path / "more.jsonl", "--index", machines[0]).wait() == 0
    servers = [start("serve", "--port", 0, "--index", machine) for machine in machines]
    urls = [one.stderr.readline().split()[3].rstrip(",") for one in servers]
    for url in urls:
        until(lambda url=url: asked(url, "/readyz")[0] == 200)

    pages = walked(urls, "/api/v1/search?size=6&fields=id&sort=newest")
    assert [status for status, _ in pages] == [200] * 4
    assert sorted(hit["id"] for _, told in pages for hit in told["hits"]) == sorted(names)
    pages = walked(urls, "/api/v1/search?size=6&fields=id&sort=newest&cursor=*")
    if os.environ["SEARCHSVC_ENGINE"] == "whoosh":  # each machine has an index of its own
        assert [status for status, _ in pages] == [200, 410]
        assert asked(urls[1], pages[1][1]["restart"])[0] == 200
    else:
        assert [status for status, _ in pages] == [200] * 4
        assert sorted(hit["id"] for _, told in pages for hit in told["hits"]) == sorted(names)


def test_when_the_machine_that_writes_dies_another_one_goes_on_and_nothing_is_lost_or_doubled(
    database, start, tmp_path
):
    spool = tmp_path / "spool"
    spool.mkdir()
    machines = [tmp_path / name for name in ("one", "two")]
    names = arrive(tmp_path, "before")
    assert start("index", tmp_path / "before.jsonl", "--index", machines[0]).wait() == 0
    watchers = [start("watch", spool, "--index", machine, "--interval", LOOK) for machine in machines]
    assert all("watching" in one.stderr.readline() for one in watchers)
    servers = [start("serve", "--port", 0, "--index", machine) for machine in machines]
    urls = [one.stderr.readline().split()[3].rstrip(",") for one in servers]

    with database.transaction():
        database.execute("LOCK TABLE articles IN EXCLUSIVE MODE")  # nobody gets to the end of writing
        names += [name for file in range(FILES) for name in arrive(spool, file)]
        dead = until(lambda: leader(database, watchers))
        os.kill(dead.pid, signal.SIGKILL)
        assert dead.wait() == -signal.SIGKILL
    names += arrive(spool, FILES)

    for url in urls:
        until(lambda url=url: found(url) == sorted(names))
    kept = database.execute("SELECT id, count(*) FROM articles GROUP BY id").fetchall()
    assert sorted(kept) == [(name, 1) for name in sorted(names)]
    (survivor,) = (one for one in watchers if one is not dead)
    survivor.terminate()
    told = [line for line in survivor.stderr.read().splitlines() if "Trying again" not in line]
    assert sorted(told) == [f"{spool}/{file}.jsonl: {EACH} new" for file in range(FILES + 1)]
