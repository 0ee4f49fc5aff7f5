"""Carrying out a change: the repository, its writer, submissions, receipts, verification."""
