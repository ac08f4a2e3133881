#!/bin/sh
# Answers {"path": "/home"} with the space left there; anything but a path means all of the machine.
path=$(sed -n 's/.*"path":"\(\/[^"]*\)".*/\1/p')
table=$(df -Pk -- "${path:-/}") || exit
echo "$table" | awk 'NR == 2 { printf "{\"free_gib\": %.1f, \"used\": \"%s\"}\n", $4 / 1048576, $5 }'
