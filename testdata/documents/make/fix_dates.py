#!/usr/bin/env python3
"""Makes a PDF repeatable: sets the dates and identifiers that its program took from the clock, each by one of equal length.

No byte moves, so the file stays as its program wrote it. Usage: fix_dates.py FILE.pdf YYYYMMDDHHMMSS (Vietnam time)
"""

import hashlib
import re
import sys


def fixed(data, stamp):
    iso = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}T{stamp[8:10]}:{stamp[10:12]}:{stamp[12:]}"
    data = re.sub(rb"(/(?:CreationDate|ModDate) ?\(D:)\d{14}", rb"\g<1>" + stamp.encode(), data)
    data = re.sub(rb"(<xmp:(?:CreateDate|ModifyDate)>)[\dT:-]{19}", rb"\g<1>" + iso.encode(), data)
    blank = re.sub(rb"uuid:[0-9a-f-]{36}", b"uuid:" + b"0" * 36, blank_ids(data, lambda n: b"0" * n))
    digest = hashlib.md5(blank).hexdigest().upper()
    uuid = "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:])).lower()
    data = re.sub(rb"uuid:[0-9a-f-]{36}", b"uuid:" + uuid.encode(), data)
    return blank_ids(data, lambda n: digest.encode()[:n])


def blank_ids(data, value):
    """Replaces both strings of the trailer's /ID and LibreOffice's /DocChecksum."""
    def both(match):
        return re.sub(rb"<([0-9A-Fa-f]+)>", lambda m: b"<" + value(len(m[1])) + b">", match[0])
    data = re.sub(rb"/ID ?\[[^\]]*\]", both, data)
    return re.sub(rb"(/DocChecksum /)([0-9A-F]{32})", lambda m: m[1] + value(32), data)


if __name__ == "__main__":
    path, stamp = sys.argv[1:]
    with open(path, "rb") as src:
        before = src.read()
    after = fixed(before, stamp)
    if len(after) != len(before):
        sys.exit(f"{path}: the length changed")
    with open(path, "wb") as out:
        out.write(after)
