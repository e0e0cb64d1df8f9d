"""From a key to what is done.

    command.py          what a command is
    keymap.py           which keys mean which command, in each scope
    presets.py          keys for hands that know another program
    written_keys.py     keys as people write them in the settings
    wishes.py           what the settings ask for: keys and macros
    chains.py           which scopes work at the same time, and what they may share
    clashes.py          who gets a key that two commands want
    configured_keys.py  the keymap in force, and the mistakes in the settings
    key_reader.py       counts and sequences: what the keys pressed so far mean
    carriers.py         who carries commands out, and which commands are offered now
    macros.py           the carrier of the user's own commands
    dispatch.py         takes the keys of the terminal and runs commands
    command_app.py      an app whose keys run commands

The commands themselves stand in `tui/keys/table.py`.
"""
