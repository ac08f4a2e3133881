#!/usr/bin/env bash
# Google's own Python SDK, unmodified, against `live-console serve --tls` with the local authority.
#   Tests/ForeignClient/driver.sh [VERSION…] [--only NAME]…
# VERSION is one of google-genai's, or `newest`; without any, 1.75.0 and the newest are run.
# NAME is a group of scenarios (voice) or one of them (voice/barge_in).
#
# FOREIGN_CLIENT_VENVS   a folder in which the environments are kept for the next run
# LIVE_CONSOLE           the program to test; otherwise the one that was built last
set -euo pipefail
cd "$(dirname "$0")/../.."

versions=()
options=()
while [ $# -gt 0 ]; do
    case $1 in
    --only) options+=(--only "${2:?--only needs a name}"); shift ;;
    -*) echo "usage: $0 [VERSION…] [--only NAME]…" >&2; exit 2 ;;
    *) versions+=("$1") ;;
    esac
    shift
done
[ ${#versions[@]} -gt 0 ] || versions=(1.75.0 newest)

LIVE_CONSOLE=${LIVE_CONSOLE:-$(swift build --show-bin-path)/live-console}
export LIVE_CONSOLE
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
venvs=${FOREIGN_CLIENT_VENVS:-$work/venvs}

# One authority for all servers of this run. The bundle it prints holds the system's certificates
# too, so pip can still be run.
export XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config"
"$LIVE_CONSOLE" cert >"$work/cert.env"
# shellcheck disable=SC1091
. "$work/cert.env"
export SSL_CERT_FILE

failures=0
for version in "${versions[@]}"; do
    python="$venvs/$version/bin/python"
    if [ ! -x "$python" ]; then
        python3 -m venv "$venvs/$version"
        package=google-genai
        [ "$version" = newest ] || package="google-genai==$version"
        "$python" -m pip install -q --disable-pip-version-check "$package"
    fi
    PYTHONDONTWRITEBYTECODE=1 "$python" Tests/ForeignClient/run.py "${options[@]}" ||
        failures=$((failures + 1))
done
[ "$failures" -eq 0 ]
