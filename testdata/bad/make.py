#!/usr/bin/env python3
"""Makes the bad inputs beside it: files that a person may pick by mistake, or that a hostile sender may hand over.

Usage: testdata/bad/make.py (after testdata/documents/make/all.sh)
"""

import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
GOOD = (HERE.parent / "documents" / "07-GM-SNV-giay-moi-hop.pdf").read_bytes()
CATALOG_LAST = (HERE.parent / "documents" / "chua-so-quyet-dinh.pdf").read_bytes()


def trailer(text):
    """The good file with the offset after its last startxref, or its trailer, replaced."""
    return re.sub(rb"trailer\s*<<", b"trailer\n<< " + text, GOOD)


def startxref(value):
    return re.sub(rb"startxref\s+\d+", b"startxref\n%d" % value, GOOD)


XREF = int(re.search(rb"startxref\s+(\d+)", GOOD)[1])

FILES = {
    "text.pdf": "Đây là một tệp văn bản thường, chỉ có tên là PDF.\n".encode(),
    "empty.pdf": b"",
    "image.png": b"",
    "truncated.pdf": CATALOG_LAST[:len(CATALOG_LAST) * 6 // 10],
    "truncated-pages-left.pdf": GOOD[:len(GOOD) * 6 // 10],
    "header-only.pdf": b"%PDF-1.7\n",
    "startxref-past-end.pdf": startxref(len(GOOD) * 10),
    "startxref-negative.pdf": startxref(-1),
    "prev-loop.pdf": trailer(b"/Prev %d " % XREF),
    "no-pages.pdf": re.sub(rb"/Pages \d+ 0 R", lambda m: b" " * len(m[0]), GOOD, count=1),
}

if __name__ == "__main__":
    for name, data in FILES.items():
        (HERE / name).write_bytes(data)
    print(f"{len(FILES)} bad inputs are in {HERE}")
