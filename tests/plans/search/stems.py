"""The stems of texts, as the index has them of texts that are not very long."""

from concordat.plans.domain.searching import joined_stems, tokens_of


def stems_of(*texts: str) -> str:
    return joined_stems(map(tokens_of, texts))
