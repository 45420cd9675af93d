"""Plans as other partnerships would have made them, written by hand with what a careful reader finds in each."""
