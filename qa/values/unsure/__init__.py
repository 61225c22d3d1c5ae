"""What is not told, because something unread beside it may change it."""
