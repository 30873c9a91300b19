# SPDX-License-Identifier: MIT
import json

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from shop import portone, subscriptions
from shop.models import Subscription


@require_POST
def subscribe(request):
    fields = json.loads(request.body)
    try:
        subscription = subscriptions.subscribe(fields.pop("customer_uid"), fields)
    except portone.Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=402)
    return JsonResponse(describe(subscription), status=201)


def show(request, customer_uid):
    return JsonResponse(describe(get_object_or_404(Subscription, customer_uid=customer_uid)))


@require_POST
def webhook(request):
    """Anybody can post here: the payment is looked up before it is believed."""
    try:
        imp_uid = json.loads(request.body)["imp_uid"]
        subscriptions.record(portone.call("GET", f"/payments/{imp_uid}"))
    except portone.Refused as refusal:
        return HttpResponse(str(refusal), status=400)
    return HttpResponse()


def describe(subscription):
    payments = subscription.payments.order_by("month")
    return {"active": subscription.active, "payments": [f"{payment.merchant_uid} {payment.status}" for payment in payments]}
