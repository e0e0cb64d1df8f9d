"""Completion: the candidates for the word at the cursor, and the scripts that shells load.

The scripts run `ainews completion words -- WORD...` and offer what it prints.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from tui.cli.parser import options_of
from tui.cli.verbs import VERBS, find_verb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from tui.cli.verbs import Verb

    Values = Mapping[str, Callable[[], Iterable[str]]]
    """By kind, such as `TAGS`: a function that looks up the values in use."""

PUBLICATIONS = "publications"
TAGS = "tags"
SAVED = "saved searches"
SOURCES = "sources"

_OF_OPTION = {
    "--publication": PUBLICATIONS,
    "--tag": TAGS,
    "--untag": TAGS,
    "--saved": SAVED,
}
_OF_FIELD = {"in:": PUBLICATIONS, "tag:": TAGS}
_FIELDS = (
    "after:", "before:", "company:", "has:link", "in:", "is:read", "is:starred", "is:unread",
    "lang:", "last:", "model:", "on:", "person:", "section:", "site:", "sort:new", "tag:",
    "title:", "topic:",
)  # fmt: skip
_WITH_QUERY = ("search", "watch", "export", "stats", "mark")
_WITH_SOURCES = ("sync", "remove")
_WITH_PUBLICATIONS = ("compare",)
_CHOICES = {
    "completion": ("bash", "zsh", "fish"),
    "config": ("show", "path", "check", "edit"),
    "marks": ("export", "import", "merge"),
}


def candidates(words: Sequence[str], values: Values) -> tuple[str, ...]:
    """Return the completions of the last of `words`, sorted; the first follows `ainews`.

    `values` are looked up only when they are needed. The result is empty where the shell should
    complete file names.
    """
    *before, prefix = words or [""]
    possible = _possible(before, prefix, values)
    return tuple(sorted({word for word in possible if word.startswith(prefix)}))


def _possible(before: Sequence[str], prefix: str, values: Values) -> Iterable[str]:
    if not before:
        return (verb.name for verb in VERBS)
    verb = find_verb(before[0])
    if verb is None:
        return ()
    if before[-1] in _OF_OPTION:
        return _quoted(values[_OF_OPTION[before[-1]]]())
    if prefix.startswith("-"):
        return options_of(verb)
    return _arguments(verb, before, prefix, values)


def _arguments(verb: Verb, before: Sequence[str], prefix: str, values: Values) -> Iterator[str]:
    if verb.name in _CHOICES and len(before) == 1:
        yield from _CHOICES[verb.name]
    if verb.name in _WITH_SOURCES:
        yield from values[SOURCES]()
    if verb.name in _WITH_PUBLICATIONS:
        yield from _quoted(values[PUBLICATIONS]())
    if verb.name in _WITH_QUERY:
        yield from _FIELDS
        for field, kind in _OF_FIELD.items():
            if prefix.startswith(field):
                yield from (f"{field}{value}" for value in _quoted(values[kind]()))


def _quoted(values: Iterable[str]) -> Iterator[str]:
    """Put names with spaces in quotation marks, which make them one word in a query and a shell."""
    return (f'"{value}"' if " " in value else value for value in values)


def script(shell: str) -> str:
    """Return the completion script for `shell`: `bash`, `zsh` or `fish`."""
    module = import_module("tui.cli.completion")
    text: str = getattr(module, shell.upper())
    return text


BASH = r"""# bash completion of ainews: eval "$(ainews completion bash)"
_ainews() {
    local current=${COMP_WORDS[COMP_CWORD]} line
    COMPREPLY=()
    # bash cuts words at colons; the program wants them whole.
    local words=() word glue=""
    for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
        if [[ $word == : || $glue == : ]]; then
            words[${#words[@]}-1]+=$word
        else
            words+=("$word")
        fi
        glue=$word
    done
    [[ ${#words[@]} -eq 0 ]] && words=("")
    local begun=${words[${#words[@]}-1]} prefix=""
    [[ $begun == *:* ]] && prefix=${begun%"$current"}
    [[ $current == : ]] && prefix=$begun
    while IFS= read -r line; do
        COMPREPLY+=("${line#"$prefix"}")
    done < <(ainews completion words -- "${words[@]}" 2>/dev/null)
    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *: ]] && compopt -o nospace
}
complete -o default -F _ainews ainews
"""

ZSH = r"""#compdef ainews
# zsh completion of ainews: eval "$(ainews completion zsh)"
_ainews() {
    local -a found
    found=("${(@f)$(ainews completion words -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    found=(${found:#})
    if (( ${#found} )); then
        compadd -Q -- "${found[@]}"
    else
        _files
    fi
}
(( $+functions[compdef] )) && compdef _ainews ainews
"""

FISH = r"""# fish completion of ainews: ainews completion fish | source
function __ainews_words
    set -l words (commandline --tokenize-at-cursor 2>/dev/null; or commandline -opc)
    set -l current (commandline -ct)
    ainews completion words -- $words[2..-1] "$current" 2>/dev/null
end
complete -c ainews -a "(__ainews_words)"
"""
