"""Full-text search for regional economic news in Chinese."""

__version__ = "0.1.0"
