"""Reads workbooks and separated values: each sheet as one table, with its cells as they show."""

from concordat.documents.readers.sheets.old_workbook import read_old_workbook
from concordat.documents.readers.sheets.separated import is_separated, read_separated
from concordat.documents.readers.sheets.workbook import read_workbook

__all__ = ["is_separated", "read_old_workbook", "read_separated", "read_workbook"]
