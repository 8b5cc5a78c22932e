"""What the network does together: the floor above the cases. Its nouns are listed in docs/architecture.md."""
