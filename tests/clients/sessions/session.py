# SPDX-License-Identifier: MIT
"""A shop in Python, written as usual: the host is a literal, webhooks are looked up again.

python3 session.py [urllib|requests|httpx|aiohttp]
"""
import json
import os
import socket
import sys
import time

API = "https://api.iamport.kr"


def with_urllib(method, url, headers, body):
    import urllib.error
    import urllib.request
    request = urllib.request.Request(url, body, headers, method=method)
    try:
        with urllib.request.urlopen(request) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def with_requests(method, url, headers, body):
    import requests
    response = requests.request(method, url, headers=headers, data=body)
    return response.status_code, response.json()


def with_httpx(method, url, headers, body):
    import httpx
    response = httpx.request(method, url, headers=headers, content=body)
    return response.status_code, response.json()


def with_aiohttp(method, url, headers, body):
    import aiohttp
    import asyncio

    async def send():
        async with aiohttp.ClientSession(trust_env=True) as session:  # reads the variables
            async with session.request(method, url, headers=headers, data=body) as response:
                return response.status, await response.json(content_type=None)

    return asyncio.run(send())


send = globals()["with_" + (sys.argv[1] if len(sys.argv) > 1 else "urllib")]
token = ""


def api(method, path, fields=None, base=API):
    headers = {"Authorization": token}
    body = None
    if fields is not None:
        headers["Content-Type"] = "application/json"
        body = json.dumps(fields).encode()
    return send(method, base + path, headers, body)


def take_webhook(listener):
    connection, _ = listener.accept()
    with connection, connection.makefile("rb") as reader:
        length = 0
        for line in iter(reader.readline, b"\r\n"):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        body = json.loads(reader.read(length))
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    return body


keys = {"imp_key": os.environ["IMP_KEY"], "imp_secret": os.environ["IMP_SECRET"]}
status, login = api("POST", "/users/getToken", keys)
assert status == 200, login
token = login["response"]["access_token"]
print("token", status)
print("wrong secret", api("POST", "/users/getToken", {**keys, "imp_secret": "wrong"})[0])

card = {"card_number": "1234-1234-1234-1234", "expiry": "2030-12", "birth": "820213", "pwd_2digit": "00"}
print("key", api("POST", "/subscribe/customers/kim", card)[1]["response"]["customer_uid"])

listener = socket.create_server(("127.0.0.1", 0))
url = "http://127.0.0.1:%d/webhook" % listener.getsockname()[1]
status, _ = api("PUT", "/_emulator/webhooks/settings", {"url": url}, os.environ["PORTONE_EMULATOR_URL"])
assert status == 200, status

order = {"customer_uid": "kim", "merchant_uid": "order-1", "amount": 9900, "name": "a month"}
charge = api("POST", "/subscribe/payments/again", order)[1]["response"]
print("charge", charge["status"], charge["amount"])
imp_uid = take_webhook(listener)["imp_uid"]
fetched = api("GET", "/payments/" + imp_uid)[1]["response"]
print("webhook", fetched["status"], fetched["amount"])
found = api("GET", "/payments/find/order-1")[1]["response"]
print("lookup", found["merchant_uid"], found["status"])
print("second charge refused", api("POST", "/subscribe/payments/again", order)[1]["code"])
cancelled = api("POST", "/payments/cancel", {"imp_uid": imp_uid, "reason": "returned"})[1]["response"]
print("cancel", cancelled["status"], cancelled["cancel_amount"])

now = int(time.time())
schedules = [{"merchant_uid": "order-2", "schedule_at": now + 86400, "amount": 9900}]
planned = api("POST", "/subscribe/payments/schedule", {"customer_uid": "kim", "schedules": schedules})[1]["response"][0]
print("schedule", planned["merchant_uid"], planned["schedule_status"])
listed = api("GET", "/subscribe/payments/schedule/customers/kim?from=%d&to=%d" % (now, now + 172800))[1]
print("list", len(listed["response"]["list"]))
revoked = api("POST", "/subscribe/payments/unschedule", {"customer_uid": "kim"})[1]["response"][0]
print("unschedule", revoked["merchant_uid"], revoked["schedule_status"])
print("unknown payment", api("GET", "/payments/imp_000000000000")[0])

sale = {"pg": "kcp", "name": "cash", "amount": 9900, "identifier": "010-1234-5678"}
receipt = api("POST", "/receipts/external/cash-1", sale)[1]["response"]
print("receipt", receipt["type"], receipt["amount"], receipt["vat"])
print("second receipt refused", api("POST", "/receipts/external/cash-1", sale)[0])
print("receipt found", api("GET", "/receipts/external/cash-1")[1]["response"]["amount"])
print("receipt cancelled", api("DELETE", "/receipts/external/cash-1")[1]["response"]["merchant_uid"])
print("receipt of a card refused", api("POST", "/receipts/" + imp_uid, {"identifier": "010-1234-5678"})[0])

person = {"pg": "danal", "merchant_uid": "join-1", "name": "kim", "phone": "010-1234-5678", "birth": "820213",
          "gender_digit": 1, "carrier": "SKT"}
status, requested = api("POST", "/certifications/otp/request", person)
print("otp requested", status)
certified = "/certifications/" + requested["response"]["imp_uid"]
confirm = "/certifications/otp/confirm/" + requested["response"]["imp_uid"]
print("wrong otp refused", api("POST", confirm, {"otp": "000000"})[0])
sent = api("GET", "/_emulator/certifications?merchant_uid=join-1", None, os.environ["PORTONE_EMULATOR_URL"])[1]
code = {"otp": sent["certifications"][0]["otp"]}  # a person reads it on the telephone
confirmed = api("POST", confirm, code)[1]["response"]
print("certified", confirmed["merchant_uid"], confirmed["name"])
print("second confirmation refused", api("POST", confirm, code)[0])
print("certification found", api("GET", certified)[1]["response"]["name"])
print("certification deleted", api("DELETE", certified)[1]["response"]["merchant_uid"])
print("deleted certification", api("GET", certified)[0])
window = {"kind": "certification", "params": {"pg": "danal", "merchant_uid": "join-2"}}  # as a page opens it
told = api("POST", "/_emulator/checkouts", window, os.environ["PORTONE_EMULATOR_URL"])[1]["callback"]
print("window certified", api("GET", "/certifications/" + told["imp_uid"])[1]["response"]["merchant_uid"])
