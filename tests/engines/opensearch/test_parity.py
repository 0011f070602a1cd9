"""What a cluster answers is what the reference answers; scores are as exact as the cluster's numbers of 24 bits."""

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from searchsvc.engines.memory import Memory
from tests.engines.available import CLUSTER, opened
from tests.engines.contract import test_walking as walking
from tests.engines.test_differential import batches, documents, requests, same, write

pytestmark = pytest.mark.skipif(not CLUSTER, reason="no cluster at hand")
EXACT = 1e-6  # relative


@given(written=st.lists(batches, min_size=4, max_size=4), asked=st.lists(requests, min_size=100, max_size=100))
@settings(max_examples=10, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_a_cluster_gives_the_same_hits_order_totals_facets_counts_and_words(written, asked):
    with opened("opensearch", Path()) as engine, closing(Memory()) as memory:
        for one in (engine, memory):
            write(one, written)
        for request in asked:
            same(engine, memory, request, EXACT)
        for prefix in ("", "大", "新能", "能源", "5"):
            assert engine.lexicon(prefix) == memory.lexicon(prefix)


@given(
    begun=st.lists(documents, min_size=5, max_size=9),
    between=st.lists(walking.steps, max_size=4),
    request=walking.requests,
)
@settings(max_examples=8, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_a_walk_on_a_cluster_gives_each_hit_of_its_state_once_whatever_is_written_meanwhile(begun, between, request):
    with opened("opensearch", Path()) as engine:
        walking.walk(engine, begun, between, request)
