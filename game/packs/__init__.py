"""Question packs: files from strangers become checked questions, or a list of problems."""
