"""Folders built into indexes, and indexes searched: index/build.py, index/search.py."""
