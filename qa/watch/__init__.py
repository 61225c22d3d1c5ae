"""Saved questions: which answers are not what they were, and because of which article."""
