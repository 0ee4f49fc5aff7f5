"""The ledger's keeping: a store as a whole: backup and restore, migration, founding it anew."""
