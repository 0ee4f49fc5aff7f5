"""A store as a whole: backup and restore, migration, founding it anew."""
