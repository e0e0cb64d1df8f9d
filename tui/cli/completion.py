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
SOURCE_TAGS = "tags of sources"
FOLDERS = "folders"
IDS = "ids"
SITES = "sites"
COMPANIES = "companies"
MODELS = "models"
TOPICS = "topics"
PEOPLE = "people"

_OF_OPTION = {
    "--publication": PUBLICATIONS,
    "--tag": TAGS,
    "--untag": TAGS,
    "--saved": SAVED,
}
_OF_FIELD = {
    "in:": PUBLICATIONS,
    "tag:": TAGS,
    "site:": SITES,
    "company:": COMPANIES,
    "model:": MODELS,
    "topic:": TOPICS,
    "person:": PEOPLE,
}
_FIELDS = (
    "after:", "before:", "company:", "has:link", "in:", "is:read", "is:starred", "is:unread",
    "lang:", "lang:en", "lang:ja", "lang:zh", "last:", "link:", "model:", "on:", "person:",
    "section:", "site:", "sort:new", "tag:", "title:", "topic:",
)  # fmt: skip
_WITH_QUERY = ("search", "watch")
_ABOUT_SOURCES = ("add", "sources", "list")
_QUERY_OPTIONS = ("--query", "--term")
_OF_ARGUMENTS = {
    "show": (IDS,),
    "links": (IDS,),
    "open": (IDS,),
    "mark": (IDS,),
    "export": (IDS,),
    "sync": (SOURCES,),
    "remove": (SOURCES, FOLDERS),
    "compare": (PUBLICATIONS,),
}
_CHOICES = {
    "completion": ("bash", "zsh", "fish"),
    "config": ("show", "path", "check", "edit"),
    "marks": ("export", "import", "merge"),
}
_END_OF_OPTIONS = "--"


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
        return ("--help", "--version") if prefix.startswith("-") else (v.name for v in VERBS)
    verb = find_verb(before[0])
    if verb is None:
        return ()
    if _END_OF_OPTIONS in before:
        return _arguments(
            verb, [word for word in before if word != _END_OF_OPTIONS], prefix, values
        )
    options = options_of(verb)
    if options.get(before[-1]) is not None:
        return _option_values(verb, before[-1], prefix, values)
    name, equals, typed = prefix.partition("=")
    if equals and options.get(name) is not None:
        return (f"{name}={value}" for value in _option_values(verb, name, typed, values))
    if prefix.startswith("-"):
        return options
    return _arguments(verb, before, prefix, values)


def _option_values(verb: Verb, option: str, prefix: str, values: Values) -> Iterable[str]:
    if option in _QUERY_OPTIONS:
        return _query_words(prefix, values)
    if option == "--tag" and verb.name in _ABOUT_SOURCES:
        return _quoted(values[SOURCE_TAGS]())
    if option in _OF_OPTION:
        return _quoted(values[_OF_OPTION[option]]())
    return options_of(verb)[option] or ()


def _arguments(verb: Verb, before: Sequence[str], prefix: str, values: Values) -> Iterator[str]:
    if verb.name in _CHOICES and len(before) == 1:
        yield from _CHOICES[verb.name]
    for kind in _OF_ARGUMENTS.get(verb.name, ()):
        yield from _quoted(values[kind]())
    if verb.name in _WITH_QUERY:
        yield from _query_words(prefix, values)


def _query_words(prefix: str, values: Values) -> Iterator[str]:
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
    # bash cuts words at colons and equals signs; the program wants them whole.
    local words=() word glue=""
    for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
        if [[ ${#words[@]} -gt 0 && ( $word == [:=] || $glue == [:=] ) ]]; then
            words[${#words[@]}-1]+=$word
        else
            words+=("$word")
        fi
        glue=$word
    done
    [[ ${#words[@]} -eq 0 ]] && words=("")
    local begun=${words[${#words[@]}-1]} prefix=""
    [[ $begun == *[:=]* ]] && prefix=${begun%"$current"}
    [[ $current == [:=] ]] && prefix=$begun
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
        # A field such as in: is followed by its value, and not by a space.
        compadd -Q -S "" -- ${(M)found:#*:}
        compadd -Q -- ${found:#*:}
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
    set -l found (ainews completion words -- $words[2..-1] "$current" 2>/dev/null)
    if count $found >/dev/null
        printf '%s\n' $found
    else
        __fish_complete_path "$current"
    end
end
complete -c ainews -f -a "(__ainews_words)"
"""
