"""What bureaus did with their time, as a table, a figure, and a page for each."""
