"""Forms that mean the same: expanded in bare runs, longest first, and told in the echo."""

import os
from datetime import date
from importlib import resources

import pytest

from searchsvc.errors import UnreadableSource
from searchsvc.query import parse
from searchsvc.query.aliases import Aliases, Piece, Row, gathered, load, packaged, rows

TODAY = date(2025, 2, 24)


def parsed(text, aliases=None):
    return parse(text, today=TODAY, aliases=aliases).parsed


@pytest.mark.parametrize(
    ("text", "echo"),
    [
        ("5G", '5G 或 "第五代移动通信"'),
        ("５ｇ", '５ｇ 或 "第五代移动通信"'),
        ("第五代移动通信", '第五代移动通信 或 "5G"'),
        ("推动人工智能发展", '推动 且 (人工智能 或 "AI") 且 发展'),
        ("恩施州茶叶", '(恩施州 或 "恩施土家族苗族自治州") 且 茶叶'),
        ("恩施土家族苗族自治州", '恩施土家族苗族自治州 或 "恩施州"'),
        ("非 5G", '非 (5G 或 "第五代移动通信")'),
        ("标题:5G", '标题：5G 或 标题："第五代移动通信"'),
        ("日期:5G", r'日期\: 且 (5G 或 "第五代移动通信")'),
        ("综改区", '综改区 或 "综改示范区" 或 "转型综改示范区" 或 "山西转型综合改革示范区"'),
    ],
)
def test_a_bare_run_finds_every_form(text, echo):
    assert parsed(text) == echo


@pytest.mark.parametrize("text", ['"5G"', "“综改区”", "15G", "5GB", "城市：综改区", "AIGC"])
def test_quotes_fields_and_longer_runs_are_left_alone(text):
    assert " 或 " not in parsed(text)


@pytest.mark.parametrize(
    ("text", "echo"),
    [
        ("晋城经开区", '晋城经开区 或 "晋城经济技术开发区" 或 "晋城经济开发区"'),
        ("推动阳泉高新区建设", '推动 且 (阳泉高新区 或 "阳泉高新技术产业开发区" 或 "阳泉高新技术开发区") 且 建设'),
        ("大同经济技术开发区", '大同经济技术开发区 或 "大同经开区"'),
        ("经开区 -晋城", '(经开区 或 "经济技术开发区" 或 "经济开发区") 且 非 晋城'),
    ],
)
def test_a_zone_takes_the_word_before_it_along(text, echo):
    assert parsed(text) == echo


def test_the_longest_form_wins():
    aliases = gathered([Row(("综改区", "甲")), Row(("山西综改区", "乙"))])
    assert aliases.pieces("在山西综改区和综改区") == [
        Piece(0, 1),
        Piece(1, 6, ("乙",)),
        Piece(6, 7),
        Piece(7, 10, ("甲",)),
    ]


def test_a_form_in_two_rows_has_the_alternatives_of_both():
    assert gathered(rows("发改委=发展改革委\n发改委=发展和改革委员会")).others["发改委"] == (
        "发展改革委",
        "发展和改革委员会",
    )


def test_a_table_has_comments_blank_lines_and_may_lack_kind_and_source():
    table = "# 注\n\n煤改电＝清洁取暖\n高新区=高新技术产业开发区\tsuffix\t本报\n"
    assert list(rows(table)) == [
        Row(("煤改电", "清洁取暖")),
        Row(("高新区", "高新技术产业开发区"), "suffix", "本报"),
    ]


def test_no_table_is_the_package_s_own(tmp_path):
    assert load(tmp_path / "aliases.tsv") is packaged()


def test_an_edit_works_at_the_next_query(tmp_path):
    table = tmp_path / "aliases.tsv"
    table.write_text("煤改电=清洁取暖\n", encoding="utf-8")
    assert parsed("煤改电", load(table)) == '煤改电 或 "清洁取暖"'
    table.write_text("煤改电=电采暖\n", encoding="utf-8")
    os.utime(table, ns=(1, 1))
    assert parsed("煤改电 5G", load(table)) == '(煤改电 或 "电采暖") 且 (5G 或 "第五代移动通信")'
    table.unlink()
    assert parsed("煤改电", load(table)) == "煤改电"


def test_a_row_of_its_own_replaces_the_package_s_and_a_single_form_switches_it_off(tmp_path):
    table = tmp_path / "aliases.tsv"
    table.write_text("5G=五代机\n综改区\n", encoding="utf-8")
    assert parsed("5G 综改区", load(table)) == '(5G 或 "五代机") 且 综改区'


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_table_saved_by_a_spreadsheet_is_read(tmp_path, encoding):
    table = tmp_path / "aliases.tsv"
    table.write_text("煤改电=清洁取暖\n", encoding=encoding)
    assert parsed("煤改电", load(table)) == '煤改电 或 "清洁取暖"'


def test_a_table_in_no_known_encoding_is_named(tmp_path):
    table = tmp_path / "aliases.tsv"
    table.write_bytes(b"\xff\xff")
    with pytest.raises(UnreadableSource, match=r"aliases\.tsv"):
        load(table)


def test_no_aliases_cut_nothing():
    assert Aliases({}).pieces("晋城经开区") == [Piece(0, 5)]


def test_every_row_of_the_package_has_two_forms_a_kind_and_a_source():
    table = (resources.files("searchsvc") / "data" / "aliases.tsv").read_text(encoding="utf-8")
    assert [row for row in rows(table) if len(row.forms) < 2 or not row.kind or not row.source] == []
