"""What waits for the people of a network on this floor."""
