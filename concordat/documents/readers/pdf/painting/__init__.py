"""What the instructions of a page paint, put down as marks: words, lines, fills, drawings and pictures."""
