"""Limits that could be promised, as a table and a figure."""
