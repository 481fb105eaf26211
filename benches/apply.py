#!/usr/bin/env python3
"""How close `chatform apply` comes to the rate that the service allows.

Applies projects of new templates to `chatform emulator`, which enforces the documented rates, with up to 30 ms of
latency that differs from request to request. Prints, for each size, the time of the writes against N/50, and the time
with the two sweeps of the list around them against N/50 and what these sweeps cost in quota; and how many requests were
refused for being too many.

Usage: benches/apply.py CHATFORM [N...]
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.request
from datetime import datetime

CREATES_A_SECOND = 50
LISTS_A_SECOND = 5
ROWS_A_PAGE = 100
# Half of the requests are 10 ms later, half of them 20 ms: 0, 10, 20 or 30 ms, each as often.
JITTER = [{"fault": {"latency": 10}, "percent": 50}, {"fault": {"latency": 20}, "percent": 50}]


def project(folder, endpoint, count):
    templates = folder / "templates"
    templates.mkdir()
    (folder / "chatform.yaml").write_text(f"environments:\n  bench: {{ endpoint: {endpoint} }}\n")
    for number in range(count):
        (templates / f"order_{number}.yaml").write_text(
            f"name: order_{number}\ncategory: UTILITY\nexamples: {{ who: Ana }}\nlanguages:\n"
            f"  en: {{ body: 'Hello $(who), your order number {number} has left our warehouse today.' }}\n"
        )


def asked(endpoint, route, body=None):
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{endpoint}/_emulator/{route}", data=data)) as answer:
        return json.load(answer)


def seconds(event):
    return datetime.fromisoformat(event["at"].replace("Z", "+00:00")).timestamp()


def measured(chatform, count):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        server = subprocess.Popen(
            [chatform, "emulator"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        try:
            endpoint = server.stdout.readline().strip()
            project(folder, endpoint, count)
            asked(endpoint, "faults", JITTER)
            environment = {
                "HOME": name,
                "PATH": "/usr/bin:/bin",
                "ALIBABA_CLOUD_ACCESS_KEY_ID": "test-ak-id",
                "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "test-ak-secret",
            }
            command = [chatform, "apply", "--yes", "--events", "events.ndjson"]
            run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
            if run.returncode != 0:
                sys.exit(f"apply ended with {run.returncode}\n{run.stderr[-2000:]}")
            # The journal ends right after the second sweep; the events go on with the review.
            journal = next((folder / ".chatform/runs").iterdir()).read_text().splitlines()
            over = json.loads(journal[-1])["record"]
            events = [json.loads(line) for line in (folder / "events.ndjson").read_text().splitlines()[1:]]
            refused = asked(endpoint, "counters")["refused"]
        finally:
            server.kill()
            server.wait()
    ended = [event for event in events if event["event"] == "item_ended"]
    began = [event for event in events if event["event"] == "item_began"]
    done = sum(event["outcome"]["result"] == "done" for event in ended)
    if done != count:
        sys.exit(f"{done} of {count} were created")
    reading = next(event for event in events if event["event"] == "reading")
    writes = max(map(seconds, ended)) - min(map(seconds, began))
    whole = seconds(over) - seconds(reading)
    throttled = sum(number for code, number in refused.items() if "Throttling" in code or "LimitControl" in code)
    return writes, whole, throttled


def main():
    chatform = str(pathlib.Path(sys.argv[1]).resolve())
    counts = [int(count) for count in sys.argv[2:]] or [500, 1000, 2000]
    print("| creates | writes | against N/50 | with both sweeps | against N/50 and the sweeps' quota | throttled |")
    print("| --- | --- | --- | --- | --- | --- |")
    for count in counts:
        writes, whole, throttled = measured(chatform, count)
        ideal = count / CREATES_A_SECOND
        # One page before, as nothing is there yet, and all of them after.
        sweeps = (1 + -(-count // ROWS_A_PAGE)) / LISTS_A_SECOND
        print(
            f"| {count} | {writes:.2f} s | {writes / ideal:.3f} × | {whole:.2f} s "
            f"| {whole / (ideal + sweeps):.3f} × | {throttled} |",
            flush=True,
        )


main()
