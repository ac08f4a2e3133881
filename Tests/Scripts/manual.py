#!/usr/bin/env python3
"""Makes the manual page of the program from its own description of its commands.

    live-console --experimental-dump-help | Tests/Scripts/manual.py [DATE] > live-console.1

Fails when a command or a flag has no help.
"""

import json
import sys

ENVIRONMENT = [
    ("GEMINI_API_KEY, GOOGLE_API_KEY", "The API key; with one, Google's service is the default."),
    ("GOOGLE_GEMINI_BASE_URL, LIVE_CONSOLE_ENDPOINT", "The server's base URL."),
    ("LIVE_CONSOLE_MODEL, LIVE_CONSOLE_THEME", "Model and theme."),
    ("NO_COLOR", "When set and not empty, no colours are used."),
    ("XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_DATA_HOME", "Where files are kept."),
]
FILES = [
    ("~/.config/live-console/config.toml", "Settings, profiles, keys and layouts."),
    ("~/.config/live-console/themes/*.toml", "Themes."),
    ("~/.local/share/live-console/sessions/", "Recorded sessions."),
    ("~/.local/state/live-console/", "The log, and the local certificate authority."),
]
STATUS = [
    ("0", "The run went well."),
    ("1", "The run failed."),
    ("2", "Bad usage, or an input file that cannot be read."),
    ("3", "The server could not be reached or did not let the program in."),
    ("130", "Ended by Ctrl-C."),
]
# Named once for all commands.
COMMON = {"help", "version"}


def escaped(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    lines = ("\\&" + line if line[:1] in (".", "'") else line for line in text.split("\n"))
    return "\n".join(line or ".PP" for line in lines)


def spelled(argument):
    """An argument as it is typed."""
    value = f"\\fI{escaped(argument.get('valueName') or '')}\\fR"
    if argument["kind"] == "positional":
        return value
    names = [("-" if n["kind"] == "short" else "--") + n["name"] for n in argument["names"]]
    text = ", ".join(f"\\fB{escaped(name)}\\fR" for name in names)
    return text if argument["kind"] == "flag" else f"{text} {value}"


def arguments(command, path):
    for argument in command.get("arguments", []):
        names = {n["name"] for n in argument.get("names", [])}
        if not argument["shouldDisplay"] or names & COMMON:
            continue
        help_text = argument.get("abstract")
        if not help_text:
            sys.exit(f"{path}: {spelled(argument)} has no help")
        if argument.get("allValues"):
            help_text += " One of " + ", ".join(argument["allValues"]) + "."
        if argument.get("defaultValue"):
            help_text += f" Default: {argument['defaultValue']}."
        yield ".TP\n" + spelled(argument) + "\n" + escaped(help_text)


def commands(command, path=""):
    for sub in command.get("subcommands", []):
        if sub["commandName"] == "help":
            continue
        name = f"{path} {sub['commandName']}".strip()
        if not sub.get("abstract"):
            sys.exit(f"{name} has no help")
        yield f".SS {escaped(name)}\n{escaped(sub['abstract'])}"
        if sub.get("discussion"):
            yield ".PP\n" + escaped(sub["discussion"])
        yield from arguments(sub, name)
        yield from commands(sub, name)


def listed(rows):
    return "\n".join(f".TP\n\\fB{escaped(name)}\\fR\n{escaped(text)}" for name, text in rows)


def main():
    root = json.load(sys.stdin)["command"]
    date = sys.argv[1] if len(sys.argv) > 1 else ""
    name = root["commandName"]
    parts = [
        f'.TH {name.upper()} 1 "{date}" "" "User Commands"',
        f".SH NAME\n{escaped(name)} \\- {escaped(root['abstract'].rstrip('.'))}",
        f".SH SYNOPSIS\n\\fB{escaped(name)}\\fR [\\fIcommand\\fR] [\\fIoptions\\fR]",
        f".SH DESCRIPTION\n{escaped(root['discussion'])}",
        ".SH COMMANDS",
        *commands(root),
        f".SH ENVIRONMENT\n{listed(ENVIRONMENT)}",
        f".SH FILES\n{listed(FILES)}",
        f".SH EXIT STATUS\n{listed(STATUS)}",
    ]
    print("\n".join(parts))


main()
