"""The command line: python -m qa."""
