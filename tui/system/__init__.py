"""The machine around the program: folders, browser, clipboard, editor, terminal."""
