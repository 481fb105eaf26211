"""The older Python package: V1 signatures, setters for every parameter."""
import importlib
import json
import sys
from importlib.metadata import version

import scenario
from aliyunsdkcore.acs_exception.exceptions import ServerException
from aliyunsdkcore.client import AcsClient

PACKAGE = "aliyunsdkcams.request.v20200606"


def request_of(action):
    try:
        return getattr(importlib.import_module(f"{PACKAGE}.{action}Request"), f"{action}Request")
    except ModuleNotFoundError:
        return None


def call(action, parameters, secret):
    client = AcsClient(scenario.KEY, secret, "ap-southeast-1", auto_retry=False)
    request = request_of(action)()
    request.set_endpoint(sys.argv[2].removeprefix("http://"))
    request.set_protocol_type("http")
    request.set_accept_format("json")
    for name, value in parameters.items():
        setter = getattr(request, f"set_{name}", None)
        if setter is not None:
            setter(value)
        elif name != "CustSpaceId":
            request.add_query_param(name, json.dumps(value) if isinstance(value, (dict, list)) else value)
    return json.loads(client.do_action_with_exception(request))


def raised(error, kind):
    assert isinstance(error, ServerException), f"{type(error).__name__}: {error}"
    assert error.get_http_status() in range(400, 500), error.get_http_status()
    assert error.get_request_id(), error
    return error.get_error_code()


scenario.run("aliyun-python-sdk-cams", version("aliyun-python-sdk-cams"), "py_legacy", lambda action: request_of(action) is not None, call, raised)
