"""Reads workbooks and separated values: each sheet as one table, with its cells as they show."""
