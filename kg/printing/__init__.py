"""Forms of an answer: text for a terminal, JSON, CSV, Markdown, data frames. Values in, text out; nothing is asked."""
