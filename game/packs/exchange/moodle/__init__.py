"""Questions as Moodle has them, and Moodle's XML."""
