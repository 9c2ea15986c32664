"""Tables of questions as authors fill them in: their columns, what stands in their cells, and text files of such tables."""
