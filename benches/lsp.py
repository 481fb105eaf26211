#!/usr/bin/env python3
"""Types in a project through the language server, and says how long each edit took and how much memory there is.

    lsp.py CHATFORM FOLDER [--edits 10000]

FOLDER is a project as generate.py writes it. Speaks the protocol over the pipes of the process, as an editor does. An
edit is a notification of one changed character, in one of twenty open files in turn; it is answered when the diagnostics
of that version of the file are here. Every tenth edit gives a file the name of another one or its own back, so that the
findings of a third file change with it, and is answered when those are here too. Only the standard library is used.
"""

import argparse
import json
import os
import re
import subprocess
import time
from pathlib import Path

OPEN = 20
# So many edits before anything is measured: what is done once is done then.
WARM_UP = 100


class Server:
    """The process, with what it has said of each file."""

    def __init__(self, binary, folder):
        self.process = subprocess.Popen([binary, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.folder = folder
        self.published = {}
        self.number = 0

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def receive(self):
        """The next message; diagnostics are kept."""
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.startswith(b"Content-Length: "):
                length = int(line[16:])
        message = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.published[message["params"]["uri"]] = message["params"]
        return message

    def ask(self, method, params):
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        while self.receive().get("id") != self.number:
            pass

    def wait(self, is_done):
        while not is_done():
            self.receive()

    def resident(self):
        """Kilobytes of memory that the process has."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1))


class Document:
    """An open file, and where in it somebody types."""

    def __init__(self, server, path):
        self.server, self.uri, self.version = server, path.as_uri(), 1
        self.text = path.read_text()
        self.name = re.search(r"^name: (\S+)", self.text, re.M).group(1)
        document = {"uri": self.uri, "languageId": "yaml", "version": 1, "text": self.text}
        server.send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        # A letter behind the name is the least that changes what other files may say.
        line = self.text[: self.text.index("name: ")].count("\n")
        self.place, self.shown = {"line": line, "character": 6}, self.name

    def rename(self, name):
        """Another name, as an editor sends it."""
        start, end = dict(self.place), dict(self.place)
        end["character"] += len(self.shown)
        self.change(start, end, name)
        self.shown = name

    def change(self, start, end, text):
        self.version += 1
        document = {"uri": self.uri, "version": self.version}
        changes = [{"range": {"start": start, "end": end}, "text": text}]
        self.server.send(
            {"method": "textDocument/didChange", "params": {"textDocument": document, "contentChanges": changes}}
        )

    def is_answered(self):
        return self.server.published.get(self.uri, {}).get("version") == self.version


def duplicates(server, uri):
    """How often a file is said to have the name of another one."""
    found = server.published.get(uri, {}).get("diagnostics", [])
    return sum(diagnostic["code"] == "name/duplicate" for diagnostic in found)


def edit(server, documents, others, number):
    """One edit; gives the seconds until it was answered."""
    document = documents[number % len(documents)]
    kind = number // len(documents) % 10
    other = others[number % len(others)]
    start = time.perf_counter()
    if kind == 9:
        # The other file comes later in the alphabet, so it is the one that is reported.
        document.rename(other.name)
        server.wait(lambda: document.is_answered() and duplicates(server, other.uri) == 1)
    elif document.shown != document.name and document.shown == other.name:
        document.rename(document.name)
        server.wait(lambda: document.is_answered() and duplicates(server, other.uri) == 0)
    else:
        document.rename(document.name + ("x" if document.shown == document.name else ""))
        server.wait(document.is_answered)
    return time.perf_counter() - start


class Other:
    """A file that nobody has open, which shares a language with another."""

    def __init__(self, path):
        self.uri = path.as_uri()
        self.name = re.search(r"^name: (\S+)", path.read_text(), re.M).group(1)


def languages(text):
    """The languages of a template; none, if more than the name makes it what it is."""
    if re.search(r"^(channel|  *revision|revision):", text, re.M) or "\nlanguages:" not in text:
        return set()
    block = re.split(r"\n(?=\S)", text[text.index("\nlanguages:") + 1 :])[0]
    return set(re.findall(r"^  ([a-z]{2}(?:_[A-Z]{2})?):", block, re.M))


def others_of(documents, paths):
    """For each document the last file that has one of its languages, each file once."""
    paths, found = list(paths), []
    for document in documents:
        path = next(path for path in reversed(paths) if languages(document.text) & languages(path.read_text()))
        paths.remove(path)
        found.append(Other(path))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("chatform")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--edits", type=int, default=10_000)
    arguments = parser.parse_args()
    folder = arguments.folder.resolve()
    files = sorted(folder.glob("templates/**/*.yaml"))
    server = Server(arguments.chatform, folder)
    start = time.perf_counter()
    server.ask("initialize", {"capabilities": {}, "workspaceFolders": [{"uri": folder.as_uri(), "name": "bench"}]})
    server.send({"method": "initialized", "params": {}})
    server.ask("chatform/settle", None)
    opened = time.perf_counter() - start
    # A file that is broken beforehand has no name that others could have.
    planted = (folder / "planted.txt").read_text()
    usable = [path for path in files if path.stem not in planted and languages(path.read_text())]
    documents = [Document(server, path) for path in usable[:OPEN]]
    server.ask("chatform/settle", None)
    others = others_of(documents, usable[OPEN:])
    took = [edit(server, documents, others, number) for number in range(WARM_UP)]
    before = server.resident()
    took = sorted(edit(server, documents, others, number) for number in range(WARM_UP, WARM_UP + arguments.edits))
    after = server.resident()
    share = lambda part: took[min(len(took) - 1, int(len(took) * part))] * 1000
    load = os.getloadavg()[0]
    print(f"{len(files)} files, first answer after {opened * 1000:.0f} ms, load average {load:.1f}")
    print(f"{len(took)} edits: p50 {share(0.5):.1f} ms, p95 {share(0.95):.1f} ms, max {took[-1] * 1000:.1f} ms")
    print(f"memory: {before / 1024:.1f} MB after {WARM_UP} edits, {after / 1024:.1f} MB after all")
    server.ask("shutdown", None)
    server.send({"method": "exit"})
    assert server.process.wait() == 0


if __name__ == "__main__":
    main()
