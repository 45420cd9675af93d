from hypothesis import given
from hypothesis import strategies as st

from concordat.plans.domain.editions.wording_changes import Piece, PieceKind, word_changes


def test_changed_words_are_told_apart():
    assert word_changes("Open a crisis line by May", "Open a crisis café by May 2026") == (
        Piece(PieceKind.KEPT, "Open a crisis"),
        Piece(PieceKind.REMOVED, "line"),
        Piece(PieceKind.ADDED, "café"),
        Piece(PieceKind.KEPT, "by May"),
        Piece(PieceKind.ADDED, "2026"),
    )


words = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=12).map(" ".join)


@given(words, words)
def test_pieces_make_both_texts(before, after):
    pieces = word_changes(before, after)
    old = " ".join(piece.words for piece in pieces if piece.kind is not PieceKind.ADDED)
    new = " ".join(piece.words for piece in pieces if piece.kind is not PieceKind.REMOVED)
    assert (old, new) == (before, after)
