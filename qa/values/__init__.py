"""Quantities and times in a text: `find_values(text, written)`."""

from qa.values.find import find_values
from qa.values.records import Kind, Value
from qa.values.senses import opposed, sense_of

__all__ = ["Kind", "Value", "find_values", "opposed", "sense_of"]
