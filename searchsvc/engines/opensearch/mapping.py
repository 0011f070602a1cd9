"""The mapping: how OpenSearch is to hold and cut what it is given, the whole of the analysis being ours."""

import hashlib
import json
from typing import Any

from searchsvc import schema
from searchsvc.engines.opensearch.terms import KIND, NOTHING, PLACE

Json = dict[str, Any]
DEEPEST = 10_000  # hits that one request can skip and take
_VERSION = 1  # of the code that writes documents; raised when the same document gives other fields

_KEYWORD = {"type": "keyword"}
_RANKED = {
    "type": "text",
    "analyzer": "codes",
    "search_analyzer": "whitespace",
    "similarity": "code",
    "index_options": "freqs",
    "norms": False,
}
_TEXT = {"type": "text", "analyzer": "places", "search_analyzer": "phrase", "norms": False}
FIELDS: Json = {
    "id": _KEYWORD,
    "sequence": {"type": "long"},
    "published": {"type": "integer"},
    "cluster": _KEYWORD,
    "facets": {"properties": dict.fromkeys(schema.GROUPS, _KEYWORD)},
    "figures": {
        "type": "nested",
        "properties": {
            "names": _KEYWORD,
            "base": _KEYWORD,
            "least": {"type": "double"},
            "most": {"type": "double"},
            "bound": _KEYWORD,
        },
    },
    "text": {"type": "object", "dynamic": True},
    "ranked": {"properties": dict.fromkeys(schema.VIEWS, _RANKED)},
    "lengths": {"properties": {view: {"type": "integer"} for view in schema.VIEWS}},
    "vocabulary": {"type": "keyword"},  # in an index, it is counted word by word instead of document by document
    "document": {"type": "object", "enabled": False},
}
# A place's terms lie between two line feeds and are taken apart without moving on; a phrase says where nothing is
# demanded. A ranked term brings its code in place of a frequency, and scores it.
_ANALYSIS: Json = {
    "tokenizer": {
        "places": {"type": "char_group", "tokenize_on_chars": [PLACE]},
        "terms": {"type": "whitespace", "max_token_length": 2_000},
    },
    "filter": {
        "kinds": {"type": "pattern_capture", "preserve_original": False, "patterns": [f"([^{KIND}]+)"]},
        "nothing": {"type": "stop", "stopwords": [NOTHING]},
        "codes": {"type": "delimited_term_freq", "delimiter": "|"},
    },
    "analyzer": {
        "places": {"type": "custom", "tokenizer": "places", "filter": ["kinds"]},
        "phrase": {"type": "custom", "tokenizer": "places", "filter": ["nothing"]},
        "codes": {"type": "custom", "tokenizer": "terms", "filter": ["codes"]},
    },
}


def template(name: str, shards: int, replicas: int) -> Json:
    """Return the template of the indices that `name`-… are."""
    return {
        "index_patterns": [f"{name}-g*"],
        "template": {
            "settings": {
                "number_of_shards": shards,
                "number_of_replicas": replicas,
                "refresh_interval": "-1",  # what is written is seen when the batch is complete, and not before
                "max_result_window": DEEPEST,
                "similarity": {"code": {"type": "scripted", "script": {"source": "return doc.freq;"}}},
                "analysis": _ANALYSIS,
            },
            "mappings": {
                "dynamic": False,
                "_source": {"includes": ["document"]},
                "dynamic_templates": [{"text": {"path_match": "text.*", "mapping": _TEXT}}],
                "properties": FIELDS,
            },
        },
    }


def fingerprint() -> str:
    """Return a hash of everything that decides what an index holds; one with another is rebuilt."""
    rules = (_VERSION, schema.fingerprint(), template("", 0, 0))
    return hashlib.sha256(json.dumps(rules, sort_keys=True).encode()).hexdigest()[:16]
