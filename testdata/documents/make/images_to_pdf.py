#!/usr/bin/env python3
"""Wraps JPEG page images in a PDF 1.4 with a plain xref table, as a scanner does: no text, one image a page.

Usage: images_to_pdf.py OUT.pdf DPI DATE PAGE.jpg[:ROTATE]...  where DATE is a PDF date and ROTATE turns the page as seen.
"""

import struct
import sys


def jpeg_size(data):
    """Width and height from the frame header (ITU-T T.81, B.2.2)."""
    at = 2
    while True:
        marker, length = struct.unpack(">HH", data[at:at + 4])
        if 0xFFC0 <= marker <= 0xFFC3:
            height, width, components = struct.unpack(">HHB", data[at + 5:at + 10])
            if components != 3:
                sys.exit("the page image is not in colour")
            return width, height
        at += 2 + length


def stream(dictionary, data):
    return f"<< {dictionary} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def page_objects(number, path, dpi):
    """The page, its content and its image, as objects number, number+1 and number+2."""
    path, _, rotate = path.partition(":")
    with open(path, "rb") as src:
        image = src.read()
    width, height = jpeg_size(image)
    w, h = width * 72 / dpi, height * 72 / dpi
    page = (f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {w:.2f} {h:.2f}] /Rotate {rotate or 0} /Contents {number + 1} 0 R "
            f"/Resources << /XObject << /Im0 {number + 2} 0 R >> /ProcSet [/PDF /ImageC] >> >>").encode()
    content = stream("", f"q {w:.2f} 0 0 {h:.2f} 0 0 cm /Im0 Do Q".encode())
    picture = stream(f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceRGB "
                     "/BitsPerComponent 8 /Filter /DCTDecode", image)
    return [page, content, picture]


def build(pages, dpi, date):
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"",
               f"<< /Producer (images_to_pdf.py) /CreationDate ({date}) /ModDate ({date}) >>".encode()]
    kids = []
    for path in pages:
        kids.append(f"{len(objects) + 1} 0 R")
        objects += page_objects(len(objects) + 1, path, dpi)
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    out, offsets = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for i, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % i + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return (out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table
            + b"trailer\n<< /Size %d /Root 1 0 R /Info 3 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out)))


if __name__ == "__main__":
    target, resolution, made = sys.argv[1:4]
    data = build(sys.argv[4:], int(resolution), made)
    with open(target, "wb") as dst:
        dst.write(data)
