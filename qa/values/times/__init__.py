"""Days and spans of days."""
