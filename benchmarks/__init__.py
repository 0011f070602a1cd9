"""What is measured against other engines, and how to repeat it: `python -m benchmarks.run --help`."""
