"""Number: a whole number typed on a keypad, its unit given."""
