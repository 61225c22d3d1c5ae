"""Files of any format to articles, and what was skipped and why."""
