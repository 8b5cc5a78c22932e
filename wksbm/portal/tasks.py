"""The portal's own clockwork."""
