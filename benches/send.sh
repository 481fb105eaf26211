#!/usr/bin/env bash
# Sends lists of recipients to an emulator that keeps the service's rates, and prints how long it took beside the least
# time that the rates allow, and the peak memory.
#
#   benches/send.sh
#
# Needs cargo and GNU time. SINGLE (10000) and MASS (100000) are the lengths of the lists; CHATFORM may name a program
# that is built already. Figures of one run are in docs/benchmarks.md.
set -euo pipefail
cd "$(dirname "$0")/.."
repository="$PWD"
single="${SINGLE:-10000}" mass="${MASS:-100000}"
command -v /usr/bin/time >/dev/null || { echo "/usr/bin/time is missing" >&2; exit 69; }
chatform="${CHATFORM:-}"
if [[ -z "$chatform" ]]; then
    cargo build --release --quiet
    chatform="${CARGO_TARGET_DIR:-$repository/target}/release/chatform"
fi
work="$(mktemp -d)"
emulator=""
trap '[[ -z "$emulator" ]] || kill "$emulator"; rm -rf "$work"' EXIT
cd "$work"
export HOME="$work" ALIBABA_CLOUD_ACCESS_KEY_ID=test-ak-id ALIBABA_CLOUD_ACCESS_KEY_SECRET=test-ak-secret

"$chatform" emulator >endpoint 2>/dev/null &
emulator=$!
until [[ -s endpoint ]]; do sleep 0.05; done
mkdir templates
cat >templates/order_shipped.yaml <<'END'
name: order_shipped
category: UTILITY
examples: { customer: Ana, order: A-1042 }
languages:
  en:
    body: Hello $(customer), your order has left our warehouse and is on its way to you.
    buttons: [{ type: URL, text: Track it, url: "https://shop.example.com/t/$(order)" }]
END
printf 'environments:\n  bench: { endpoint: "%s", from: "8613800001111" }\n' "$(cat endpoint)" >chatform.yaml
"$chatform" apply --yes >/dev/null 2>&1

# people COUNT FILE
people() {
    awk -v count="$1" 'BEGIN {
        print "to,customer,order"
        for (row = 0; row < count; row++) printf "+86 138 %08d,Customer %d,A-%d\n", row, row, row
    }' >"$2"
}

# run NAME ROWS SECONDS-AT-LEAST ARGUMENTS…
run() {
    local name="$1" rows="$2" least="$3"
    shift 3
    people "$rows" "$name.csv"
    /usr/bin/time -f '%e %M' -o "$name.time" \
        "$chatform" send order_shipped --lang en --csv "$name.csv" --yes --format csv "$@" >"$name.out" 2>"$name.err"
    local sent took memory
    sent="$(grep -c ',sent,' "$name.out")"
    read -r took memory <"$name.time"
    awk -v name="$name" -v rows="$rows" -v sent="$sent" -v least="$least" -v took="$took" -v memory="$memory" 'BEGIN {
        printf "| %s | %d | %d | %.1f s | %.1f s | %.3f | %.0f MB |\n", name, rows, sent, least, took, took / least, memory / 1024
    }'
}

echo "| run | rows | sent | least time | time | time / least | peak memory |"
echo "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
run single "$single" "$(awk -v rows="$single" 'BEGIN { print rows / 250 }')"
run mass-few "$single" "$(awk -v rows="$single" 'BEGIN { print rows / 1000 / 10 }')" --mass
run mass "$mass" "$(awk -v rows="$mass" 'BEGIN { print rows / 1000 / 10 }')" --mass
