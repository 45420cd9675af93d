"""What a letter is, what became of it, and when it is tried again."""

from concordat.accounts.domain.letters import Answer, Block, Fate, Letter, blocks_of, plain_text, wait_after

__all__ = ["Answer", "Block", "Fate", "Letter", "blocks_of", "plain_text", "wait_after"]
