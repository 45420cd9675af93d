"""Makes of what somebody types what is looked for: words that must all be there, and phrases."""

import re
from dataclasses import dataclass

from concordat.plans.domain.searching.words import Token, tokens_of

LONGEST = 200  # characters that are read of what somebody typed
MOST_WORDS = 12

_PARTS = re.compile(r'"([^"]*)"|([^"]+)')
_QUOTES = str.maketrans("“”„«»", '"""""')
# Words that say nothing alone; inside quotation marks they count.
_SMALL = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have", "he",
    "her", "his", "i", "if", "in", "into", "is", "it", "its", "me", "my", "no", "nor", "not", "of", "on", "or",
    "our", "out", "she", "so", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this",
    "those", "to", "us", "was", "we", "were", "what", "when", "where", "which", "who", "will", "with", "would",
    "you", "your",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for, in stems.

    Each of `parts` must be found: one word, or a phrase of several that stand together. `together` is everything in
    the order it was typed: actions that have it word for word come first. `spelt` is each word before stemming.
    """

    parts: tuple[tuple[str, ...], ...] = ()
    together: tuple[str, ...] = ()
    spelt: tuple[tuple[str, str], ...] = ()  # stem and folded word

    @property
    def is_nothing(self) -> bool:
        return not self.parts

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(stem for part in self.parts for stem in part)


def read_question(typed: str) -> Asked:
    """What somebody means by what they typed; signs and operators are only signs. Nothing readable: `is_nothing`."""
    parts: list[tuple[str, ...]] = []
    small: list[Token] = []
    all_tokens: list[Token] = []
    for quoted, plain in _PARTS.findall(typed[:LONGEST].translate(_QUOTES)):
        tokens = list(tokens_of(quoted or plain))[: MOST_WORDS - len(all_tokens)]
        all_tokens += tokens
        if quoted:
            if tokens:
                parts.append(tuple(token.stem for token in tokens))
            continue
        for token in tokens:
            if token.folded in _SMALL:
                small.append(token)
            else:
                parts.append((token.stem,))
    if not parts:
        parts = [(token.stem,) for token in small]
    together = tuple(token.stem for token in all_tokens)
    return Asked(
        parts=tuple(dict.fromkeys(parts)),
        together=together if len(together) > 1 else (),
        spelt=tuple(dict.fromkeys((token.stem, token.folded) for token in all_tokens if token.folded not in _SMALL)),
    )
