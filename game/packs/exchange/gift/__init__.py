"""GIFT, the format in which Moodle's questions are lines of text."""
