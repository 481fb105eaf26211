"""The outcomes of all drivers as a matrix; fails when a package that has an action did not come to each outcome."""
import json
import sys

OUTCOMES = ["success", "signature", "throttled", "business"]
PACKAGES = ["alibabacloud_cams20200606", "aliyun-python-sdk-cams", "@alicloud/cams20200606", "@alicloud/pop-core"]
# What the older packages were released without.
ABSENT = {
    "aliyun-python-sdk-cams": {"ModifyChatappTemplateProperties", "ArchiveChatappTemplate"},
    "@alicloud/cams20200606": {"ModifyChatappTemplateProperties", "ArchiveChatappTemplate"},
}

actions = [step["action"] for step in json.load(open(sys.argv[1])) if "action" in step]
lines = [json.loads(line) for line in open(sys.argv[2])]
versions = {line["package"]: line["version"] for line in lines}
counts = {}
for line in lines:
    key = (line["package"], line["action"], line["outcome"])
    counts[key] = counts.get(key, 0) + 1

missing = []


def cell(package, action):
    if action in ABSENT.get(package, set()) and counts.get((package, action, "absent")):
        return "not in it"
    missing.extend(f"{package} {action} {outcome}" for outcome in OUTCOMES if not counts.get((package, action, outcome)))
    return " ".join(str(counts.get((package, action, outcome), 0)) for outcome in OUTCOMES)


rows = [[action, *(cell(package, action) for package in PACKAGES)] for action in actions]
head = ["calls: " + " ".join(OUTCOMES), *(f"{package} {versions.get(package, '?')}" for package in PACKAGES)]
widths = [max(len(row[index]) for row in [head, *rows]) for index in range(len(head))]
for row in [head, *rows]:
    print("  ".join(text.ljust(width) for text, width in zip(row, widths)).rstrip())
calls = sum(count for (_, _, outcome), count in counts.items() if outcome != "absent")
print(f"{calls} calls, {len(missing)} outcomes missing")
for line in missing:
    print(f"missing: {line}", file=sys.stderr)
sys.exit(1 if missing else 0)
