# SPDX-License-Identifier: MIT
"""portone-emulator exec -- python3 -m pytest"""
import json
import urllib.error
import urllib.request

GOOD_CARD = "1234-1234-1234-1234"


def call(shop, method, path, fields=None):
    body = None if fields is None else json.dumps(fields).encode()
    request = urllib.request.Request(shop.url + path, body, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            text = response.read()
            return response.status, json.loads(text) if text else None
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def subscribe(shop, card_number=GOOD_CARD):
    card = {"card_number": card_number, "expiry": "2030-12", "birth": "820213", "pwd_2digit": "00"}
    return call(shop, "POST", "/subscriptions", {"customer_uid": "kim", **card})


def test_a_subscriber_pays_each_month(live_server, emulator):
    status, shown = subscribe(live_server)
    assert status == 201
    assert shown == {"active": True, "payments": ["kim-1 paid", "kim-2 due"]}
    emulator.call("POST", "/clock/advance", {"by": "61d"})
    _, shown = call(live_server, "GET", "/subscriptions/kim")
    assert shown["payments"] == ["kim-1 paid", "kim-2 paid", "kim-3 paid", "kim-4 due"]


def test_a_card_without_money_makes_no_subscriber(live_server, emulator):
    emulator.call("POST", "/faults", {"when": {"operation": "charge"}, "then": {"decline": "insufficient_funds"}})
    status, _ = subscribe(live_server)
    assert status == 402
    assert call(live_server, "GET", "/subscriptions/kim")[0] == 404


def test_a_renewal_that_is_declined_ends_the_subscription(live_server, emulator):
    subscribe(live_server)
    emulator.call("POST", "/faults", {"when": {"operation": "charge"}, "then": {"decline": "limit_exceeded"}})
    emulator.call("POST", "/clock/advance", {"by": "31d"})
    _, shown = call(live_server, "GET", "/subscriptions/kim")
    assert shown == {"active": False, "payments": ["kim-1 paid", "kim-2 failed"]}


def test_a_webhook_that_comes_twice_counts_once(live_server, emulator):
    subscribe(live_server)
    emulator.call("POST", "/faults", {"when": {"operation": "webhook"}, "then": {"duplicate": True}})
    emulator.call("POST", "/clock/advance", {"by": "31d"})
    _, shown = call(live_server, "GET", "/subscriptions/kim")
    assert shown["payments"] == ["kim-1 paid", "kim-2 paid", "kim-3 due"]


def test_a_forged_webhook_is_not_believed(live_server, emulator):
    subscribe(live_server)
    status, _ = call(live_server, "POST", "/portone/webhook", {"imp_uid": "imp_1", "merchant_uid": "kim-2", "status": "paid"})
    assert status == 400
    _, shown = call(live_server, "GET", "/subscriptions/kim")
    assert shown["payments"] == ["kim-1 paid", "kim-2 due"]
