"""What drives a terminal, hides text or is read as markup: every family, with a mark of its own.

`31337` and `ZXZpbA` stand in no sequence that the program itself sends.
"""

from __future__ import annotations

ESC, BEL, ST = "\x1b", "\x07", "\x1b\\"

CONTROLS = {
    "a clipboard": f"{ESC}]52;c;ZXZpbA=={BEL}",
    "a clipboard ended by ST": f"{ESC}]52;c;ZXZpbA=={ST}",
    "a clipboard in C1": "\x9d52;c;ZXZpbA==\x9c",
    "a window title": f"{ESC}]0;title31337{BEL}",
    "a window title only": f"{ESC}]2;title31337{ST}",
    "a link": f"{ESC}]8;;https://evil.example/31337{ST}here{ESC}]8;;{ST}",
    "a colour of the palette": f"{ESC}]4;1;rgb:31/33/7f{ST}",
    "a question to the terminal": f"{ESC}[31337n{ESC}[c{ESC}[>c{ESC}P+q544e{ST}",
    "an erased screen": f"{ESC}[31337J",
    "an erased screen in C1": "\x9b31337J",
    "a moved cursor": f"{ESC}[1337;31337H",
    "another screen": f"{ESC}[?31337h{ESC}[?1049l",
    "colours": f"{ESC}[31337m{ESC}[5;7;8m",
    "a device string": f"{ESC}P31337q#0;2;0;0;0~-{ST}",
    "a device string in C1": "\x9031337q\x9c",
    "an application command": f"{ESC}_G31337;AAAA{ST}",
    "a private message": f"{ESC}^31337{ST}",
    "a string": f"{ESC}X31337{ST}",
    "a reset": f"{ESC}c",
    "another character set": f"{ESC}(0{ESC}%@\x0e\x0f",
    "a sequence that is not finished": f"{ESC}[31337",
    "a picture": f"{ESC}]1337;File=inline=1:ZXZpbA=={BEL}",
    "keys that would be typed": f"{ESC}[31337;1u{ESC}]50;#31337{BEL}",
    "small controls": "".join(map(chr, [*range(1, 9), 11, 12, *range(14, 32), 127])),
    "controls of 8 bits": "".join(map(chr, range(0x80, 0xA0))),
}

INVISIBLE = {
    "another direction": "\u202e31337\u202c \u2066a\u2069 \u200f\u061c",
    "no width": "a\u200bb\u200cc\u200dd\u2060e\u00adf",
    "tags": "a\U000e0041\U000e0042\U000e007fb",
    "line ends of Unicode": "a\u2028b\u2029c\x85d",
    "a byte order mark": "a\ufeffb",
    "many marks on one letter": "z" + "\u0301\u0489" * 60,
    "variation selectors": "v\ufe0f\ufe0e\U000e0100",
}

MARKUP = {
    "an end of nothing": "[/nosuch] [/]",
    "a value that is none": '[v2=3, "q] out',
    "a link in markup": "[link=https://evil.example/]x[/link]",
    "an action": "[@click=app.quit]press[/]",
    "colours in markup": "[red on blue]x[/red on blue][blink]y",
    "brackets": "[[[ ]]] [] [=] [#] [0] \\[b] [b",
    "a variable": "$primary $error-muted {self} %s %(x)s {0.__class__}",
    "emoji names": ":skull: :warning:",
    "HTML": "<script>alert(1)</script><b onclick=x>y</b><img src=x onerror=y>",
    "entities": "&#27;]52;c;ZXZpbA==&#7; &#x9b;31337J &#157; &#8238; &lt;b&gt; &bogus; &#0;",
}

ALL = CONTROLS | INVISIBLE | MARKUP

OBEYED = frozenset(
    chr(code)
    for code in (
        *range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F,
        0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF,
        *range(0xE0000, 0xE0080),
    )
)  # fmt: skip
"""What no program may write to a terminal but on purpose; newlines apart."""


def in_yaml(text: str) -> str:
    """Return `text` in double quotation marks, every odd character written as an escape."""
    return '"' + "".join(map(_yaml_escape, text)) + '"'


def _yaml_escape(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    code = ord(letter)
    if letter.isprintable():
        return letter
    if code < 0x100:
        return "\\e" if letter == ESC else f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
