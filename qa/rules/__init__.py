"""The reader that finds answers by rule: kinds of questions, spans of those kinds, evidence."""
