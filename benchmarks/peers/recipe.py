"""Whoosh with jieba as their tutorials show it: an analyzer that cuts Chinese, one writer, one commit."""

import sys
import time
from itertools import islice
from pathlib import Path

from jieba.analyse import ChineseAnalyzer
from whoosh.fields import ID, KEYWORD, TEXT, Schema
from whoosh.index import create_in

from benchmarks.peers.protocol import rows


def build(corpus: Path, folder: Path, count: int) -> float:
    """Index the first articles of a file, and return the seconds of one processor that it took."""
    analyzer = ChineseAnalyzer()
    lists = {name: KEYWORD(stored=True, commas=True) for name in ("city", "zone", "industry")}
    schema = Schema(
        id=ID(stored=True, unique=True),
        title=TEXT(stored=True, analyzer=analyzer, field_boost=3.0),
        body=TEXT(stored=True, analyzer=analyzer),
        **lists,
    )
    begun = time.process_time()
    writer = create_in(folder, schema).writer(limitmb=256)
    for record in islice(rows(corpus), count):
        filed = {name: ",".join(record.get(name) or ()) for name in lists}
        writer.add_document(id=record["id"], title=record["title"] or "", body=record["body"], **filed)
    writer.commit()
    return time.process_time() - begun


if __name__ == "__main__":
    print(build(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
