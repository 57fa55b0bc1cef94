"""The world as frozen values: calendars, durations, departments, documents, steps, chains, demand and targets."""
