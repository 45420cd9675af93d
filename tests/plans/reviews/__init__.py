"""Rounds of updates."""
