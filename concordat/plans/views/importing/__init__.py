"""The pages on which a document becomes an edition of the plan."""
