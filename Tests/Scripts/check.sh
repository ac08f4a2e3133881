#!/usr/bin/env bash
# The one gate, for people and for CI: installs what the tests need, then checks everything.
#   Tests/Scripts/check.sh          all of it
#   Tests/Scripts/check.sh quick    without installing anything and without foreign clients
#   Tests/Scripts/check.sh threads  the thread sanitizer alone
set -euo pipefail
cd "$(dirname "$0")/../.."

mode=${1:-all}
# Our own targets treat every warning as an error; see Package.swift.
export WARNINGS_AS_ERRORS=1

step() { printf '\n== %s\n' "$*"; }

install_tools() {
    step "install: libraries, terminal and sound tools"
    local missing=()
    for package in libncursesw5-dev libasound2-dev espeak-ng pocketsphinx-en-us libpocketsphinx3 \
        pulseaudio pulseaudio-utils libasound2-plugins tmux openssl python3-venv; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok' ||
            missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    local sudo=
    [ "$(id -u)" -eq 0 ] || sudo=sudo
    $sudo apt-get update -q
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -q --no-install-recommends \
        "${missing[@]}"
}

check_format() {
    step "format"
    swift format lint --strict --parallel --recursive --configuration .swift-format \
        Package.swift Sources Tests
}

check_layout() {
    step "layout and arrows"
    local extra
    extra=$(git ls-files | cut -d/ -f1 | sort -u |
        grep -vxE 'Package\.swift|Sources|Tests|themes|docs|README\.md|\..*' || true)
    [ -z "$extra" ] || { echo "unexpected at the top level: $extra" >&2; exit 1; }
    Tests/Scripts/arrows.sh
    Tests/Scripts/compatibility.sh
}

build() {
    step "build, warnings as errors"
    swift build --build-tests --explicit-target-dependency-import-check error
}

# One target after the other: tests of real time must not wait for those that compute. Of those that
# start programs, one suite after the other.
run_tests() {
    step "tests"
    local folder suite
    for folder in Tests/*Tests Tests/Fuzz; do
        if [ "$folder" = Tests/EndToEndTests ]; then
            for suite in "$folder"/*Tests.swift "$folder"/*/*Tests.swift; do
                [ -e "$suite" ] || continue
                run_filtered "EndToEndTests\\.$(basename "$suite" .swift)/"
            done
        else
            run_filtered "$(basename "${folder%Tests}")Tests\\."
        fi
    done
}

run_filtered() {
    swift test --skip-build --parallel --filter "^$1"
}

# Only what shares memory between threads without a lock, so that little has to be built again.
check_threads() {
    step "thread sanitizer"
    ONLY_TARGETS=AudioCoreTests,VoiceTests \
        swift test --sanitize thread --scratch-path .build/thread-sanitizer
}

check_documents() {
    step "generated documents"
    "$(swift build --show-bin-path)/live-console" keys --print | diff -u docs/keys.md - ||
        { echo "docs/keys.md is stale: live-console keys --print > docs/keys.md" >&2; exit 1; }
    # Fails when a command or a flag has no help.
    "$(swift build --show-bin-path)/live-console" --experimental-dump-help |
        Tests/Scripts/manual.py >/dev/null
}

if [ "$mode" = threads ]; then
    check_threads
    exit
fi
[ "$mode" = quick ] || install_tools
check_layout
check_format
build
run_tests
check_documents
[ "$mode" = quick ] || Tests/ForeignClient/driver.sh
step "all checks passed"
