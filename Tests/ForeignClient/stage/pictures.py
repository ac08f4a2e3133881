"""Pictures as a camera or a shared screen would send them."""

import pathlib
import struct
import zlib

_FIXTURES = pathlib.Path(__file__).parent.parent / "fixtures"

# 320x240, all teal.
JPEG = {"data": (_FIXTURES / "teal.320x240.jpg").read_bytes(), "mime_type": "image/jpeg"}


def png(width, height, red=200, green=120, blue=40):
    """A PNG of one colour."""

    def chunk(name, data):
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes((red, green, blue)) * width) * height
    data = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
    return {"data": data, "mime_type": "image/png"}
