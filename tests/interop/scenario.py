"""What every driver does with its package: each action once well, with a wrong key, throttled, and refused.

A driver hands over `call(action, parameters, secret)`, which returns the answer as a dictionary or raises, and says which
exceptions mean what. Prints a line of JSON for each outcome.
"""
import json
import sys
import urllib.parse
import urllib.request

KEY, SECRET, WRONG = "test-ak-id", "test-ak-secret", "not-the-secret"


def control(endpoint, route, body):
    request = urllib.request.Request(f"{endpoint}/_emulator/{route}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def filled(value, names):
    if isinstance(value, dict):
        return {key: filled(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [filled(one, names) for one in value]
    return names.get(value, value) if isinstance(value, str) else value


def at(answer, path):
    for step in path.split("."):
        answer = answer[int(step)] if isinstance(answer, list) else answer[step]
    return answer


def run(package, version, driver, has, call, raised):
    """`raised(error, kind)` asserts the exception's class and returns the service's code."""
    calls, endpoint = json.load(open(sys.argv[1])), sys.argv[2]
    names = {"NAME": f"interop_{driver}", "SPACE": f"cams-{driver}"}
    space = urllib.parse.quote(names["SPACE"])

    def tell(action, outcome, code=None):
        print(json.dumps({"package": package, "version": version, "action": action, "outcome": outcome, "code": code}), flush=True)

    def refused(action, parameters, secret, kind, expected, outcome):
        try:
            answer = call(action, parameters, secret)
        except Exception as error:
            code = raised(error, kind)
            assert code in expected, f"{package} {action}: {code!r} is none of {expected} ({error})"
            tell(action, outcome, code)
            return
        raise AssertionError(f"{package} {action}: {outcome} was expected, the answer is {answer}")

    def fault(kind, action):
        control(endpoint, "faults", [] if kind is None else [{"fault": kind, "action": action}])

    for step in calls:
        if "control" in step:
            control(endpoint, f"{step['control']}?space={space}", filled(step["body"] | {"template": step["body"]["template"].replace("NAME", names["NAME"])}, names))
            continue
        action = step["action"]
        if not has(action):
            tell(action, "absent")
            continue
        parameters = filled({"CustSpaceId": "SPACE"} | step["success"], names)
        answer = call(action, parameters, SECRET)
        assert answer["Code"] == "OK" and answer["RequestId"], f"{package} {action}: {answer}"
        for path, expected in filled(step.get("expect", {}), names).items():
            assert at(answer, path) == expected, f"{package} {action}: {path} is {at(answer, path)!r}, not {expected!r}"
        names |= {name: at(answer, path) for name, path in step.get("keep", {}).items()}
        tell(action, "success", "OK")

        refused(action, parameters, WRONG, "client", ["SignatureDoesNotMatch", "InvalidAccessKeySecret"], "signature")
        fault("throttle", action)
        refused(action, parameters, SECRET, "throttled", ["Throttling.User", "Throttling.Api", "Throttling"], "throttled")
        fault(None, action)
        if step["business"] == "limit":
            fault("limit_control", action)
            refused(action, parameters, SECRET, "client", [step["code"]], "business")
            fault(None, action)
        else:
            wrong = filled({"CustSpaceId": "SPACE"} | step["business"], names)
            refused(action, wrong, SECRET, "client", [step["code"]], "business")
