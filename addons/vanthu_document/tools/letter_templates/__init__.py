"""Makes the shipped templates of drafts: .docx files with the layout of NĐ 30/2020, Phụ lục I.

A tool of development: the files it writes (data/templates) are what the add-on ships and what
offices replace. ``python -m tools.letter_templates FOLDER`` writes them anew.
"""
