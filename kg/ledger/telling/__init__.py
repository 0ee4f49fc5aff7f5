"""The ledger's telling: commits, differences and migrations as tables and cards."""
