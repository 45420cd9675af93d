"""The months and seasons by every name that plans give them."""

FULL_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NUMBERS = {name: number for number, name in enumerate(FULL_NAMES, start=1)}
# Short names are too near to other words to be guessed at ("match", "jane"), so their slips are listed.
_SLIPS = {"augst": 8, "agust": 8, "auguest": 8, "aprill": 4, "apirl": 4, "aprl": 4, "jully": 7, "marhc": 3, "mch": 3}
_SHORTEST_GUESSED = 7
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}


def number_of(word: str, *, is_whole: bool = False) -> int | None:
    """1 to 12 for a month's name in small letters: whole, cut to three letters or more, or misspelt by one slip.

    With `is_whole` only the whole name counts.
    """
    number = _NUMBERS.get(word)
    if number or is_whole:
        return number
    if len(word) < 3:
        return None
    for name, candidate in _NUMBERS.items():
        if name.startswith(word):
            return candidate
    if word in _SLIPS:
        return _SLIPS[word]
    for name, candidate in _NUMBERS.items():
        if len(name) >= _SHORTEST_GUESSED and word[0] == name[0] and _is_one_slip_away(word, name):
            return candidate
    return None


def _is_one_slip_away(word: str, name: str) -> bool:
    """One letter missing, added, changed, or two neighbours swapped."""
    if abs(len(word) - len(name)) > 1:
        return False
    start = 0
    while start < min(len(word), len(name)) and word[start] == name[start]:
        start += 1
    rest, wanted = word[start:], name[start:]
    if len(word) == len(name):
        return rest[1:] == wanted[1:] or (rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:])
    return rest[1:] == wanted if len(word) > len(name) else rest == wanted[1:]
