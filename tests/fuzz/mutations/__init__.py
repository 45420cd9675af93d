"""Ways to spoil a file of each kind, each of them a calculation from the bytes and a source of chance."""
