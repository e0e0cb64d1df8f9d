"""How elements look: the parts of CSS that tell a heading from prose, and what is hidden.

Read are the `style` attribute, the presentational elements and attributes of HTML, and rules for a
single element or class in `<style>`. What is hidden by a rule of a style sheet is shown all the
same: readers of mail drop style sheets, so writers who mean it hide with the attribute too.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from digests.html.flow import Style

Declarations = dict[str, str]
"""CSS properties in small letters, and their values."""

_DECLARATION = re.compile(r"\s*([a-zA-Z-]+)\s*:\s*([^;]*)")
_RULE = re.compile(r"([^{}@]+)\{([^{}]*)\}")
_AT_BLOCK = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]|\{[^{}]*\})*\})")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SELECTOR = re.compile(r"([a-zA-Z][\w-]*)?(?:\.([\w-]+))?")
_MOST_CSS = 200_000
"""Characters of all style sheets."""

_LOOKS = ("font-size", "font-weight", "font", "font-style", "text-decoration", "white-space")

_SIZE = re.compile(r"\s*(\d*\.?\d+)\s*(px|pt|em|rem|%|)", re.IGNORECASE)
_NAMED_SIZES = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0,
    "x-large": 24.0, "xx-large": 32.0,
}  # fmt: skip
_FONT_SIZES = {"1": 10.0, "2": 13.0, "3": 16.0, "4": 18.0, "5": 24.0, "6": 32.0, "7": 48.0}
HEADING_SIZES = {"h1": 32.0, "h2": 24.0, "h3": 18.7, "h4": 16.0, "h5": 13.3, "h6": 10.7}
"""In CSS pixels, as browsers draw them."""

_SMALLEST, _LARGEST = 1.0, 200.0
_BOLD_ELEMENTS = frozenset({"b", "strong", "th"})
_ITALIC_ELEMENTS = frozenset({"i", "em", "cite", "dfn", "var"})
_STRUCK_ELEMENTS = frozenset({"s", "strike", "del"})
_CODE_ELEMENTS = frozenset({"code", "kbd", "samp", "tt"})


def declarations(css: str) -> Declarations:
    """Return the declarations in a `style` attribute or in the braces of a rule."""
    pairs = (_DECLARATION.match(part) for part in css.split(";"))
    return {pair[1].lower(): pair[2].strip() for pair in pairs if pair}


class StyleSheet:
    """The rules of a page for a class, an element, or an element with a class."""

    def __init__(self, sources: Iterable[str]) -> None:
        """`sources` are the texts of the style elements, in order."""
        css = _COMMENT.sub("", "\n".join(sources)[:_MOST_CSS])
        self._rules: dict[tuple[str, str], Declarations] = {}
        for selectors, body in _RULE.findall(_AT_BLOCK.sub("", css)):
            looks = {key: value for key, value in declarations(body).items() if key in _LOOKS}
            for selector in selectors.split(",") if looks else ():
                if match := _SELECTOR.fullmatch(selector.strip()):
                    name, of_class = (match[1] or "").lower(), match[2] or ""
                    self._rules.setdefault((name, of_class), {}).update(looks)

    def looks(self, tag: str, classes: str) -> Declarations:
        """Return what the rules say about an element; `classes` is its attribute."""
        if not self._rules:
            return {}
        found: Declarations = {}
        for key in (("", ""), (tag, "")):
            found |= self._rules.get(key, {})
        for of_class in classes.split():
            for key in (("", of_class), (tag, of_class)):
                found |= self._rules.get(key, {})
        return found


def is_hidden(attributes: Mapping[str, str | None], said: Declarations) -> bool:
    """Return whether an element hides itself, as preheaders and pictures that track do."""
    if "hidden" in attributes or said.get("display", "").startswith("none"):
        return True
    if said.get("visibility", "").startswith(("hidden", "collapse")):
        return True
    is_cut = said.get("overflow", "").startswith("hidden")
    return is_cut and any(_is_zero(said.get(name, "")) for name in ("max-height", "height"))


def _is_zero(length: str) -> bool:
    return re.fullmatch(r"0+(?:\.0+)?(?:px|em|%|pt)?(?:\s*!important)?", length.strip()) is not None


def styled(
    tag: str, attributes: Mapping[str, str | None], said: Declarations, around: Style
) -> Style:
    """Return the style inside of an element; `said` are its declarations, `around` is outside."""
    if tag in _PLAIN and not said:
        return around
    style = _of_element(tag, attributes, around)
    if not said:
        return style
    bold = _is_bold(said, style.bold)
    size = said.get("font-size") or _size_in_font(said.get("font", ""))
    decoration = said.get("text-decoration", "")
    return replace(
        style,
        size=_pixels(size, around.size, style.size),
        bold=bold,
        italic=said.get("font-style", "italic" if style.italic else "").startswith(
            ("italic", "oblique")
        ),
        struck=style.struck or "line-through" in decoration,
        keeps_space=_keeps_space(said, style.keeps_space),
    )


_PLAIN = frozenset("div span p td tr table tbody section article a ul ol li center".split())


def _of_element(tag: str, attributes: Mapping[str, str | None], around: Style) -> Style:
    if tag in HEADING_SIZES:
        return replace(around, size=HEADING_SIZES[tag], bold=True)
    if tag in _BOLD_ELEMENTS:
        return replace(around, bold=True)
    if tag in _ITALIC_ELEMENTS:
        return replace(around, italic=True)
    if tag in _STRUCK_ELEMENTS:
        return replace(around, struck=True)
    if tag in _CODE_ELEMENTS:
        return replace(around, code=True)
    if tag == "font":
        return replace(around, size=_FONT_SIZES.get(attributes.get("size") or "", around.size))
    if tag in {"big", "small", "sup", "sub"}:
        return replace(around, size=around.size * (1.2 if tag == "big" else 0.83))
    return around


def _is_bold(said: Declarations, before: bool) -> bool:
    weight = said.get("font-weight") or said.get("font", "")
    if re.search(r"\bbold(?:er)?\b|(?<![\d.#])[6-9]00\b(?!\w)", weight):
        return True
    if re.search(r"\b(?:normal|lighter)\b|(?<![\d.#])[1-5]00\b(?!\w)", said.get("font-weight", "")):
        return False
    return before


def _size_in_font(font: str) -> str:
    match = re.search(r"\d*\.?\d+(?:px|pt|em|rem|%)", font)
    return match[0] if match else ""


def _pixels(length: str, around: float, otherwise: float) -> float:
    word = length.split(maxsplit=1)[0].lower() if length.strip() else ""
    if word in _NAMED_SIZES:
        return _NAMED_SIZES[word]
    match = _SIZE.match(length)
    if not match:
        return otherwise
    number = float(match[1])
    factor = {"px": 1.0, "": 1.0, "pt": 4 / 3, "rem": 16.0, "em": around, "%": around / 100}
    size = number * factor[match[2].lower()]
    # Zero is set around tables to close gaps; the letters inside have a size of their own.
    return min(size, _LARGEST) if size >= _SMALLEST else otherwise


def _keeps_space(said: Declarations, before: bool) -> bool:
    space = said.get("white-space", "")
    if not space:
        return before
    return space.startswith("pre")
