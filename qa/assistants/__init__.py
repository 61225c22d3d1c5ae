"""Gleaner for assistants, by the Model Context Protocol (MCP): `python -m qa mcp`."""
