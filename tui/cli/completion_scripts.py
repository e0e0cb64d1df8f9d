"""What makes a shell ask `ainews completion words` for what can stand at the cursor."""

from __future__ import annotations

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
