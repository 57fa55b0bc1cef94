"""What can be said before anything is simulated: offered load, expected waits, stability."""
