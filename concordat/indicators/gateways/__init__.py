"""Reads what lies on disk: files of rows, and the reference files of this package."""

from concordat.indicators.gateways.rows import open_rows

__all__ = ["open_rows"]
