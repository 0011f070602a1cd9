"""`correct` lays what a person says over what was read, tells who said it and when, and takes it back."""

import json

import pytest


def shown(run, article="datong"):
    return json.loads(run("show", article, "--json").stdout)


def listed(run, article="datong"):
    done = run("correct", article, "--json")
    return done.exit_code, {(each["field"], each["by"]): each["value"] for each in json.loads(done.stdout)}


@pytest.mark.usefixtures("own")
class TestCorrect:
    def test_search_and_show_give_what_was_said(self, run):
        done = run(
            "correct",
            "datong",
            "--title",
            "大同绿电装机占六成",
            "--author",
            "赵敏",
            "--author",
            "钱进",
            "--by",
            "资料室",
        )
        assert (done.exit_code, done.stdout) == (0, "")
        assert done.stderr == "searchsvc: corrected datong; searchsvc correct datong lists what was\n"
        assert run("search", "标题：占六成", "--ids").stdout == "datong\n"
        assert run("search", "标题：装机过半", "--ids").exit_code == 1
        assert [shown(run)[key] for key in ("title", "authors")] == ["大同绿电装机占六成", ["赵敏", "钱进"]]

    def test_the_evidence_tells_that_a_person_said_so_who_and_when(self, run):
        run("correct", "datong", "--city", "大同市", "--city", "朔州", "--by", "资料室")
        assert shown(run)["city"] == ["大同", "朔州"]  # the name of the facet, whatever was typed
        told = [item for item in shown(run)["evidence"] if item["facet"] == "city"]
        assert [(item["value"], item["rule"], item["quote"][:4]) for item in told] == [
            ("大同", "corrected", "资料室 "),
            ("朔州", "corrected", "资料室 "),
        ]
        assert run("search", "--city", "朔州", "--ids").stdout == "datong\n"

    def test_the_article_as_json_carries_what_correct_lists(self, run):
        run("correct", "datong", "--city", "大同市", "--by", "资料室")
        (said,) = shown(run)["corrections"]
        assert [said[key] for key in ("field", "value", "by")] == ["city", ["大同"], "资料室"]
        assert json.loads(run("correct", "datong", "--json").stdout) == [said]

    def test_it_stays_when_the_page_is_read_again_and_when_facets_are_derived_again(self, run, wire):
        run("correct", "datong", "--zone", "朔州经开区", "--industry", "煤炭")
        run("index", wire)
        run("rebuild", "--enrich")
        assert [shown(run)[key] for key in ("zone", "industry")] == [["朔州经济技术开发区"], ["煤炭"]]
        assert run("search", "--industry", "煤炭", "--ids").stdout == "datong\n"

    def test_it_goes_with_the_text_where_a_page_changes(self, run, tmp_path):
        page = tmp_path / "A2.txt"
        page.write_text(
            "2025年2月10日 星期一 科学导报\n朔州外运\n本报讯 朔州煤炭外运增长，铁路加开专列。\n", encoding="utf-8"
        )
        run("index", page)
        (found,) = run("search", "铁路加开专列", "--ids").stdout.split()
        run("correct", found, "--title", "朔州煤炭外运增长")
        page.write_text(
            "2025年2月10日 星期一 科学导报\n铁路忙\n本报讯 朔州煤炭外运增长，铁路加开专列了。\n", encoding="utf-8"
        )
        run("index", page)
        assert run("search", "铁路加开专列了", "--ids").stdout == f"{found}\n"
        assert shown(run, found)["title"] == "朔州煤炭外运增长"

    def test_a_cleared_field_is_empty(self, run):
        run("correct", "datong", "--clear", "zone", "--clear", "date")
        assert [shown(run)[key] for key in ("zone", "published")] == [[], None]
        assert run("search", "--zone", "-", "--ids").stdout == "datong\n"

    def test_what_was_corrected_is_listed(self, run):
        assert listed(run) == (1, {})
        run("correct", "datong", "--date", "2025-02-11", "--clear", "kicker", "--by", "资料室")
        assert listed(run) == (0, {("kicker", "资料室"): None, ("published", "资料室"): "2025-02-11"})
        rows = [line.split("\t") for line in run("correct", "datong").stdout.splitlines()]
        assert [row[:3] for row in rows] == [["kicker", "—", "资料室"], ["published", "2025-02-11", "资料室"]]

    def test_it_is_taken_back_field_by_field_or_all_at_once(self, run):
        before = shown(run)
        run("correct", "datong", "--title", "甲", "--city", "朔州", "--author", "赵敏")
        run("correct", "datong", "--undo", "city")
        assert (shown(run)["city"], shown(run)["title"]) == (["大同"], "甲")
        run("correct", "datong", "--undo", "all")
        assert (shown(run), listed(run)) == (before, (1, {}))

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (["--city", "高平"], "It is a city at the level of prefectures"),
            (["--zone", "大同"], "It is the name of a zone"),
            (["--industry", "光机电"], "The industries are 煤炭, "),
            (["--title", "红\x1b字"], "Write a line of text without control characters."),
            (["--title", "甲", "--clear", "title"], "Of title two things are said"),
            (["--city", "大同", "--undo", "all"], "Of city two things are said"),
            (["--title", ""], "Write a line of text without control characters."),
            (["--date", "昨天"], "is not a day"),
            (["--figure", "1", "15亿元"], "There is no figure 1 of 0."),
            (["--clear", "标题"], "is not one of"),
        ],
    )
    def test_what_can_t_be_is_refused_and_nothing_is_changed(self, run, options, said):
        before = shown(run)
        done = run("correct", "datong", *options)
        assert (done.exit_code, done.stdout) == (2, "")
        assert said in done.stderr
        assert (shown(run), listed(run)) == (before, (1, {}))

    def test_what_is_not_there_or_was_deleted_cannot_be_corrected(self, run):
        run("delete", "taiyuan", "--reason", "撤稿")
        assert run("correct", "nope", "--title", "甲").exit_code == 1
        done = run("correct", "taiyuan", "--title", "甲")
        assert (done.exit_code, "撤稿" in done.stderr) == (1, True)


