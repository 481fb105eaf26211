#!/usr/bin/env bash
# How many reports a second `chatform listen` takes, each on the disk before it is acknowledged.
#
#   benches/listen.sh        CHATFORM (a program that is built already), REQUESTS (40000), AT_ONCE (64) may be set
#
# Needs from Debian: apache2-utils. Every request holds one report that was not there before.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v ab >/dev/null || { echo "ab is missing" >&2; exit 69; }
requests="${REQUESTS:-40000}" at_once="${AT_ONCE:-64}" work="$(mktemp -d)"
trap 'kill "$listener" 2>/dev/null; rm -rf "$work"' EXIT

chatform="${CHATFORM:-}"
if [[ -z "$chatform" ]]; then
    cargo build --release --quiet
    chatform="${CARGO_TARGET_DIR:-target}/release/chatform"
fi
"$chatform" listen --to "$work/reports" >"$work/out" 2>/dev/null &
listener=$!
until [[ -s "$work/out" ]]; do sleep 0.05; done
endpoint="$(head -1 "$work/out")"

# `ab` sends the same report again and again: this measures requests; the batches below measure new reports.
printf '[{"MessageId":"1","Status":"Sent","To":"8613912345678"}]' >"$work/one.json"
ab -q -k -n "$requests" -c "$at_once" -p "$work/one.json" -T application/json "$endpoint" |
    sed -n 's/^Requests per second: *\([0-9.]*\).*/repeated reports, one a request:  \1 a second/p; s/^Non-2xx responses: */not acknowledged: /p'

python3 - "$endpoint" "$requests" "$at_once" <<'END'
import http.client, json, sys, threading, time, urllib.parse
endpoint, requests, at_once = urllib.parse.urlparse(sys.argv[1]), int(sys.argv[2]) // 4, int(sys.argv[3])
for batch in (1, 20):
    def send(sender):
        line = http.client.HTTPConnection(endpoint.hostname, endpoint.port)
        for number in range(requests // at_once):
            reports = [{"MessageId": f"{batch}-{sender}-{number}-{i}", "Status": "Delivered", "To": "8613912345678",
                        "TemplateCode": "820561547132813184", "Timestamp": 1691043638000} for i in range(batch)]
            line.request("POST", "/", json.dumps(reports), {"Content-Type": "application/json"})
            answer = line.getresponse()
            answer.read()
            assert answer.status == 200
    senders = [threading.Thread(target=send, args=(sender,)) for sender in range(at_once)]
    start = time.monotonic()
    for sender in senders: sender.start()
    for sender in senders: sender.join()
    took = time.monotonic() - start
    print(f"new reports, {batch} a request:  {requests // at_once * at_once * batch / took:.0f} a second")
END
echo "peak memory: $(sed -n 's/^VmHWM: *//p' "/proc/$listener/status")"
