"""Tantivy behind Flask: the task's queries as JSON over HTTP, for the server that also serves searchsvc."""

import json
import os
from pathlib import Path

import tantivy
from flask import Flask, Response, jsonify, request

from benchmarks.peers.tantivy import asking

app = Flask(__name__)
app.json.ensure_ascii = False  # type: ignore[attr-defined]  # Flask's default provider has it
_ask = asking(tantivy.Index.open(str(Path(os.environ["TANTIVY_INDEX"]))))


@app.get("/search")
def search() -> Response:
    """Answer a query of the task, given as JSON in `q`."""
    total, facets, snippets = _ask(json.loads(request.args["q"]))
    return jsonify({"total": total, "facets": facets, "snippets": snippets})
