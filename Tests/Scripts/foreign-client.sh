#!/usr/bin/env bash
# Google's own Python SDK, unmodified, against `live-console serve --tls` with the local authority.
#   Tests/Scripts/foreign-client.sh [VERSION…]     versions of google-genai; default 1.75.0 and newest
set -euo pipefail
cd "$(dirname "$0")/../.."

binary=$(swift build --show-bin-path)/live-console
work=$(mktemp -d)
server=
cleanup() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

versions=("$@")
[ ${#versions[@]} -gt 0 ] || versions=("==1.75.0" "")

export XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config"
"$binary" cert >"$work/cert.env"
"$binary" serve --tls --port 0 >"$work/address" 2>"$work/server.log" &
server=$!
for _ in $(seq 100); do
    [ -s "$work/address" ] && break
    kill -0 "$server" || { cat "$work/server.log" >&2; exit 1; }
    sleep 0.1
done
port=$(sed -E 's/.*:([0-9]+)$/\1/' "$work/address")
# shellcheck disable=SC1091
. "$work/cert.env"

for version in "${versions[@]}"; do
    printf '\n== google-genai%s\n' "${version:- (newest)}"
    environment="$work/venv$version"
    python3 -m venv "$environment"
    # pip needs the system's certificates only; the bundle holds them too.
    "$environment/bin/pip" install -q --disable-pip-version-check "google-genai$version"
    GOOGLE_GEMINI_BASE_URL="https://127.0.0.1:$port" GEMINI_API_KEY=test \
        "$environment/bin/python" Tests/Scripts/foreign_client.py
done
