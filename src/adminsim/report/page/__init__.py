"""One HTML file that answers at once: every combination of the reforms, to be switched in a browser."""
