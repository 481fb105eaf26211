#!/usr/bin/env python3
"""Puts what compare.sh printed into a page, between its two marks. Arguments: what was printed, the page."""

import sys
from pathlib import Path

BEGIN, END = "<!-- measured -->\n", "<!-- /measured -->\n"


def main():
    printed, page = Path(sys.argv[1]).read_text(), Path(sys.argv[2])
    before, _, rest = page.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}{printed.strip()}\n{END}{after}")


if __name__ == "__main__":
    main()
