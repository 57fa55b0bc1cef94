"""The results folder: written whole or not at all, and verified to the last digit."""
