"""Damage by chance, in any number: see damage.py."""
