"""An archive of five articles, through the real store and engine."""

from dataclasses import replace

import pytest

from searchsvc.articles import Article, Paragraph
from searchsvc.config import Settings
from searchsvc.enrich import enrich
from searchsvc.ingest import catch_up
from searchsvc.service.archive import open_archive
from searchsvc.store.base import Incoming

ARTICLES = (
    Article(
        id="jincheng",
        title="高标准推进省级转型综改示范区建设",
        kicker="晋城经济技术开发区",
        published="2025-02-24",
        page="A1",
        paragraphs=(
            Paragraph("晋城经开区把光机电产业作为主攻方向。", (1, 2)),
            Paragraph("协调完成授信 15 亿元，新能源项目开工。", (3, 4)),
        ),
    ),
    Article(
        id="lvliang",
        title="构建科技创新生态",
        published="2025-02-10",
        page="A2",
        paragraphs=(Paragraph("吕梁经开区建设新能源制绿电项目，总投资 5 亿元。", (1, 3)),),
    ),
    Article(
        id="linfen",
        title="临汾：项目总数 54 个",
        published="2025-02-10",
        page="A2",
        paragraphs=(Paragraph("临汾经济开发区甘亭工业园区新能源汽车项目签约。", (5, 6)),),
    ),
    Article(
        id="suzhou", title="苏州工业园区管委会换届", paragraphs=(Paragraph("苏州工业园区管委会近日换届。", (1, 1)),)
    ),
    Article(
        id="hidden",
        title="早行功不负",
        title_inferred=True,
        paragraphs=(Paragraph("早行功不负，实干业必成。", (1, 1)),),
    ),
)


@pytest.fixture
def archive(tmp_path):
    archive = open_archive(Settings(index=tmp_path / "index"), create=True)
    archive.store.save(Incoming(replace(enrich(article), source="科学导报")) for article in ARTICLES)
    catch_up(archive.store, archive.engine)
    yield archive
    archive.close()
