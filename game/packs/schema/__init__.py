"""What editors know of pack files: JSON Schema, made by watching the readers read a specimen."""
