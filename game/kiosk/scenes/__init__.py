"""The staff's screens, behind the PIN; their names begin with `staff_`."""
