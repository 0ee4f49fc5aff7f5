"""Whether facts stand in the texts that they name, where a user has these texts: passages, numbers, names, wording."""

from kg.gate.provenance.stage import provenance_rows

__all__ = ["provenance_rows"]
