"""A process that stays and answers `ainews search` with everything loaded, if the user wants one.

Nine tenths of a small search are spent on loading modules, NumPy above all. The daemon has loaded
them: for each search it forks a child, which gets the streams, the folder, the environment and the
arguments of the command, runs the same code as the command would, and ends. So an answer is the
same to the byte, and nothing of one search is left over for the next.

A command that gets no answer, for whatever reason, does the work itself.
"""
