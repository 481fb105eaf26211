#!/usr/bin/env python3
"""Turns what compare.sh measured into tables. Arguments: folder, files, few files, peak KB of both, instructions,
median and worst seconds of watching."""

import json
import os
import re
import statistics
import sys
from pathlib import Path

# What is compared in which race, the target, and whether the target is a least or a most.
TARGETS = [
    ("many", "cat", "at most 1.5 × `xargs cat`", 1.5, "most"),
    ("many", "ruff", "no slower than `ruff check --no-cache`", 1.0, "most"),
    ("slowest", "check-jsonschema", "at least 150 × faster than check-jsonschema", 150, "least"),
    ("slow", "ajv", "at least 5 × faster than ajv-cli", 5, "least"),
    ("slow", "zizmor", "at least 15 × faster than zizmor", 15, "least"),
    ("one", "true", "one file, cold: at most 4 × `/bin/true`", 4, "most"),
]
# Parts of a run, by the function that does them, and by those inside of it that do not count.
PARTS = [
    ("finding the files", "project::selection::Selection::found", []),
    ("reading", "project::selection::Selection::bytes", []),
    ("parsing", "yaml::parse::parse", []),
    ("decoding", "project::selection::Selection::template", ["yaml::parse::parse", "project::selection::Selection::bytes"]),
    ("languages, build-time values and rules", "lint::template_check::TemplateCheck::of", []),
    ("report", "cli::lint::Lint::show", []),
]


def medians(work, race, seconds=lambda run: run["times"][0]):
    """Median seconds of each tool, and of each round the seconds of each tool."""
    rounds = {}
    for file in work.glob(f"times-{race}-*.json"):
        _, _, number, tool = file.stem.split("-", 3)
        rounds.setdefault(int(number), {})[tool] = seconds(json.loads(file.read_text())["results"][0])
    rounds = list(rounds.values())
    return {tool: statistics.median(one[tool] for one in rounds) for tool in rounds[0]}, rounds


def cost(functions, name):
    """Instructions in a function and in what it calls."""
    lines = re.findall(rf"^ *([\d,]+) .*:{re.escape('chatform::' + name)}(?: |$)", functions, re.M)
    return max((int(line.replace(",", "")) for line in lines), default=0)


def main():
    work, files, few = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    peak, peak_few, instructions = (int(text.replace(",", "")) for text in sys.argv[4:7])
    watch, worst = (float(text) * 1000 for text in sys.argv[7:9])
    size = sum(Path(name).stat().st_size for name in (work / str(files) / "files.txt").read_text().split())
    many, few_times = medians(work, "many")[0], medians(work, "few")[0]

    print("| target | measured | | processor time |\n| --- | --- | --- | --- |")
    for race, tool, words, target, kind in TARGETS:
        def ratio(rounds):
            one = statistics.median(one["chatform"] / max(one[tool], 1e-6) for one in rounds)
            return one if kind == "most" else 1 / max(one, 1e-6)
        measured = ratio(medians(work, race)[1])
        met = measured <= target if kind == "most" else measured >= target
        processor = ratio(medians(work, race, lambda run: run["user"] + run["system"])[1])
        print(f"| {words} | {measured:.2f} × | {'met' if met else 'missed'} | {processor:.2f} × |")
    growth = many["chatform"] / few_times["chatform"]
    print(f"| ten times the files, at most 11 × the time | {growth:.1f} × | {'met' if growth <= 11 else 'missed'} | |")
    print(f"| at most 32 MB for {files} files | {peak / 1024:.1f} MB | {'met' if peak <= 32 * 1024 else 'missed'} | |")

    print(f"| an edit shown by `--watch` within 100 ms, {few} files | {watch:.0f} ms, at worst {worst:.0f} ms "
          f"| {'met' if watch <= 100 else 'missed'} | |")

    seconds = many["chatform"]
    print(f"\n{files} files, {size / 1e6:.1f} MB: {files / seconds:.0f} files/s, {size / 1e6 / seconds:.0f} MB/s.")
    print(f"Peak memory of {few} files: {peak_few / 1024:.1f} MB.")
    print(f"Instructions for {few} files: {instructions / 1e6:.0f} million, {instructions // few} a file.\n")

    functions = (work / "callgrind-functions.txt").read_text()
    print("| part | instructions | for a file |\n| --- | --- | --- |")
    left = instructions
    for part, function, without in PARTS:
        own = cost(functions, function) - sum(cost(functions, inner) for inner in without)
        left -= own
        print(f"| {part} | {own / instructions:.0%} | {own // few} |")
    print(f"| everything else | {left / instructions:.0%} | {left // few} |")
    load, cores = Path("/proc/loadavg").read_text().split()[0], os.cpu_count()
    print(f"\nMeasured on {cores} cores, with a load average of {load} at the end.")


if __name__ == "__main__":
    main()
