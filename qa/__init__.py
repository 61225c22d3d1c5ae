"""Answers: a question and the hits for it become verbatim spans with a confidence."""
