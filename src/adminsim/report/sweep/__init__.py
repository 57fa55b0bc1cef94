"""What if, for people: table, figure and files."""
