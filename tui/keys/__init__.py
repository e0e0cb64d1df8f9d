"""From a key to a command: the table, the keys in force, sequences, and who runs what.

`table.py` has every command once. `config.py` makes the keymap in force from the table, a preset
and the settings; `dispatch.py` takes the keys of the terminal and runs commands of active groups.
"""
