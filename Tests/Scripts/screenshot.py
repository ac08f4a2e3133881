#!/usr/bin/env python3
"""Turns a coloured terminal capture into an SVG picture.

    tmux capture-pane -p -e -t SESSION | Tests/Scripts/screenshot.py > docs/screen.svg
"""

import re
import sys
from html import escape
from unicodedata import combining, east_asian_width

CELL_WIDTH, CELL_HEIGHT, MARGIN = 8.4, 18, 12
BACKGROUND, FOREGROUND = "#16181d", "#d4d4d4"
ANSI = ["#16181d", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d4d4d4",
        "#5c6370", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#ffffff"]


def palette(index):
    if index < 16:
        return ANSI[index]
    if index >= 232:
        level = 8 + (index - 232) * 10
        return f"#{level:02x}{level:02x}{level:02x}"
    steps = [0, 95, 135, 175, 215, 255]
    index -= 16
    return "#%02x%02x%02x" % (steps[index // 36], steps[index // 6 % 6], steps[index % 6])


def apply(style, codes):
    """The style after one SGR sequence."""
    codes = [int(code or 0) for code in codes.split(";")]
    while codes:
        code = codes.pop(0)
        if code == 0:
            style = {}
        elif code in (38, 48):
            key = "fg" if code == 38 else "bg"
            if codes.pop(0) == 5:
                style[key] = palette(codes.pop(0))
            else:
                style[key] = "#%02x%02x%02x" % (codes.pop(0), codes.pop(0), codes.pop(0))
        elif code in (39, 49):
            style.pop("fg" if code == 39 else "bg", None)
        elif 30 <= code <= 37 or 90 <= code <= 97:
            style["fg"] = palette(code - 30 if code < 90 else code - 82)
        elif 40 <= code <= 47 or 100 <= code <= 107:
            style["bg"] = palette(code - 40 if code < 100 else code - 92)
        else:
            style[code] = True
    return style


def columns(text):
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def runs(line, style):
    """Pieces of one line with their styles; also the style it ends with."""
    pieces = []
    for index, part in enumerate(re.split(r"\x1b\[([0-9;]*)m", line)):
        if index % 2:
            style = apply(dict(style), part)
        elif part:
            pieces.append((part, style))
    return pieces, style


def draw(lines):
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]
    width = max(columns(line) for line in plain) * CELL_WIDTH + 2 * MARGIN
    height = len(lines) * CELL_HEIGHT + 2 * MARGIN
    yield (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" '
           f'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14">')
    yield f'<rect width="100%" height="100%" rx="8" fill="{BACKGROUND}"/>'
    style = {}
    for row, line in enumerate(lines):
        x, y = MARGIN, MARGIN + row * CELL_HEIGHT
        pieces, style = runs(line, style)
        for text, look in pieces:
            wide = columns(text) * CELL_WIDTH
            fg, bg = look.get("fg", FOREGROUND), look.get("bg")
            if look.get(7):
                fg, bg = bg or BACKGROUND, fg
            if bg:
                yield (f'<rect x="{x:.1f}" y="{y}" width="{wide:.1f}" height="{CELL_HEIGHT}" '
                       f'fill="{bg}"/>')
            if text.strip():
                extra = ' font-weight="bold"' if look.get(1) else ""
                extra += ' opacity="0.6"' if look.get(2) else ""
                extra += ' font-style="italic"' if look.get(3) else ""
                yield (f'<text x="{x:.1f}" y="{y + 14}" textLength="{wide:.1f}" fill="{fg}" '
                       f'xml:space="preserve"{extra}>{escape(text)}</text>')
            x += wide
    yield "</svg>"


if __name__ == "__main__":
    print("\n".join(draw(sys.stdin.read().rstrip("\n").split("\n"))))
