"""The whole space of assumptions, for people: table, figure and files."""
