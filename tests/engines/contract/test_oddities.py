"""Text that nobody expects in a newspaper, and what must still be found."""

import pytest

from searchsvc.engines.base import Request
from searchsvc.engines.expressions import Everything, HasId
from tests.engines.examples import contains, document, fill, found


class TestOddities:
    @pytest.mark.parametrize(
        "odd", ["\0", "甲\0乙", "😀", "👨‍👩‍👧‍👦", "㐂", "𠮷", "\ufffd", "é", "ß", "ﬁ", "‘’", "①", "㎡", "\u202e", "*?"]
    )
    def test_an_odd_character_is_found_like_any_other(self, engine, odd):
        fill(engine, document("odd", f"大同{odd}新能源", title=odd), document("plain", "大同新能源"))
        assert found(engine, contains(odd)) == ["odd"]
        assert found(engine, contains(f"同{odd}新")) == ["odd"]
        assert found(engine, contains(odd, "title"), words=(odd,)) == ["odd"]

    @pytest.mark.parametrize("char", ["的", "a", "1", "。", "😀"])
    def test_ten_thousand_equal_characters_are_one_text(self, engine, char):
        fill(engine, document("long", char * 10_000), document("short", "光伏"))
        assert found(engine, contains(char * 10_000)) == ["long"]
        assert found(engine, contains(char * 10_001)) == []
        assert found(engine, Everything(), words=(char * 10_000,))[0] in {"long", "short"}

    def test_an_article_without_text_is_there(self, engine):
        fill(engine, document("empty"), document("full", "光伏"))
        assert found(engine, Everything(), words=("光伏",)) == ["full", "empty"]
        assert found(engine, contains("光伏")) == ["full"]

    def test_ids_are_compared_as_they_are(self, engine):
        ids = ["A", "a", "科学导报-2025-02-10", "a,b", '"', "\u00e9", "e\u0301"]
        fill(engine, *(document(one, "光伏") for one in ids))
        assert engine.search(Request(size=20)).total == len(ids)
        assert [found(engine, HasId(frozenset({one}))) for one in ids] == [[one] for one in ids]

    def test_many_paragraphs_stay_apart(self, engine):
        fill(engine, document("many", *(f"第{number}段落" for number in range(500))))
        assert found(engine, contains("第499段落")) == ["many"]
        assert found(engine, contains("段落第")) == []
