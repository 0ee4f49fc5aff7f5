"""The ledger's commits: carrying out a change: the repository, its writer, submissions, receipts, verification."""
