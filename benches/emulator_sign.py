"""Signed requests for `emulator.lua`, one a line: target, host, action, date, nonce, hash of the body, Authorization.

    emulator_sign.py ENDPOINT ACTION COUNT
"""

import datetime
import hashlib
import hmac
import json
import os
import sys
import urllib.parse

SIGNED = "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version"
EMPTY = hashlib.sha256(b"").hexdigest()


def encoded(text):
    return urllib.parse.quote(text, safe="-_.~")


def parameters(action, number):
    if action == "GetChatappTemplateDetail":
        return {"TemplateName": f"order_{number % 6000}", "Language": "en"}
    if action == "ListChatappTemplate":
        return {"Page": json.dumps({"Index": number % 60 + 1, "Size": 100})}
    if action == "SendChatappMessage":
        return {
            "ChannelType": "whatsapp", "Type": "template", "TemplateName": f"order_{number % 6000}", "Language": "en",
            "From": "8613800001111", "To": f"86139{number:08}", "TemplateParams": json.dumps({"name": "Ana"}),
        }
    components = [{"Type": "BODY", "Text": "Hello $(name), your order has left our warehouse and is on its way."}]
    return {
        "Name": f"{os.environ.get('PREFIX', 'new')}_{number}", "Language": "en", "Category": "UTILITY",
        "TemplateType": "WHATSAPP", "Components": json.dumps(components), "Example": json.dumps({"name": "Ana"}),
    }


def signed(host, action, values):
    date = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    nonce = os.urandom(16).hex()
    query = "&".join(f"{encoded(name)}={encoded(values[name])}" for name in sorted(values))
    headers = f"host:{host}\nx-acs-action:{action}\nx-acs-content-sha256:{EMPTY}\nx-acs-date:{date}\n"
    headers += f"x-acs-signature-nonce:{nonce}\nx-acs-version:2020-06-06\n"
    canonical = f"POST\n/\n{query}\n{headers}\n{SIGNED}\n{EMPTY}"
    to_sign = "ACS3-HMAC-SHA256\n" + hashlib.sha256(canonical.encode()).hexdigest()
    signature = hmac.new(b"test-ak-secret", to_sign.encode(), hashlib.sha256).hexdigest()
    authorization = f"ACS3-HMAC-SHA256 Credential=test-ak-id,SignedHeaders={SIGNED},Signature={signature}"
    return f"/?{query}", host, action, date, nonce, EMPTY, authorization


if __name__ == "__main__":
    host = urllib.parse.urlparse(sys.argv[1]).netloc
    for number in range(int(sys.argv[3])):
        print("\t".join(signed(host, sys.argv[2], parameters(sys.argv[2], number))))
