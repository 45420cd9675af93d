"""What the tables of a plan and their columns hold, told from headings, labels and cells."""

from concordat.plans.domain.tables.column_sets import ColumnSet
from concordat.plans.domain.tables.columns import Column, Field, column_of
from concordat.plans.domain.tables.layouts import Classified
from concordat.plans.domain.tables.table_kinds import SPOKEN, Layout

__all__ = [
    "SPOKEN",
    "Classified",
    "Column",
    "ColumnSet",
    "Field",
    "Layout",
    "column_of",
]
