"""What a letter is, what became of it, when it is tried again, and what comes back."""

from concordat.accounts.domain.bounces import Bounce, NotABounce, read_bounces
from concordat.accounts.domain.letters import Answer, Block, Fate, Letter, blocks_of, plain_text, wait_after

__all__ = [
    "Answer",
    "Block",
    "Bounce",
    "Fate",
    "Letter",
    "NotABounce",
    "blocks_of",
    "plain_text",
    "read_bounces",
    "wait_after",
]
