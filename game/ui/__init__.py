"""The pygame toolkit: it knows boxes, words and motion, and nothing of a quiz."""
