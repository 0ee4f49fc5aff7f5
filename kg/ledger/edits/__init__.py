"""From a store to the change that somebody wants, and what speaks against it; nothing is written here."""
