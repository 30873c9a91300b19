# SPDX-License-Identifier: MIT
"""A shop that charges when it is told to look: by a page that a scheduler calls, or by a command that
cron runs. It compares days by the clock of the machine. The real host is a literal.

PORT=8000 SHOP_DATA=data.json python3 hook.py          (serves POST /run-billing)
          SHOP_DATA=data.json python3 hook.py bill     (does the same, and ends)
"""
import calendar
import datetime
import http.server
import json
import os
import sys

import requests

HOST = "https://api.iamport.kr"


def api(page, fields, token=""):
    response = requests.post(HOST + page, json=fields, headers={"Authorization": token})
    reply = response.json()
    if response.status_code != 200 or reply["code"] != 0:
        raise RuntimeError("%s: %s %s" % (page, response.status_code, reply["message"]))
    return reply["response"]


def get_token():
    return api("/users/getToken", {"imp_key": "hook-shop", "imp_secret": "secret"})["access_token"]


def add_month(date):
    year, month = (date.year + 1, 1) if date.month == 12 else (date.year, date.month + 1)
    return date.replace(year=year, month=month, day=min(date.day, calendar.monthrange(year, month)[1]))


def read_due():
    with open(os.environ["SHOP_DATA"]) as file:
        return datetime.date.fromisoformat(json.load(file)["due"])


def write_due(date):
    with open(os.environ["SHOP_DATA"], "w") as file:
        json.dump({"due": date.isoformat()}, file)


def charge(date, token):
    api("/subscribe/payments/again", {"customer_uid": "kim", "merchant_uid": "month_%s" % date,
                                      "amount": 9900, "name": "a month"}, token)
    write_due(add_month(date))


def subscribe():
    token = get_token()
    api("/subscribe/customers/kim", {"card_number": "1234-1234-1234-1234", "expiry": "2030-12",
                                     "birth": "820213", "pwd_2digit": "00"}, token)
    charge(datetime.date.today(), token)


def bill_what_is_due():
    due = read_due()
    if due <= datetime.date.today():
        charge(due, get_token())


class Shop(http.server.BaseHTTPRequestHandler):
    pages = {"/subscribe": subscribe, "/run-billing": bill_what_is_due, "/webhook": lambda: None}

    def answer(self, status):
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self):
        self.answer(200)

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.pages[self.path]()
        self.answer(200)

    def log_message(self, *_):
        pass


if sys.argv[1:] == ["bill"]:
    bill_what_is_due()
else:
    http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Shop).serve_forever()
