"""Where the time goes, as text, table, figure and files."""
