"""What is written and how: records, change sets, files, locks, signatures."""
