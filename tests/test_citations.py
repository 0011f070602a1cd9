"""Citations say what is known of an article, and nothing in an article breaks their form."""

import bibtexparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchsvc.articles import Article, Paragraph
from searchsvc.citations import FORMS, bibtex, gbt7714, plain

ARTICLE = Article(
    id="科学导报/2025 1",
    title="大同新能源装机过半",
    subtitle="——光伏基地二期并网",
    authors=("王建国", "李晓燕", "张强", "赵敏"),
    source="科学导报",
    published="2025-02-10",
    page="A2",
)


def test_gbt_7714_names_three_authors_and_the_page():
    assert gbt7714(ARTICLE) == (
        "王建国, 李晓燕, 张强, 等. 大同新能源装机过半：光伏基地二期并网[N]. 科学导报, 2025-02-10(A2)."
    )


@pytest.mark.parametrize(
    ("article", "cited"),
    [
        (Article(title="签约", source="科学导报"), "签约[N]. 科学导报."),
        (Article(title="签约", published="2025-02-10"), "签约[N]. 2025-02-10."),
        (Article(title="签约"), "签约[N]."),
        (
            Article(paragraphs=(Paragraph("大同经开区昨日举行签约仪式，十二个项目落户。"),)),
            "大同经开区昨日举行签约仪式，十二个项目落[N].",
        ),
        (Article(captions=("工人检修光伏板。",)), "无题[N]."),
    ],
)
def test_what_is_unknown_is_left_out(article, cited):
    assert gbt7714(article) == cited


def test_a_plain_citation_reads_as_a_newspaper_prints_it():
    said = "王建国、李晓燕、张强、赵敏：《大同新能源装机过半：光伏基地二期并网》，《科学导报》2025年2月10日A2版"
    assert plain(ARTICLE) == said


def test_a_parser_of_bibtex_reads_the_entry():
    [entry] = bibtexparser.loads(bibtex(ARTICLE)).entries
    assert entry == {
        "ENTRYTYPE": "article",
        "ID": "2025-1",
        "author": "{王建国} and {李晓燕} and {张强} and {赵敏}",
        "title": "{大同新能源装机过半：光伏基地二期并网}",
        "journal": "科学导报",
        "year": "2025",
        "month": "2",
        "day": "10",
        "pages": "A2",
    }


hostile = st.text(st.sampled_from('大同}{\\%$#_~^&"@,=\n 1a'), min_size=1, max_size=12).filter(str.strip)


@settings(max_examples=20)  # the parser is slow
@given(title=hostile, source=hostile, author=hostile, name=hostile)
def test_no_text_breaks_out_of_its_field(title, source, author, name):
    article = Article(id=name, title=title, source=source, authors=(author,), published="2025-02-10")
    [entry] = bibtexparser.loads(bibtex(article)).entries
    assert set(entry) == {"ENTRYTYPE", "ID", "author", "title", "journal", "year", "month", "day"}
    assert all(value.count("{") == value.count("}") for value in entry.values())
    assert all("\n" not in form(article) for each, form in FORMS.items() if each != "bibtex")
