"""The trained reader: a network marks spans, their scores order passages and become confidence."""
