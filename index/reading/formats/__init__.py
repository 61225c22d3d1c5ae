"""Readers of one file format each: a file's bytes to its articles.

Every reader takes the file's path (what an article is named by) and its bytes, and gives its
articles and the rows that it had to skip. Each imports its library only when called, so that
importing Gleaner stays instant.
"""
