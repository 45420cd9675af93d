"""Reads workbooks and separated values: each sheet as one table, with its cells as they show."""

from concordat.documents.readers.sheets.workbook import read_workbook

__all__ = ["read_workbook"]
