# SPDX-License-Identifier: MIT
from django.urls import path

from shop import views

urlpatterns = [
    path("subscriptions", views.subscribe),
    path("subscriptions/<str:customer_uid>", views.show),
    path("portone/webhook", views.webhook),
]
