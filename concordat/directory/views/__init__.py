"""The pages of this package, by topic."""
