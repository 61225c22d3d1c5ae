"""Whether an index is what was written: all of it read over, and mended."""
