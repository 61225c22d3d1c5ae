"""Spans marked in passages and put in order: qa/readers."""
