"""Every combination of a scenario's reforms, each simulated beforehand, so that a reader can switch between them."""
