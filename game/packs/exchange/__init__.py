"""Question files of other programs: each format reads a file as a `Draft` and writes a pack as bytes.

`sheets` holds tables and `workbook` their Excel files; `moodle` and `gift` are Moodle's; Aiken and Kahoot are a module each.
"""
