#!/usr/bin/env bash
# Refuses a docs/compatibility.md that names a test which does not exist, or says yes without one.
set -euo pipefail
cd "$(dirname "$0")/../.."

page=docs/compatibility.md
tests=$(mktemp)
trap 'rm -f "$tests"' EXIT

# Every test as Suite.test, from the sources.
find Tests -name '*.swift' -print0 | xargs -0 awk '
    FNR == 1 { suite = "" }
    match($0, /(struct|class) [A-Za-z0-9]+Tests/) {
        split(substr($0, RSTART, RLENGTH), words, " ")
        suite = words[2]
    }
    /@Test/ { isTest = 1 }
    isTest && match($0, /func [A-Za-z0-9_]+/) {
        print suite "." substr($0, RSTART + 5, RLENGTH - 5)
        isTest = 0
    }' | sort -u >"$tests"

failed=0
while read -r name; do
    grep -qxF "$name" "$tests" || { echo "$page: there is no test $name" >&2; failed=1; }
done < <(grep -oE '`[A-Za-z0-9]+Tests\.[A-Za-z0-9_]+`' "$page" | tr -d '`' | sort -u)
while IFS= read -r row; do
    echo "$page: says yes without a test: $row" >&2
    failed=1
done < <(grep -E '^\|[^|]*\| yes' "$page" | grep -vE '`[A-Za-z0-9]+Tests\.[A-Za-z0-9_]+`' || true)
exit $failed
