// SPDX-License-Identifier: MIT
// Field lists (see records.h) of the records that only snapshots contain.
#pragma once

#include "snapshot/records.h"

namespace portone::snapshot {

template <class Archive>
void Fields(Archive& a, KeyReservation& reservations) {
  a("reserved_names", reservations.names);
  a("may_replace_own", reservations.replaces_own);
}

template <class Archive>
void Fields(Archive& a, NewKey& key) {
  a.Required("customer_uid", key.customer_uid);
  Fields(a, key.card);
  Fields(a, key.customer, "customer_");
  a("customer_id", key.customer_id);
  Fields(a, key.reservations);
}

template <class Archive>
void Fields(Archive& a, PendingCharge& charge) {
  a("revision", charge.revision);
  a("approved", charge.approves, true);
  a.Object("key", charge.key);
}

template <class Archive>
void Fields(Archive& a, PendingCancellation& cancellation) {
  a("revision", cancellation.revision);
  a.Currency(cancellation.cancellation.amount.currency);
  Fields(a, cancellation.cancellation);
  a("notify", cancellation.notify);
}

template <class Archive>
void Fields(Archive& a, PendingOperation& waiting) {
  a.Required("imp_uid", waiting.imp_uid);
  a.Object("charge", waiting.charge);
  a.Object("cancellation", waiting.cancellation);
}

template <class Archive>
void Fields(Archive& a, PaymentTieBreaks& ties) {
  a("paid", ties.paid);
  a("updated", ties.updated);
}

template <class Archive>
void Fields(Archive& a, WebhookAttempt& attempt) {
  a.Required("at", attempt.at);
  a("reason", attempt.reason);
  a("status", attempt.result.status);
  a("error", attempt.result.error);
  a("response_body", attempt.result.body);
}

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

template <class Archive>
void Fields(Archive& a, ChargeSchedule& timer) {
  a("tier", timer.tier);
  a.Required("schedule", timer.schedule);
  a("revision", timer.revision);
}

template <class Archive>
void Fields(Archive& a, AttemptWebhook& timer) {
  a.Required("webhook", timer.delivery);
  a("reason", timer.reason);
}

template <class Archive>
void Fields(Archive& a, RecoverSchedules& timer) {
  a("tier", timer.tier);
  a.Required("day", timer.day);
}

template <class Archive>
void Fields(Archive& a, ExpireVbank& timer) {
  a("tier", timer.tier);
  a.Required("imp_uid", timer.imp_uid);
  a("revision", timer.revision);
}

template <class Archive>
void Fields(Archive& a, Pingback& timer) {
  a("tier", timer.tier);
  a.Required("imp_uid", timer.imp_uid);
  a("operation", timer.operation);
  a("revision", timer.revision);
}

template <class Archive>
void Fields(Archive& a, PlannedTimer& planned) {
  a.Required("at", planned.at);
  a.Timer("kind", planned.timer);
}

}  // namespace portone::snapshot
