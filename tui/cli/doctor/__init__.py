"""What `ainews doctor` checks.

finding.py        what a check finds
surroundings.py   Python, the language, the terminal's name, programs on the path
answers.py        what the terminal itself answers: widths, mouse, clipboard
library.py        settings, folders, catalogue, index, stories, marks, saved searches
"""
