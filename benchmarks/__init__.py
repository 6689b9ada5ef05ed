"""Measurements, outside the test run. ``python -m benchmarks`` prints the table."""
