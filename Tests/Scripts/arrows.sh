#!/usr/bin/env bash
# Refuses imports that point against the arrows of docs/architecture.md.
set -euo pipefail
cd "$(dirname "$0")/../.."

failed=0
for folder in Sources/*/; do
    target=$(basename "$folder")
    # The executable may import everything; C targets import nothing of ours.
    [ "$target" = LiveConsole ] && continue
    compgen -G "$folder**/*.swift" >/dev/null || compgen -G "$folder*.swift" >/dev/null || continue
    if ! line=$(grep "^$target:" Tests/Scripts/arrows.txt); then
        echo "arrows: $target has no line in Tests/Scripts/arrows.txt" >&2
        failed=1
        continue
    fi
    allowed=" ${line#*:} "
    while IFS=: read -r file module; do
        case "$allowed" in
        *" $module "*) ;;
        *)
            echo "arrows: $file imports $module, which $target may not" >&2
            failed=1
            ;;
        esac
    done < <(grep -rhoHE '^(@[a-zA-Z_]+ )*((package|public|internal|private) )?import ((struct|class|enum|func|protocol|var|let) )?[A-Za-z0-9_]+' \
        --include='*.swift' "$folder" | sed -E 's/:.*import ((struct|class|enum|func|protocol|var|let) )?/:/')
done
exit $failed
