# SPDX-License-Identifier: MIT
"""A shop with a monthly subscription in Django, written as usual: the real host is a literal, and
the next charge is planned by the clock of the machine. PORT=8000 python3 shop.py
"""
import calendar
import datetime
import json
import os
import sys
import time

import requests
from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import HttpResponse
from django.urls import path

settings.configure(DEBUG=False, SECRET_KEY="shop", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__,
                   USE_TZ=False, TIME_ZONE=os.environ.get("TZ", "Asia/Seoul"))
ledger = []
token = {"expired_at": 0}
last_paid = ""


def api(method, page, fields=None):
    global token
    if page != "/users/getToken" and token["expired_at"] <= time.time() + 60:
        token = api("POST", "/users/getToken", {"imp_key": "django-shop", "imp_secret": "secret"})
    response = requests.request(method, "https://api.iamport.kr" + page, json=fields,
                                headers={"Authorization": token.get("access_token", "")})
    reply = response.json()
    if response.status_code != 200 or reply["code"] != 0:
        raise RuntimeError("%s: %s %s" % (page, response.status_code, reply["message"]))
    return reply["response"]


def make_order_number():
    return "order_" + datetime.datetime.now().strftime("%y%m%d%H%M%S%f")


def add_month(date):
    year, month = (date.year + 1, 1) if date.month == 12 else (date.year, date.month + 1)
    return date.replace(year=year, month=month, day=min(date.day, calendar.monthrange(year, month)[1]))


def plan_next(date):
    api("POST", "/subscribe/payments/schedule", {"customer_uid": "kim", "schedules": [
        {"merchant_uid": make_order_number(), "schedule_at": int(date.timestamp()), "amount": 9900}]})


def record(status, amount):
    ledger.append("%s %s %d" % (datetime.date.today(), status, amount))


def subscribe(request):
    api("POST", "/subscribe/customers/kim", {"card_number": "1234-1234-1234-1234", "expiry": "2030-12",
                                             "birth": "820213", "pwd_2digit": "00"})
    api("POST", "/subscribe/payments/again", {"customer_uid": "kim", "merchant_uid": make_order_number(),
                                              "amount": 9900, "name": "a month"})
    return HttpResponse("ok\n")


def webhook(request):
    global last_paid
    payment = api("GET", "/payments/" + json.loads(request.body)["imp_uid"])
    record(payment["status"], payment["amount"])
    if payment["status"] == "paid":
        last_paid = payment["imp_uid"]
        plan_next(add_month(datetime.datetime.now()))
    elif payment["status"] == "failed":
        plan_next(datetime.datetime.now() + datetime.timedelta(days=1))
    return HttpResponse("ok\n")


def refund(request):
    payment = api("POST", "/payments/cancel", {"imp_uid": last_paid, "reason": "not wanted"})
    record("refunded", payment["cancel_amount"])
    return HttpResponse("ok\n")


def show_ledger(request):
    return HttpResponse("".join(line + "\n" for line in ledger))


urlpatterns = [path("subscribe", subscribe), path("webhook", webhook), path("refund", refund),
               path("ledger", show_ledger)]

if __name__ == "__main__":
    execute_from_command_line([sys.argv[0], "runserver", "--noreload", "127.0.0.1:" + os.environ["PORT"]])
