"""Quantities and times in a text: `find_values(text, written)`."""

from qa.values.find import find_values
from qa.values.records import Kind, Value

__all__ = ["Kind", "Value", "find_values"]
