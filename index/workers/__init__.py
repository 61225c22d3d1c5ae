"""Files are read, and articles split, in processes of their own.

A file can be made so that the libraries that read it run for hours, fill the memory or break. Here
each has limits, and what breaks is a process that can be spared.
"""
