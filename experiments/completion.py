"""Completion: what may come next on a command line, and the scripts that ask for it."""

from pathlib import Path

from experiments.config_files import GROUPS, choices
from scenarios.problems import ConfigError

# Groups whose names stand by themselves after a verb.
NAMED = {
    "compare": ("scenario",), "check": ("scenario",), "diff": GROUPS, "explain": GROUPS,
}  # fmt: skip
METRICS = "--metrics"  # takes names with commas between them
FOLDERS = ("--store", "--out", "--config-dir")  # left to the shell, which completes files


def candidates(line: str) -> list[str]:
    """Words that may stand where the line ends; of a word that was begun, those that go on so."""
    from experiments.cli import parser

    words = line.split()[1:]
    begun = words.pop() if words and not line[-1].isspace() else ""
    top, verbs = parser()
    verb = next((word for word in words if word in verbs), None)
    if words and words[-1] in FOLDERS:
        return []
    if words and words[-1] == METRICS:
        return _listed(begun)
    found = [*verbs, *_options(top)] if verb is None else [*_options(verbs[verb]), *_words(verb, verbs[verb], words)]
    return sorted({word for word in found if word.startswith(begun) and word not in words})


def _listed(begun: str) -> list[str]:
    """Names of metrics that may end a list with commas."""
    from experiments.catalog import metrics

    head = begun[: begun.rfind(",") + 1]
    return sorted(f"{head}{name}" for name in metrics() if f"{head}{name}".startswith(begun) and name not in head.split(","))


def _options(parser) -> list[str]:
    return [option for option in parser._option_string_actions if option.startswith("--")]


def _words(verb: str, parser, words: list[str]) -> list[str]:
    """Words other than options that a verb takes."""
    own = [choice for action in parser._actions if not action.option_strings for choice in action.choices or ()]
    if not any(action.dest == "words" for action in parser._actions):
        return own
    named = NAMED.get(verb, ())
    folder = _config_dir(words)
    own += _names() if verb == "explain" else []
    for group in GROUPS:
        names = choices(group, folder)
        own += names if group in named else []
        own += [f"{group}={name}" for name in names] if group not in named or named == GROUPS else []
    return own


def _names() -> list[str]:
    """What can be explained, as far as it can be told without loading the model."""
    from experiments.catalog import behaviours, links

    groups = [f"pars.{name}" for name, each in behaviours().items() if each.has_pars]
    return [*(f"links.{name}" for name in links()), *behaviours(), *groups]


def _config_dir(words: list[str]) -> Path | None:
    """The user's folder of configuration files, if one is on the line and can be used."""
    places = [i + 1 for i, word in enumerate(words[:-1]) if word == "--config-dir"]
    folder = next((Path(words[i]).expanduser() for i in places), None)
    try:
        choices("scenario", folder)
    except ConfigError:
        return None
    return folder


_BASH = r"""_gravity() {
    local line="${COMP_LINE:0:$COMP_POINT}" IFS=$'\n'
    local begun="${line##* }"
    COMPREPLY=($(gravity __complete "$line" 2>/dev/null))
    if [[ "$begun" == *=* && "$COMP_WORDBREAKS" == *=* ]]; then
        local head="${begun%"${begun##*=}"}"
        COMPREPLY=("${COMPREPLY[@]#"$head"}")
    fi
}
complete -o default -F _gravity gravity
"""

_ZSH = r"""#compdef gravity
_gravity() {
    local -a found
    found=("${(@f)$(gravity __complete "${BUFFER[1,CURSOR]}" 2>/dev/null)}")
    [[ -n "$found" ]] && compadd -Q -- $found || _files
}
compdef _gravity gravity
"""

_FISH = r"""complete -c gravity -f -a '(gravity __complete (commandline -cp | string collect))'
complete -c gravity -l store -r -F
complete -c gravity -l out -r -F
complete -c gravity -l config-dir -r -F
"""

SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}
