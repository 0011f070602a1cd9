"""Engines hold what can be searched and answer requests, all of them alike."""
