"""What people say about measures, as values."""
