# SPDX-License-Identifier: MIT
"""Each test has a shop of its own, and a sandbox of its own in the emulator."""
import json
import os
import urllib.request
import uuid

import pytest

EMULATOR = os.environ.get("PORTONE_EMULATOR_URL", "http://127.0.0.1:12011")


class Emulator:
    """The control API, for one sandbox."""

    def __init__(self, imp_key):
        self.imp_key = imp_key

    def call(self, method, path, fields=None):
        body = None if fields is None else json.dumps(fields).encode()
        headers = {"X-Emulator-Sandbox": self.imp_key, "Content-Type": "application/json"}
        request = urllib.request.Request(EMULATOR + "/_emulator" + path, body, headers, method=method)
        with urllib.request.urlopen(request, timeout=60) as response:
            return json.load(response)


@pytest.fixture
def emulator(live_server, settings):
    settings.IMP_KEY = f"shop-{uuid.uuid4().hex}"
    settings.IMP_SECRET = "secret"
    emulator = Emulator(settings.IMP_KEY)
    emulator.call("PUT", "/webhooks/settings", {"url": live_server.url + "/portone/webhook"})
    return emulator
