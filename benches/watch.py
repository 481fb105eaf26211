#!/usr/bin/env python3
"""How long `chatform lint --watch` takes from an edit to the new report: prints the median and the worst, in seconds.

Arguments: the program, a project, how many edits."""

import statistics
import subprocess
import sys
import time
from pathlib import Path


def main():
    program, project, edits = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    file = next(path for path in sorted(project.glob("templates/**/*.yaml")) if "category: UTILITY" in path.read_text())
    text = file.read_text()
    command = [program, "-C", str(project), "lint", "--watch", "--format", "concise"]
    watching = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        wait_for(watching, "watching ")
        taken = [edit(watching, file, text + "# edited\n" * (number % 2 + 1), number) for number in range(edits)]
    finally:
        watching.kill()
        file.write_text(text)
    print(f"{statistics.median(taken):.3f} {max(taken):.3f}")


def edit(watching, file, text, number):
    """Seconds from writing a file to the counts below the report."""
    # Not in step with the pauses between two looks.
    time.sleep(0.3 + number % 10 * 0.01)
    begin = time.perf_counter()
    file.write_text(text)
    wait_for(watching, " templates (")
    return time.perf_counter() - begin


def wait_for(watching, words):
    for line in watching.stderr:
        if words in line:
            return
    sys.exit("the watching ended")


if __name__ == "__main__":
    main()
