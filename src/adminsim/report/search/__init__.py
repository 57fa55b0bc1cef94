"""The cheapest package, for people: table, figure and files."""
