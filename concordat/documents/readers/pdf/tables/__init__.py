"""Lines put into grids, words into their cells, and what page breaks parted put together."""
