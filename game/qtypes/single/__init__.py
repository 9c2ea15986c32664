"""Single choice: exactly one of two to six options is right."""
