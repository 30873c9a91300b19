# SPDX-License-Identifier: MIT
"""A client of PortOne's V1 API. A refusal is an exception; so is a missing reply."""
import json
import urllib.error
import urllib.request

from django.conf import settings

API = "https://api.iamport.kr"


class Refused(Exception):
    """PortOne or the card company has refused the call. The message is for people."""


def call(method, path, fields=None):
    token = _send("POST", "/users/getToken", {"imp_key": settings.IMP_KEY, "imp_secret": settings.IMP_SECRET})
    return _send(method, path, fields, token["access_token"])


def _send(method, path, fields=None, token=""):
    body = None if fields is None else json.dumps(fields).encode()
    headers = {"Authorization": token, "Content-Type": "application/json"}
    request = urllib.request.Request(API + path, body, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            reply = json.load(response)
    except urllib.error.HTTPError as error:
        reply = json.load(error)
    if reply["code"] != 0:
        raise Refused(reply["message"])
    return reply["response"]
