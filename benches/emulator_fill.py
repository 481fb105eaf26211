"""Creates so many templates, `order_0` and on, over one connection.

    emulator_fill.py ENDPOINT COUNT
"""

import http.client
import os
import sys
import urllib.parse

os.environ["PREFIX"] = "order"
from emulator_sign import parameters, signed  # noqa: E402: the prefix is read there

host = urllib.parse.urlparse(sys.argv[1]).netloc
connection = http.client.HTTPConnection(host)
for number in range(int(sys.argv[2])):
    target, _, action, date, nonce, body_hash, authorization = signed(
        host, "CreateChatappTemplate", parameters("CreateChatappTemplate", number)
    )
    headers = {
        "host": host, "x-acs-action": action, "x-acs-version": "2020-06-06", "x-acs-date": date,
        "x-acs-signature-nonce": nonce, "x-acs-content-sha256": body_hash, "Authorization": authorization,
    }
    connection.request("POST", target, headers=headers)
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 200, answer.status
