// SPDX-License-Identifier: MIT
// Field lists (see records.h) of the records that only snapshots contain. Those of timers are in
// domain/timer.h, that of a webhook's event in domain/webhook_event.h.
#pragma once

#include "base/member_count.h"
#include "snapshot/records.h"

namespace portone::snapshot {

PORTONE_MEMBERS(KeyReservation, 2);
template <class Archive>
void Fields(Archive& a, KeyReservation& reservations) {
  a("reserved_names", reservations.names);
  a("may_replace_own", reservations.replaces_own);
}

PORTONE_MEMBERS(NewKey, 5);
template <class Archive>
void Fields(Archive& a, NewKey& key) {
  a.Required("customer_uid", key.customer_uid);
  Fields(a, key.card);
  Fields(a, key.customer, "customer_");
  a("customer_id", key.customer_id);
  Fields(a, key.reservations);
}

template <class Archive>
void Fields(Archive& a, DeletedCertification& deleted) {
  a.Required("imp_uid", deleted.imp_uid);
}

PORTONE_MEMBERS(PendingCharge, 3);
template <class Archive>
void Fields(Archive& a, PendingCharge& charge) {
  a("revision", charge.revision);
  a("approved", charge.approved, true);
  a.Object("key", charge.key);
}

PORTONE_MEMBERS(PendingCancellation, 3);
template <class Archive>
void Fields(Archive& a, PendingCancellation& cancellation) {
  a("revision", cancellation.revision);
  a.Currency(cancellation.cancellation.amount.currency);
  Fields(a, cancellation.cancellation);
  a("notify", cancellation.notify);
}

PORTONE_MEMBERS(PendingOperation, 3);
template <class Archive>
void Fields(Archive& a, PendingOperation& operation) {
  a.Required("imp_uid", operation.imp_uid);
  a.Object("charge", operation.charge);
  a.Object("cancellation", operation.cancellation);
}

PORTONE_MEMBERS(PaymentTieBreaks, 2);
template <class Archive>
void Fields(Archive& a, PaymentTieBreaks& ties) {
  a("paid", ties.paid);
  a("updated", ties.updated);
}

PORTONE_MEMBERS(HttpResult, 4);  // `elapsed` is not in snapshots
PORTONE_MEMBERS(WebhookAttempt, 3);
template <class Archive>
void Fields(Archive& a, WebhookAttempt& attempt) {
  a.Required("at", attempt.at);
  a("trigger", attempt.trigger);
  a("status", attempt.result.status);
  a("error", attempt.result.error);
  a("response_body", attempt.result.body);
}

PORTONE_MEMBERS(WebhookDelivery, 9);
template <class Archive>
void Fields(Archive& a, WebhookDelivery& delivery) {
  a.Required("id", delivery.id);
  a("sequence", delivery.sequence);
  Fields(a, delivery.event);
  a.Required("url", delivery.url);
  a("format", delivery.format);
  a("created_at", delivery.created_at);
  a("state", delivery.state);
  a.List("attempts", delivery.attempts);
  a("fault", delivery.fault);
}

PORTONE_MEMBERS(PlannedTimer, 2);
template <class Archive>
void Fields(Archive& a, PlannedTimer& planned) {
  a.Required("at", planned.at);
  a.Timer("kind", planned.timer);
}

}  // namespace portone::snapshot
