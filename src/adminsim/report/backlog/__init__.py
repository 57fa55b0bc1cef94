"""Queues and work in progress by week, as a table and a figure."""
