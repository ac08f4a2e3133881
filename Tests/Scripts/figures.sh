#!/usr/bin/env bash
# Prints the tables of docs/performance.md: target, measured, ratio. Takes some ten minutes on top of
# a release build, and wants a machine that does nothing else.
#   Tests/Scripts/figures.sh [--peers PYTHON]
# PYTHON is one with google-genai and websockets; without it the comparisons with them are left out.
set -euo pipefail
cd "$(dirname "$0")/../.."

peers=
case ${1:-} in
--peers) peers=${2:?--peers needs a Python} ;;
"") ;;
*) echo "usage: $0 [--peers PYTHON]" >&2; exit 2 ;;
esac

swift build -c release --product live-console
swift build -c release --product Benchmarks
bin=$(swift build -c release --show-bin-path)

echo "== codec, rings, detector, screen, voice, server"
"$bin/Benchmarks" all
echo "== a million frames on the screen"
"$bin/Benchmarks" console
echo "== recording and replay"
"$bin/Benchmarks" recording
echo "== the console on a terminal"
Tests/Scripts/screen_cost.py --program "$bin/live-console"
if [ -n "$peers" ]; then
    echo "== Google's SDK and a Python server"
    "$peers" Tests/Scripts/peers.py --program "$bin/live-console"
fi
