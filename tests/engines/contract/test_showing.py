"""What is shown of a hit is the article as it was written, in the state that was searched."""

from searchsvc.articles import Article, Paragraph
from searchsvc.engines.base import Request
from searchsvc.schema import DUPLICATES, Document
from searchsvc.shown import Head, head
from tests.engines.examples import contains, document, fill

WRITTEN = {
    "kicker": "大 同",
    "title": "ＢＹＤ“繁體”標題：１．５亿元……",
    "subtitle": "占地 30㎡",
    "source": "晋北经济报",
    "published": "2025-02-10",
    "page": "A2",
    "authors": ("王建国", "李 娜"),
    "lines": (3, 9),
    "city": ("太原", "大同"),
    "industry": ("新能源",),
}
PARAGRAPHS = ("  5 G 基站,\t增长 3.5％。", "", "😀 State Grid（国网）", "\uffff")


def only(engine, text):
    (hit,) = engine.search(Request(match=contains(text), show=True)).hits
    return hit.shown


def test_texts_are_shown_as_they_were_written(engine):
    fill(engine, document("a", "别的。"), document("b", *PARAGRAPHS, **WRITTEN))
    shown = only(engine, "繁体")
    heads = [WRITTEN[name] for name in ("kicker", "title", "subtitle")]
    assert [text.raw for _, text in shown.pieces()] == [*heads, *filter(None, PARAGRAPHS)]
    assert shown.fields == ["kicker", "title", "subtitle", "body", "body", "body"]
    assert shown.begins[0] == 0
    assert shown.begins[-1] == len(shown.text.text) + 1
    assert {shown.text.text[start - 1] for start in shown.begins[1:-1]} == {"\uffff"}


def test_every_folded_character_leads_to_where_it_was_written(engine):
    fill(engine, document("a", *PARAGRAPHS, **WRITTEN))
    texts = [text for _, text in only(engine, "繁体").pieces()]
    for text, folded, written in ((texts[2], "30m2", "30㎡"), (texts[3], "5g", "5 G"), (texts[3], "3.5%", "3.5％")):
        at = text.text.index(folded)
        assert text.raw[slice(*text.source(at, at + len(folded)))] == written
    assert not texts[3].joined(1)  # white space broke the run


def test_the_head_is_shown_as_it_is_in_the_article(engine):
    fill(engine, document("a", *PARAGRAPHS, **WRITTEN), document("bare", "光伏。"))
    begins = tuple(map("\n".join(PARAGRAPHS).index, filter(None, PARAGRAPHS)))
    assert only(engine, "国网").head == Head(id="a", begins=begins, **WRITTEN)
    assert only(engine, "光伏").head == Head(id="bare", begins=(0,))


def test_places_and_lines_of_paragraphs_without_a_text_are_left_out():
    kept = head(Article(id="a", paragraphs=(Paragraph("甲。", (1, 2)), Paragraph("", (3, 3)), Paragraph("乙。"))))
    assert (kept.begins, kept.spans) == ((0, 4), ((1, 2), None))


def test_hits_are_shown_on_request_alone(engine):
    fill(engine, document("a", "光伏。"))
    (hit,) = engine.search(Request(match=contains("光伏"))).hits
    assert hit.shown is None


def test_near_duplicates_are_counted_among_what_is_there(engine):
    def copy(name):
        return Document(name, document(name, "光伏。").parts, {DUPLICATES: ("a",)}, None)

    fill(engine, copy("a"), copy("b"), copy("c"), document("alone", "光伏。"))
    assert _duplicates(engine) == {"a": 2, "b": 2, "c": 2, "alone": 0}
    fill(engine, document("c", "别的。"))
    assert _duplicates(engine) == {"a": 1, "b": 1, "alone": 0}


def test_a_held_state_shows_what_it_held(engine):
    fill(engine, document("a", "光伏项目。", title="旧题"))
    held = engine.search(Request(hold=True)).generation
    fill(engine, document("a", "光伏项目。", title="新题"))
    assert [_title(engine, generation) for generation in (held, "")] == ["旧题", "新题"]


def _title(engine, generation):
    (hit,) = engine.search(Request(generation=generation, show=True)).hits
    return hit.shown.head.title


def _duplicates(engine):
    hits = engine.search(Request(match=contains("光伏"), show=True)).hits
    return {hit.id: hit.shown.duplicates for hit in hits}
