"""Commits, differences and migrations as tables and cards."""
