"""The pages of declarations and checks."""
