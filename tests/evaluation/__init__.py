"""Answers measured against known ones: qa/evaluation, qa/scoring.py."""
