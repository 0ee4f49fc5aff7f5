"""From rows to answers: labels, evidence, titles, and why an answer is empty."""
