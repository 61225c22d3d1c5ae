"""What people changed of an index by hand, kept beside it: corrections, and files removed."""
