"""What the public site concludes, in pure Python."""
