# SPDX-License-Identifier: MIT
"""The test of a shop: subscribes on a day, and lets time pass in the emulator. Prints what the
emulator reports of each advance, and the shop's own ledger.

python3 billing.py START COMMAND...   (the command gets its port as PORT)
"""
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

EMULATOR = os.environ["PORTONE_EMULATOR_URL"] + "/_emulator"


def call(method, url, fields=None):
    body = None if fields is None else json.dumps(fields).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(request) as response:
            return response.read().decode()
    except urllib.error.HTTPError as error:
        raise SystemExit("%s %s: %d %s" % (method, url, error.code, error.read().decode()))


def find_free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def await_shop(shop, port):
    while shop.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the shop has exited")


def advance(**fields):
    report = json.loads(call("POST", EMULATOR + "/clock/advance", fields))
    outcomes = [fired["outcome"] for fired in report["fired"]]
    print("advance", fields["by"], *("%s %d" % (name, outcomes.count(name)) for name in sorted(set(outcomes))))
    if "late_schedules" in report:
        print("late", report["late_schedules"]["count"], report["late_schedules"]["hint"])


start, command = sys.argv[1], sys.argv[2:]
port = find_free_port()
shop_url = "http://127.0.0.1:%d" % port
call("PUT", EMULATOR + "/clock", {"now": start})
call("PUT", EMULATOR + "/webhooks/settings", {"url": shop_url + "/webhook"})
folder = tempfile.mkdtemp()
shop = subprocess.Popen([word.replace("{port}", str(port)) for word in command], stdout=sys.stderr,
                        env={**os.environ, "PORT": str(port), "SHOP_DATA": folder + "/data.json"})
try:
    await_shop(shop, port)
    call("POST", shop_url + "/subscribe", {})
    call("POST", EMULATOR + "/settle")
    # Each charge is planned from the end of the shop's work on the last one: an hour of room keeps
    # the twelfth within the year, however slow the machine is.
    call("POST", EMULATOR + "/clock/advance", {"by": "1h"})
    advance(by="P1Y")
    if os.environ.get("BILLING") != "year":
        call("POST", EMULATOR + "/faults", {"when": {"operation": "charge"}, "then": {"decline": "insufficient_funds"}})
        advance(by="P35D")
        call("POST", shop_url + "/refund", {})
        advance(by="P35D")
    print(call("GET", shop_url + "/ledger"), end="")
finally:
    shop.terminate()
    shop.wait()
    shutil.rmtree(folder)
