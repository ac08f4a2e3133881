#!/bin/sh
# Appends the note to a file, one line of JSON each, with the time in front.
file=${NOTES_FILE:-$HOME/notes.txt}
printf '%s %s\n' "$(date +%Y-%m-%dT%H:%M:%S)" "$(cat)" >>"$file" || exit
echo '{"result": "noted"}'
