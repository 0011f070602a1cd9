"""The engines that are measured, each a program of its own that needs no more than its own package."""
