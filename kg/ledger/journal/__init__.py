"""The ledger's journal: what is written and how: records, change sets, files, locks, signatures."""
