"""A knowledge graph of regional trade relationships."""
