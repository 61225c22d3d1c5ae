"""Words and signs, as plain tables."""
