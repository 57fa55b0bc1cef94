"""One run reduced to figures by name: from its records and the plan's calendars, and nothing else."""
