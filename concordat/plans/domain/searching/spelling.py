"""Finds the word that a misspelt one was meant to be."""

from collections.abc import Mapping


def likeliest(word: str, known: Mapping[str, int]) -> str | None:
    """The known word that is fewest slips away (one in a short word, two in one of six letters or more); else None.

    A slip is a letter too many, too few, another, or two that changed places. Of equally near ones, the one that is
    known in most places (`known` is word → number of places).
    """
    from rapidfuzz.distance import OSA  # loaded with the first misspelt word, not when a site starts

    most = 2 if len(word) >= 6 else 1
    best: tuple[int, int, str] | None = None
    for other, places in known.items():
        if abs(len(other) - len(word)) > most:
            continue
        slips = OSA.distance(word, other, score_cutoff=most)
        if slips <= most and (best is None or (slips, -places, other) < best):
            best = (slips, -places, other)
    return best[2] if best else None
