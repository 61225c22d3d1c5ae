"""Files and folders read: index/reading."""
