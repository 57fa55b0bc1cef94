"""Limits of steps, as a table, a figure and a block to paste."""
