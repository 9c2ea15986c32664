"""Pure quiz rules: no pygame, no files, no clock, no chance that is not passed in."""
