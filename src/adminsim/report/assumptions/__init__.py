"""Assumed figures and what they do, as table, figure and files."""
