"""Reads files of rows and of figures, from disk or from what was uploaded."""

from concordat.indicators.gateways.rows import open_rows, rows_of

__all__ = ["open_rows", "rows_of"]
