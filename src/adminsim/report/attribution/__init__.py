"""Which reform did it, as table, figure and files."""
