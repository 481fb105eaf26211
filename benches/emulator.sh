#!/usr/bin/env bash
# How many signed requests a second `chatform emulator` answers with its rates off, and in how much memory.
#
#   benches/emulator.sh      CHATFORM (a program that is built already), TEMPLATES (6000), SECONDS_EACH (10) may be set
#
# Needs from Debian: wrk, python3. Every request has a nonce and a signature (V3) of its own, made beforehand; the
# emulator checks both. wrk runs on the same cores.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v wrk >/dev/null || { echo "wrk is missing" >&2; exit 69; }
work="$(mktemp -d)"
trap 'kill "$emulator" 2>/dev/null; rm -rf "$work"' EXIT

chatform="${CHATFORM:-}"
if [[ -z "$chatform" ]]; then
    cargo build --release --quiet
    chatform="${CARGO_TARGET_DIR:-target}/release/chatform"
fi
"$chatform" emulator --no-rates ${STATE:+--state "$work/state"} >"$work/out" 2>/dev/null &
emulator=$!
until [[ -s "$work/out" ]]; do sleep 0.05; done
endpoint="$(head -1 "$work/out")"
memory() { awk '/^VmRSS|^VmHWM/ { printf "%s %.1f MB  ", $1, $2 / 1024 }' "/proc/$emulator/status"; echo; }
echo "memory at the start: $(memory)"

python3 benches/emulator_fill.py "$endpoint" "${TEMPLATES:-6000}"
echo "memory with ${TEMPLATES:-6000} templates: $(memory)"

for action in GetChatappTemplateDetail ListChatappTemplate SendChatappMessage CreateChatappTemplate; do
    python3 benches/emulator_sign.py "$endpoint" "$action" "${REQUESTS:-60000}" >"$work/requests"
    REQUESTS_FILE="$work/requests" wrk -t 1 -c 16 -d "${SECONDS_EACH:-10}s" --latency -s benches/emulator.lua "$endpoint" >"$work/wrk"
    awk -v action="$action" '
        /Requests\/sec/ { rate = $2 } /^ +50%/ { half = $2 } /^ +99%/ { most = $2 } /Non-2xx/ { bad = $NF }
        END { printf "%-26s %8.0f requests/s   50%% %s   99%% %s   refused %d\n", action, rate, half, most, bad }' "$work/wrk"
done
echo "memory at the end: $(memory)"
