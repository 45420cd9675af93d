"""Small questions about tokens: is this a number of so many digits, a pair, a quantity?"""

from concordat.plans.domain.timescales import months
from concordat.plans.domain.timescales.tokens import TokenKind, Tokens, words_of

# "16-17 year olds", "10/12 weeks", "2016 people": a quantity, not a date.
_UNITS = words_of(
    """
    year years yr yrs yo month months week weeks day days hour hours hrs min mins minute minutes people patients staff
    olds old officers places beds calls cases referrals detentions per percent times sessions act
    """
)


def month_at(tokens: Tokens, index: int) -> int | None:
    if index >= len(tokens) or tokens[index].kind is not TokenKind.WORD:
        return None
    return months.number_of(tokens[index].word)


def is_number(tokens: Tokens, index: int, length: int) -> bool:
    return (
        index < len(tokens)
        and tokens[index].kind is TokenKind.NUMBER
        and len(tokens[index].word) == length
        and not tokens[index].is_ordinal
    )


def has_shape(tokens: Tokens, index: int, lengths: tuple[int, ...], signs: str) -> bool:
    """Numbers of these lengths with one and the same sign between, and no spaces."""
    size = 2 * len(lengths) - 1
    if index + size > len(tokens):
        return False
    between = tokens[index + 1]
    if not between.is_sign(signs) or any(token.is_spaced for token in tokens[index + 1 : index + size]):
        return False
    return all(is_number(tokens, index + 2 * step, length) for step, length in enumerate(lengths)) and all(
        tokens[index + step].is_sign(between.word) for step in range(1, size, 2)
    )


def is_tight_pair(tokens: Tokens, index: int, signs: str) -> bool:
    """Two numbers with a sign between, no spaces, and no third."""
    return (
        index + 2 < len(tokens)
        and tokens[index + 1].is_sign(signs)
        and tokens[index + 2].kind is TokenKind.NUMBER
        and not tokens[index + 1].is_spaced
        and not tokens[index + 2].is_spaced
        and not tokens[index + 2].is_ordinal
        and not is_after_number(tokens, index)
        and not continues_number(tokens, index + 3, tokens[index + 1].word)
    )


def continues_number(tokens: Tokens, index: int, signs: str) -> bool:
    return (
        index + 1 < len(tokens)
        and tokens[index].is_sign(signs)
        and tokens[index + 1].kind is TokenKind.NUMBER
        and not tokens[index].is_spaced
        and not tokens[index + 1].is_spaced
    )


def is_after_number(tokens: Tokens, index: int) -> bool:
    """The number at the index is the tail of another ("1.14/15")."""
    return (
        index >= 2
        and tokens[index - 1].is_sign("./-")
        and tokens[index - 2].kind is TokenKind.NUMBER
        and not tokens[index - 1].is_spaced
        and not tokens[index].is_spaced
    )


def is_quantity(tokens: Tokens, after: int) -> bool:
    if after < len(tokens) and tokens[after].is_sign("-"):
        after += 1
    return after < len(tokens) and (tokens[after].word in _UNITS or tokens[after].is_sign("%"))


def follows_act(tokens: Tokens, index: int) -> bool:
    return index > 0 and tokens[index - 1].word in ("act", "code", "regulations", "£")


def over_break(tokens: Tokens, index: int) -> int:
    return index + (index < len(tokens) and tokens[index].kind is TokenKind.BREAK)
