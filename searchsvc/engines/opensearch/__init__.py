"""The engine of a cluster: OpenSearch holds and searches the index, by the terms and rules of this package."""

from searchsvc.engines.opensearch.engine import OpenSearchEngine

__all__ = ["OpenSearchEngine"]
