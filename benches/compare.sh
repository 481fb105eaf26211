#!/usr/bin/env bash
# Compares `chatform lint` with other tools, side by side: every round runs each tool in turn, for about a second to warm
# up and once for the time, so that whatever else the machine does falls on all of them. Prints medians, ratios, files/s,
# MB/s, peak memory, an instruction count.
#
#   benches/compare.sh [FOLDER]      the projects and the tools are put there (a temporary folder when left out)
#
# Needs cargo, python3 with venv, npm, and from Debian: hyperfine, time, valgrind. ROUNDS (7), SLOW_ROUNDS (3), FILES
# (10000) and CHATFORM (a program that is built already) may be set; PAGE=1 puts the result into docs/benchmarks.md.
set -euo pipefail
cd "$(dirname "$0")/.."
repository="$PWD"
work="${1:-$(mktemp -d)}"
rounds="${ROUNDS:-7}" slow_rounds="${SLOW_ROUNDS:-3}" files="${FILES:-10000}"
few=$((files / 10))

for needed in hyperfine valgrind npm python3 cargo /usr/bin/time; do
    command -v "$needed" >/dev/null || { echo "$needed is missing" >&2; exit 69; }
done
mkdir -p "$work"
work="$(cd "$work" && pwd)"

chatform="${CHATFORM:-}"
if [[ -z "$chatform" ]]; then
    cargo build --release --quiet
    chatform="${CARGO_TARGET_DIR:-$repository/target}/release/chatform"
fi
# A copy, as of an installed program: what a linker has written takes a sixth longer to start.
[[ "$chatform" -ef "$work/chatform" ]] || cp "$chatform" "$work/chatform"
chatform="$work/chatform"
for count in 1 "$few" "$files"; do
    [[ -d "$work/$count" ]] || python3 benches/generate.py --count "$count" --peers "$work/$count"
    find "$work/$count/templates" -name '*.yaml' >"$work/$count/files.txt"
done
# ajv-cli gives up at the first file that is no YAML.
[[ -d "$work/clean" ]] || python3 benches/generate.py --count "$files" --clean "$work/clean"
"$chatform" schema template >"$work/schema.json"

tools="$work/tools"
if [[ ! -x "$tools/js/node_modules/.bin/ajv" ]]; then
    python3 -m venv "$tools/py"
    "$tools/py/bin/pip" install --quiet ruff check-jsonschema zizmor
    npm install --silent --no-fund --prefix "$tools/js" ajv-cli
fi
bin="$tools/py/bin" ajv="$tools/js/node_modules/.bin/ajv"

# The command of a tool for a project of so many files.
command_of() {
    local project="$work/$2"
    case "$1" in
        chatform) echo "$chatform -C $project lint" ;;
        cat) echo "xargs -a $project/files.txt cat" ;;
        ruff) echo "$bin/ruff check --no-cache --isolated $project/python" ;;
        ajv) echo "$ajv validate --spec=draft7 --strict=false -s $work/schema.json -d $work/clean/templates/**/*.yaml" ;;
        zizmor) echo "$bin/zizmor --offline --quiet $project/workflows" ;;
        # Room for all names, so that it starts only once.
        check-jsonschema)
            echo "xargs -s 1900000 -a $project/files.txt $bin/check-jsonschema --schemafile $work/schema.json" ;;
        true) echo "/bin/true" ;;
    esac
}

# How many runs of a tool take about a second. Behind another program that took long, a quick one is slower at first; one
# that takes long itself is warm soon after its start.
warmups() {
    case "$1" in
        check-jsonschema) echo 0 ;;
        ajv | zizmor) echo 1 ;;
        *) echo 4 ;;
    esac
}

# Runs tools in turn, so many rounds, and leaves the times in $work/times-NAME-ROUND-TOOL.json.
race() {
    local name="$1" count="$2" times="$3" round tool
    shift 3
    for ((round = 1; round <= times; round++)); do
        for tool in "$@"; do
            hyperfine --shell=none --warmup "$(warmups "$tool")" --runs 1 --ignore-failure --style none \
                --export-json "$work/times-$name-$round-$tool.json" --command-name "$tool" \
                "$(command_of "$tool" "$count")" >/dev/null 2>&1
        done
    done
}

peak() {
    # shellcheck disable=SC2046
    /usr/bin/time -v $(command_of chatform "$1") 2>&1 >/dev/null | sed -n 's/.*Maximum resident.*: //p'
}

rm -f "$work"/times-*.json
race many "$files" "$rounds" chatform cat ruff
race few "$few" "$rounds" chatform cat ruff
race one 1 "$((rounds * 10))" chatform true
race slow "$files" "$slow_rounds" chatform zizmor ajv
race slowest "$files" "$slow_rounds" chatform check-jsonschema

valgrind --tool=callgrind --callgrind-out-file="$work/callgrind.out" $(command_of chatform "$few") \
    >/dev/null 2>"$work/callgrind.txt" || true
instructions="$(sed -n 's/.*Collected : //p' "$work/callgrind.txt")"
callgrind_annotate --inclusive=yes --threshold=100 "$work/callgrind.out" >"$work/callgrind-functions.txt"

read -r watch worst < <(python3 benches/watch.py "$chatform" "$work/$few" 20)
python3 benches/summary.py "$work" "$files" "$few" "$(peak "$files")" "$(peak "$few")" "$instructions" "$watch" \
    "$worst" | tee "$work/summary.md"
[[ -z "${PAGE:-}" ]] || python3 benches/page.py "$work/summary.md" docs/benchmarks.md
