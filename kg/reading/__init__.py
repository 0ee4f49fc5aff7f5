"""From files that people write to facts, each with its place in the file: sheets, tables and RDF."""
