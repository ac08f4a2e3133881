#!/usr/bin/env bash
# Makes a Debian package of the release build, with its manual, completions, themes and documents:
#   Tests/Scripts/package.sh [FOLDER]   live-console_VERSION_ARCH.deb in FOLDER, or in .build
# The Swift runtime is linked into the program, so the package needs only ncurses and ALSA.
set -euo pipefail
cd "$(dirname "$0")/../.."

folder=$(realpath "${1:-.build}")
swift build -c release --static-swift-stdlib --product live-console
binary=$(swift build -c release --static-swift-stdlib --show-bin-path)/live-console
version=$("$binary" --version)
arch=$(dpkg --print-architecture)
root=$(mktemp -d)
chmod 755 "$root"
trap 'rm -rf "$root"' EXIT

install -D -s -m 755 "$binary" "$root/usr/bin/live-console"
share=$root/usr/share
for theme in themes/*.toml; do
    install -D -m 644 "$theme" "$share/live-console/themes/$(basename "$theme")"
done
doc=$share/doc/live-console
install -D -m 644 -t "$doc" README.md
install -D -m 644 -t "$doc/docs" docs/*.md docs/*.svg
for example in docs/examples/*/*; do
    install -D -m "$(stat -c %a "$example")" "$example" "$doc/$example"
done
gzip -9n <docs/CHANGELOG.md >"$doc/changelog.gz"

mkdir -p "$share/man/man1" "$share/bash-completion/completions" \
    "$share/zsh/vendor-completions" "$share/fish/vendor_completions.d"
"$binary" --experimental-dump-help | Tests/Scripts/manual.py |
    gzip -9n >"$share/man/man1/live-console.1.gz"
"$binary" --generate-completion-script bash >"$share/bash-completion/completions/live-console"
"$binary" --generate-completion-script zsh >"$share/zsh/vendor-completions/_live-console"
"$binary" --generate-completion-script fish >"$share/fish/vendor_completions.d/live-console.fish"

mkdir "$root/DEBIAN"
cat >"$root/DEBIAN/control" <<END
Package: live-console
Version: $version
Architecture: $arch
Maintainer: live-console maintainers <maintainers@live-console.invalid>
Section: sound
Priority: optional
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Depends: libc6, libgcc-s1, libstdc++6, libncursesw6, libtinfo6, libasound2
Recommends: espeak-ng, libasound2-plugins, libpocketsphinx3, pocketsphinx-en-us
Suggests: ffmpeg
Description: terminal dashboard and session console for the Gemini Live API
 A full-screen console to talk to a live voice model and to see every turn,
 frame, token and second of it, with an embedded Live API server that works
 with no key and no network and serves any Live API client.
END
package=$folder/live-console_${version}_$arch.deb
dpkg-deb --build --root-owner-group "$root" "$package"
