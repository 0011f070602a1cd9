"""Figures as JSON, as lines and as words."""
