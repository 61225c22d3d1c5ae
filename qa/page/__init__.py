"""What the page works on, and what it shows."""
