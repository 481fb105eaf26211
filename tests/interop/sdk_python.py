"""The current Python package: V3 signatures, a typed request and response for every action."""
import re
import sys
from importlib.metadata import version

import scenario
from alibabacloud_cams20200606 import models
from alibabacloud_cams20200606.client import Client
from alibabacloud_tea_openapi.exceptions import ClientException, ServerException, ThrottlingException
from alibabacloud_tea_openapi.utils_models import Config


def snake(action):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", action).lower()


def call(action, parameters, secret):
    host = sys.argv[2].removeprefix("http://")
    client = Client(Config(access_key_id=scenario.KEY, access_key_secret=secret, endpoint=host, protocol="http", region_id="ap-southeast-1"))
    request = getattr(models, f"{action}Request")().from_map(parameters)
    response = getattr(client, snake(action))(request)
    assert response.status_code == 200 and isinstance(response, getattr(models, f"{action}Response"))
    return response.body.to_map()


def raised(error, kind):
    expected = ThrottlingException if kind == "throttled" else ClientException
    assert isinstance(error, expected), f"{type(error).__name__} instead of {expected.__name__}: {error}"
    assert not isinstance(error, ServerException)
    assert error.request_id, error
    return error.code


scenario.run("alibabacloud_cams20200606", version("alibabacloud_cams20200606"), "py_sdk", lambda action: hasattr(Client, snake(action)), call, raised)
