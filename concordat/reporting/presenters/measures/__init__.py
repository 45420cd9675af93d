"""Measures as finished words: the board page, the page of one, and lines in other pages."""

from concordat.reporting.presenters.measures.board import BoardPage, present_board
from concordat.reporting.presenters.measures.lines import MeasureLine, present_line
from concordat.reporting.presenters.measures.national import NationalPage, national_document, present_national
from concordat.reporting.presenters.measures.page import MeasurePage, marks_of, present_measure

__all__ = [
    "BoardPage",
    "MeasureLine",
    "MeasurePage",
    "NationalPage",
    "marks_of",
    "national_document",
    "present_board",
    "present_line",
    "present_measure",
    "present_national",
]
