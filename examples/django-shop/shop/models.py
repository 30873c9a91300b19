# SPDX-License-Identifier: MIT
from django.db import models


class Subscription(models.Model):
    customer_uid = models.CharField(max_length=40, unique=True)
    active = models.BooleanField(default=True)


class Payment(models.Model):
    """One month of a subscription: due, then paid or failed."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="payments")
    month = models.PositiveIntegerField()
    merchant_uid = models.CharField(max_length=40, unique=True)
    status = models.CharField(max_length=10, default="due")