@pytest.fixture
def shuozhou(run, own, tmp_path):
    """Index an article of two figures and return its id."""
    page = tmp_path / "A3.txt"
    page.write_text("本报讯 朔州市一项目总投资 26.8 亿元，占地 320 亩。\n", encoding="utf-8")
    run("index", page)
    return run("search", "朔州市一项目", "--ids").stdout.strip()


def figures(run, article):
    return [(item["label"], item["value"], item["unit"], item["bound"]) for item in shown(run, article)["figures"]]


def test_a_figure_is_corrected_or_dropped_by_its_number(run, shuozhou):
    (label, *_), (area, *rest) = figures(run, shuozhou)
    assert run("correct", shuozhou, "--figure", "1", "逾28亿元").exit_code == 0
    assert figures(run, shuozhou) == [(label, 28.0, "亿元", "above"), (area, *rest)]
    assert shown(run, shuozhou)["figures"][0]["amount"] == 2_800_000_000
    run("correct", shuozhou, "--drop-figure", "2")
    assert figures(run, shuozhou) == [(label, 28.0, "亿元", "above")]
    rows = [line.split("\t") for line in run("correct", shuozhou).stdout.splitlines()]
    assert [row[0] for row in rows] == ["figure 26.8 亿元", "figure 320 亩"]
    run("correct", shuozhou, "--undo", "figure")
    assert [value for _, value, _, _ in figures(run, shuozhou)] == [26.8, 320]


def test_an_amount_is_one_number_with_its_unit(run, shuozhou):
    done = run("correct", shuozhou, "--figure", "1", "很多")
    assert (done.exit_code, "'很多' is not one number with its unit." in done.stderr) == (2, True)


@pytest.mark.usefixtures("own")
def test_of_a_dropped_figure_no_label_can_be_said(run):
    done = run("correct", "datong", "--drop-figure", "1", "--figure-label", "1", "总投资")
    assert (done.exit_code, "Of figure 1 two things are said" in done.stderr) == (2, True)


def named(run, article):
    return [tuple(item[name] for name in ("label", "stage", "city", "zone")) for item in shown(run, article)["figures"]]


def test_label_stage_city_and_zone_of_a_figure_are_said_beside_what_it_amounts_to(run, shuozhou):
    before = named(run, shuozhou)
    assert before == [("总投资", None, "朔州", None), ("占地", None, "朔州", None)]
    of_first = ["--figure-stage", "1", "开工", "--figure-city", "1", "晋城市", "--figure-zone", "1", "晋城经开区"]
    assert run("correct", shuozhou, *of_first, "--by", "资料室").exit_code == 0
    run("correct", shuozhou, "--figure", "1", "28亿元", "--figure-label", "1", "计划总投资")
    assert named(run, shuozhou) == [("计划总投资", "开工", "晋城", "晋城经济技术开发区"), before[1]]
    assert figures(run, shuozhou)[0] == ("计划总投资", 28.0, "亿元", "exact")
    told = [item for item in shown(run, shuozhou)["evidence"] if item["rule"] == "corrected"]
    assert {(item["facet"], item["value"]) for item in told} == {("figures", "26.8 亿元")}
    run("correct", shuozhou, "--undo", "figure")
    assert named(run, shuozhou) == before


@pytest.mark.parametrize("nothing", ["", "-"])
@pytest.mark.parametrize("name", ["label", "stage", "city", "zone"])
def test_of_a_figure_each_is_cleared_by_nothing_or_a_dash(run, shuozhou, name, nothing):
    run("correct", shuozhou, "--figure-stage", "2", "投产", "--figure-zone", "2", "晋城经开区")
    assert run("correct", shuozhou, f"--figure-{name}", "2", nothing).exit_code == 0
    values = {"label": "占地", "stage": "投产", "city": "朔州", "zone": "晋城经济技术开发区"} | {name: None}
    assert named(run, shuozhou)[1] == tuple(values.values())
    (row,) = run("correct", shuozhou).stdout.splitlines()
    assert f"{name}=—" in row.split("\t")[1]


def test_what_was_said_of_a_figure_stays_when_its_page_is_read_again_and_is_found(run, shuozhou, tmp_path):
    run("correct", shuozhou, "--figure-stage", "1", "开工", "--figure-city", "1", "大同", "--figure-city", "2", "-")
    run("index", tmp_path / "A3.txt")
    run("rebuild", "--enrich")
    assert named(run, shuozhou) == [("总投资", "开工", "大同", None), ("占地", None, None, None)]
    listed = json.loads(run("figures", "--stage", "开工", "--city", "大同", "--json").stdout)
    assert [each["amount"] for each in listed["rows"]] == [2_680_000_000]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--figure-stage", "1", "落地"], "The stages are 签约, 开工, 投产."),
        (["--figure-city", "1", "高平"], "It is a city at the level of prefectures"),
        (["--figure-zone", "1", "大同"], "It is the name of a zone"),
        (["--figure-stage", "3", "开工"], "There is no figure 3 of 2."),
        (["--figure-stage", "1", "开工", "--undo", "figure"], "Of figure two things are said"),
        (["--figure-zone", "1", "-", "--drop-figure", "1"], "Of figure 1 two things are said"),
    ],
)
def test_what_a_figure_can_t_have_is_refused_with_what_it_can(run, shuozhou, options, said):
    before = shown(run, shuozhou)
    done = run("correct", shuozhou, *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert shown(run, shuozhou) == before
