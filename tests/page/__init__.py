"""The page, over HTTP: qa/page, ui.py."""
