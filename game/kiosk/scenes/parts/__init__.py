"""What the staff's pages are put together from."""
