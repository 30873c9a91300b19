# SPDX-License-Identifier: MIT
"""The billing loop: charge a month, schedule the next one, trust only what PortOne itself reports."""
from django.conf import settings
from django.db import transaction

from shop import portone
from shop.models import Payment, Subscription

MONTH = 30 * 24 * 3600


def subscribe(customer_uid, card):
    """Stores the card and charges the first month. Raises Refused."""
    portone.call("POST", f"/subscribe/customers/{customer_uid}", card)
    order = {"customer_uid": customer_uid, "merchant_uid": f"{customer_uid}-1", "amount": settings.PRICE, "name": "a month"}
    payment = portone.call("POST", "/subscribe/payments/again", order)
    if payment["status"] != "paid":  # a decline is a reply with code 0
        raise portone.Refused(payment["fail_reason"])
    subscription = Subscription.objects.create(customer_uid=customer_uid)
    Payment.objects.create(subscription=subscription, month=1, merchant_uid=f"{customer_uid}-1")
    record(payment)
    return subscription


def record(payment):
    """Records a payment's result as PortOne reports it, once, and schedules the next month."""
    with transaction.atomic():
        due = Payment.objects.select_for_update().filter(merchant_uid=payment["merchant_uid"], status="due").first()
        if due is None:
            return  # recorded before, or not ours
        paid = payment["status"] == "paid" and payment["amount"] == settings.PRICE
        due.status = "paid" if paid else "failed"
        due.save()
        subscription = due.subscription
        if not paid:
            subscription.active = False
            subscription.save()
            return
        month = due.month + 1
        merchant_uid = f"{subscription.customer_uid}-{month}"
        Payment.objects.create(subscription=subscription, month=month, merchant_uid=merchant_uid)
    schedule = {"merchant_uid": merchant_uid, "schedule_at": payment["paid_at"] + MONTH, "amount": settings.PRICE}
    portone.call("POST", "/subscribe/payments/schedule", {"customer_uid": subscription.customer_uid, "schedules": [schedule]})
