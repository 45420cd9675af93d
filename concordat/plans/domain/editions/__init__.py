"""What became of each action from one edition of a plan to the next."""

from concordat.plans.domain.editions.comparing import (
    Change,
    ChangeKind,
    Happening,
    Standing,
    changes_between,
    happened_between,
)
from concordat.plans.domain.editions.matching import Match, Matching, match_promises
from concordat.plans.domain.editions.row_changes import (
    Promise,
    RowChange,
    RowChangeKind,
    change_between,
    differing_fields,
    fold_section,
    fold_text,
    is_same_time,
)
from concordat.plans.domain.editions.wording_changes import Piece, PieceKind, word_changes

__all__ = [
    "Change",
    "ChangeKind",
    "Happening",
    "Match",
    "Matching",
    "Piece",
    "PieceKind",
    "Promise",
    "RowChange",
    "RowChangeKind",
    "Standing",
    "change_between",
    "changes_between",
    "differing_fields",
    "fold_section",
    "fold_text",
    "happened_between",
    "is_same_time",
    "match_promises",
    "word_changes",
]
