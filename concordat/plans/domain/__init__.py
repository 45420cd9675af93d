"""The rules of plans in pure Python: reading them, timescales, states, leads."""
