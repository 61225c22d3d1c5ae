"""Which articles are copies of one another, found when they are indexed."""
