"""`facets`, `stats` and `analyze` tell what is in the archive and how a text is understood."""

import json

import pytest

from searchsvc.facets import FACETS
from searchsvc.output import articles
from searchsvc.service.analyze import analyze

pytestmark = pytest.mark.usefixtures("read")


def test_the_values_of_a_facet_are_counted(run):
    done = run("facets", "city")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "大同\t2\n太原\t1\n晋城\t1\n长治\t1\n", "")


def test_they_are_counted_over_what_a_query_and_filters_find(run):
    assert run("facets", "zone", "--q", "新能源", "--not-city", "太原").stdout == "大同经济技术开发区\t1\n"


def test_values_are_found_by_their_beginning_and_limited(run):
    assert run("facets", "zone", "--prefix", "大同").stdout == "大同经济技术开发区\t1\n"
    assert run("facets", "city", "--size", 1).stdout == "大同\t2\n"


def test_a_facet_as_json_is_what_the_api_answers(run):
    answer = json.loads(run("facets", "source", "--json", "--city", "大同").stdout)
    assert answer.pop("rows") == answer["values"]
    assert answer == {
        "field": "source",
        "query": {"q": "", "parsed": "*", "warnings": []},
        "total": 2,
        "values": [
            {
                "value": value,
                "count": 1,
                "selected": False,
                "url": f"/api/v1/search?city=%E5%A4%A7%E5%90%8C&source={quoted}",
            }
            for value, quoted in (
                ("山西商报", "%E5%B1%B1%E8%A5%BF%E5%95%86%E6%8A%A5"),
                ("晋北经济报", "%E6%99%8B%E5%8C%97%E7%BB%8F%E6%B5%8E%E6%8A%A5"),
            )
        ],
        "other": 0,
        "missing": 0,
        "links": {
            "self": "/api/v1/facets/source?city=%E5%A4%A7%E5%90%8C",
            "next": None,
            "html": "/search?city=%E5%A4%A7%E5%90%8C",
        },
    }


def test_a_facet_as_csv_begins_with_its_name(run):
    assert run("facets", "year", "--csv", "--bom").stdout == "\ufeffyear,count\n2025,2\n2024,1\n"


def test_without_a_value_nothing_was_found(run):
    assert run("facets", "city", "--q", "没有的词").exit_code == 1


def test_an_unknown_facet_is_told_with_the_nearest(run):
    done = run("facets", "citty")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.endswith("Did you mean city?\n")


def test_a_repaired_query_is_told_of(run):
    assert run("facets", "city", "--q", "（晋城").stderr.startswith("searchsvc: ")


@pytest.mark.parametrize("options", [[], ["--csv"], ["--json"]])
def test_without_a_field_the_facets_are_listed(run, options):
    lines = run("facets", *options).stdout.splitlines()
    if options == ["--json"]:
        assert [facet["name"] for facet in json.loads(lines[0])] == list(FACETS)
    else:
        assert [line.replace(",", "\t").split("\t")[0] for line in lines if line[:4] != "name"] == list(FACETS)


def test_the_archive_is_counted(run, archive):
    stats = json.loads(run("stats", "--json").stdout)
    assert all(size > 0 for size in stats.pop("bytes").values())
    assert stats == {
        "articles": 4,
        "first": "2024-12-30",
        "last": "2025-02-14",
        "sources": {"晋北经济报": 2, "山西商报": 1},
        "values": {
            "province": 1, "city": 4, "zone": 4, "industry": 3, "source": 2, "author": 2, "page_no": 3,
            "year": 2, "month": 2,
        },
        "outdated": 0,
        "sequence": 4,
        "generation": archive.engine.generation,
    }  # fmt: skip


def test_what_is_counted_is_named_line_by_line(run):
    lines = run("stats").stdout.splitlines()
    assert lines[:5] == [
        "articles\t4", "first\t2024-12-30", "last\t2025-02-14", "sources 晋北经济报\t2", "sources 山西商报\t1",
    ]  # fmt: skip


def test_a_text_is_taken_apart(run):
    done = run("analyze", "Ａ+轮 12.5%！")
    assert (done.exit_code, done.stderr) == (0, "")
    assert (
        done.stdout
        == """\
folded  a+轮12.5%!
words   a 轮 12.5
query   Ａ+轮 且 12.5%

    0     2  a+
    2     3  轮
    4     9  12.5%
    9    10  !  (symbol)
"""
    )


def test_a_text_taken_apart_as_json_is_what_the_api_answers(run, archive):
    text = "晋城经开区的光机电项目"
    assert json.loads(run("analyze", text, "--json").stdout) == json.loads(
        json.dumps(articles.analysis(analyze(archive, text), "en"))
    )
