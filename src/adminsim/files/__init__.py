"""Scenario and baseline files to values and back, every problem at once and with its place."""
