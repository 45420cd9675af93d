"""Reads figures that people send, and says what loading them would do."""

from concordat.indicators.domain.loading.breakdowns import Breakdown, breakdowns_of, written
from concordat.indicators.domain.loading.checking import check_figures
from concordat.indicators.domain.loading.comparing import Change, Effect, changes_of, seal_of
from concordat.indicators.domain.loading.counted import NOUGHT, figures_counted
from concordat.indicators.domain.loading.due import period_of, periods_asked
from concordat.indicators.domain.loading.headings import Measures
from concordat.indicators.domain.loading.noting import notes_of
from concordat.indicators.domain.loading.personal import looks_personal
from concordat.indicators.domain.loading.reading import INSTRUCTIONS, WORDS, read_tables
from concordat.indicators.domain.loading.values import (
    MOST_FIGURES,
    Fault,
    Faults,
    Figure,
    FigureKey,
    KnownMeasure,
    ReadFigures,
    Standing,
    quoted,
    words_of_key,
)

__all__ = [
    "INSTRUCTIONS",
    "MOST_FIGURES",
    "NOUGHT",
    "WORDS",
    "Breakdown",
    "Change",
    "Effect",
    "Fault",
    "Faults",
    "Figure",
    "FigureKey",
    "KnownMeasure",
    "Measures",
    "ReadFigures",
    "Standing",
    "breakdowns_of",
    "changes_of",
    "check_figures",
    "figures_counted",
    "looks_personal",
    "notes_of",
    "period_of",
    "periods_asked",
    "quoted",
    "read_tables",
    "seal_of",
    "words_of_key",
    "written",
]
