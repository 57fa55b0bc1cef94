"""Which reform did it: shares of the change that add up."""
