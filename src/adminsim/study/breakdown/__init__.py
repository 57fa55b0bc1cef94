"""Breaking a limit down: limits of steps that add up to that of the whole along the longest way."""
