"""How a person is reached: what is written for whom, through which channel, once. Knows no word of the field."""
