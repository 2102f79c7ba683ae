#!/usr/bin/env python3
"""Rewrites a PDF as a hybrid-reference file (ISO 32000-2 §7.5.8.4), the way Microsoft Word saves one.

The structure tree moves into an object stream that only the cross-reference stream of /XRefStm knows; the xref table calls
these objects free, so a reader of PDF 1.4 sees the same pages without the tree.
Usage: hybrid.py IN.pdf OUT.pdf, where IN has one plain xref table (qpdf --object-streams=disable).
"""

import re
import sys
import zlib


def read(data):
    """The objects of a file with one xref table, by number, and the inside of its trailer dictionary."""
    start = int(re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", data)[1])
    count = int(re.match(rb"xref\n0 (\d+)\n", data[start:])[1])
    lines = re.findall(rb"(\d{10}) \d{5} ([nf]) ?\r?\n", data[start:])[:count]
    used = sorted((int(offset), number) for number, (offset, kind) in enumerate(lines) if kind == b"n")
    ends = [offset for offset, _ in used[1:]] + [start]
    objects = {}
    for (offset, number), end in zip(used, ends):
        body = data[offset:end].split(b"obj", 1)[1]
        objects[number] = body[:body.rindex(b"endobj")].strip()
    trailer = re.search(rb"trailer\s*<<(.*?)>>\s*startxref", data[start:], re.S)[1]
    return objects, trailer


def hidden(objects):
    """The objects of the structure tree: none is a stream and no page needs one to be drawn."""
    return sorted(n for n, body in objects.items() if re.search(rb"/Type\s*/Struct(?:Elem|TreeRoot)\b", body) and not body.endswith(b"endstream"))


def stream(dictionary, data):
    packed = zlib.compress(data, 9)
    return b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (dictionary, len(packed), packed)


def object_stream(objects, numbers):
    index, content = [], b""
    for number in numbers:
        index.append(b"%d %d" % (number, len(content)))
        content += objects[number] + b"\n"
    first = b" ".join(index) + b"\n"
    return stream(b"/Type /ObjStm /N %d /First %d" % (len(numbers), len(first)), first + content)


def hybrid(data):
    objects, trailer = read(data)
    moved = hidden(objects)
    if not moved:
        sys.exit("the file has no structure tree to hide")
    container = max(objects) + 1
    size = container + 1
    out, offsets = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", {}
    plain = {n: body for n, body in objects.items() if n not in moved} | {container: object_stream(objects, moved)}
    for number, body in plain.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    entries = b"".join(b"\x02" + container.to_bytes(4, "big") + i.to_bytes(2, "big") for i in range(len(moved)))
    index = b" ".join(b"%d 1" % number for number in moved)
    xref_stream = len(out)
    out += b"%d 0 obj\n%s\nendobj\n" % (size, stream(b"/Type /XRef /Size %d /W [1 4 2] /Index [%s]" % (size + 1, index), entries))
    offsets[size] = xref_stream
    table = len(out)
    out += b"xref\n0 %d\n" % (size + 1)
    for number in range(size + 1):
        out += b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
    trailer = re.sub(rb"/Size \d+", b"/Size %d /XRefStm %d" % (size + 1, xref_stream), trailer)
    return out + b"trailer\n<<%s>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, table)


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as src:
        rewritten = hybrid(src.read())
    with open(sys.argv[2], "wb") as dst:
        dst.write(rewritten)
