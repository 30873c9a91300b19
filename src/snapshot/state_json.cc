// SPDX-License-Identifier: MIT
#include "snapshot/state_json.h"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "json/json.h"
#include "snapshot/record_reader.h"
#include "snapshot/record_writer.h"
#include "snapshot/snapshot_records.h"

namespace portone::snapshot {
namespace {

/// Reads each record of a list and passes it to `use`.
template <class Record, class Use>
void ReadEach(json::StrictObject& given, std::string_view key, const Use& use) {
  const Json* list = given.Raw(key);
  if (list == nullptr) return;
  if (!list->is_array()) return given.Report(key, "must be an array");
  const std::string pointer = given.PointerTo(key) + "/";
  for (std::size_t i = 0; i < list->size(); ++i) {
    json::StrictObject object((*list)[i], pointer + std::to_string(i), given.problems());
    use(ReadRecord<Record>(object), object);
  }
}

/// The same for records that belong to a tier's ledger.
template <class Record, class Use>
void ReadTierRecords(json::StrictObject& given, std::string_view key, InitialState& beginning,
                     const Use& use) {
  ReadEach<TierRecord<Record>>(given, key,
                               [&](TierRecord<Record> read, json::StrictObject& object) {
                                 use(beginning.ledgers[read.tier], std::move(read.record), object);
                               });
}

void CheckPendingOperation(const PendingOperation& waiting, json::StrictObject& object) {
  if (waiting.charge.has_value() == waiting.cancellation.has_value()) {
    object.Report("charge", "give exactly one of \"charge\" and \"cancellation\"");
  }
}

void ReadPendingOperations(json::StrictObject& given, InitialState& beginning) {
  ReadTierRecords<PendingOperation>(
      given, "pending_operations", beginning,
      [](InitialLedger& ledger, PendingOperation one, json::StrictObject& object) {
        CheckPendingOperation(one, object);
        if (one.charge) {
          ledger.charges.emplace_back(one.imp_uid, *std::move(one.charge));
        }
        if (one.cancellation) {
          ledger.cancellations.emplace_back(one.imp_uid, *std::move(one.cancellation));
        }
      });
}

void ReadHeldWebhooks(json::StrictObject& given, InitialState& beginning) {
  const Json* list = given.Raw("held_webhooks");
  if (list == nullptr) return;
  const bool ids = list->is_array() && std::all_of(list->begin(), list->end(), [](const auto& id) {
                     return id.is_number_unsigned();
                   });
  if (!ids) return given.Report("held_webhooks", "must be an array of webhook ids");
  for (const Json& id : *list)
    beginning.held_back.push_back(id.get<WebhookDeliveryId>());
}

/// A charge must have an amount; only a payment window can store a key without charging anything.
void CheckNotZero(json::StrictObject& object) {
  const Json* amount = object.Raw("amount");
  const bool zero = amount != nullptr && amount->is_number() && *amount == 0;
  if (zero) object.Report("amount", "must be more than zero");
}

template <class Record>
void Add(std::vector<std::string>& texts, TierCode tier, const Record& record) {
  texts.push_back(RecordToJson(TierRecord<Record>{tier, record}));
}

template <class Record>
std::vector<std::string> FormatRecords(const InitialState& beginning,
                                       std::vector<Record> InitialLedger::*list) {
  std::vector<std::string> texts;
  for (const auto& [tier, ledger] : beginning.ledgers) {
    for (const Record& record : ledger.*list)
      Add(texts, tier, record);
  }
  return texts;
}

std::vector<std::string> FormatReservations(const InitialState& beginning) {
  std::vector<std::string> texts;
  for (const auto& [tier, ledger] : beginning.ledgers) {
    for (const auto& [customer_uid, reservations] : ledger.reservations)
      Add(texts, tier, CustomerReservations{customer_uid, reservations});
  }
  return texts;
}

std::vector<std::string> FormatPendingOperations(const InitialState& beginning) {
  std::vector<std::string> texts;
  for (const auto& [tier, ledger] : beginning.ledgers) {
    for (const auto& [imp_uid, charge] : ledger.charges)
      Add(texts, tier, PendingOperation{imp_uid, charge, std::nullopt});
    for (const auto& [imp_uid, cancellation] : ledger.cancellations)
      Add(texts, tier, PendingOperation{imp_uid, std::nullopt, cancellation});
  }
  return texts;
}

std::vector<std::string> FormatTieBreaks(const InitialState& beginning) {
  std::vector<std::string> texts;
  for (const auto& [tier, ledger] : beginning.ledgers) {
    if (!ledger.order.empty()) Add(texts, tier, ledger.order);
  }
  return texts;
}

template <class Record>
std::vector<std::string> FormatRecords(const std::vector<Record>& records) {
  std::vector<std::string> texts;
  for (const Record& record : records)
    texts.push_back(RecordToJson(record));
  return texts;
}

std::vector<std::string> FormatIds(const std::vector<WebhookDeliveryId>& numbers) {
  std::vector<std::string> texts;
  for (const WebhookDeliveryId number : numbers)
    texts.push_back(std::to_string(number));
  return texts;
}

}  // namespace

InitialState ReadInitialState(json::StrictObject& given) {
  InitialState beginning;
  ReadTierRecords<BillingKey>(
      given, "billing_keys", beginning,
      [](InitialLedger& ledger, BillingKey key, json::StrictObject& /*object*/) {
        ledger.keys.push_back(std::move(key));
      });
  ReadTierRecords<Payment>(given, "payments", beginning,
                           [](InitialLedger& ledger, Payment payment, json::StrictObject& object) {
                             const bool may_be_free = payment.issue_only || payment.sequence != 0;
                             if (!may_be_free) CheckNotZero(object);
                             ledger.payments.push_back(std::move(payment));
                           });
  ReadTierRecords<Schedule>(
      given, "schedules", beginning,
      [](InitialLedger& ledger, Schedule schedule, json::StrictObject& object) {
        CheckNotZero(object);
        ledger.schedules.push_back(std::move(schedule));
      });
  ReadTierRecords<PreparedAmount>(
      given, "prepared", beginning,
      [](InitialLedger& ledger, const PreparedAmount& registration,
         json::StrictObject& /*object*/) { ledger.prepared_amounts.push_back(registration); });
  ReadTierRecords<CustomerReservations>(
      given, "reservations", beginning,
      [](InitialLedger& ledger, CustomerReservations reservations, json::StrictObject& /*object*/) {
        ledger.reservations[reservations.customer_uid] = std::move(reservations.reservations);
      });
  ReadPendingOperations(given, beginning);
  ReadTierRecords<PaymentTieBreaks>(
      given, "tie_breaks", beginning,
      [](InitialLedger& ledger, PaymentTieBreaks ties, json::StrictObject& /*object*/) {
        ledger.order = std::move(ties);
      });
  if (given.Has("agenda")) beginning.agenda.emplace();
  ReadEach<PlannedTimer>(given, "agenda",
                         [&](PlannedTimer planned, json::StrictObject& /*object*/) {
                           beginning.agenda->push_back(std::move(planned));
                         });
  ReadEach<WebhookDelivery>(given, "webhooks",
                            [&](WebhookDelivery delivery, json::StrictObject& /*object*/) {
                              beginning.deliveries.push_back(std::move(delivery));
                            });
  ReadHeldWebhooks(given, beginning);
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  beginning.tokens_issued =
      static_cast<std::uint64_t>(given.Integer("tokens_issued", 0, kMost).value_or(0));
  return beginning;
}

std::vector<RecordList> WriteRecords(const InitialState& beginning) {
  std::vector<RecordList> lists{
      {"billing_keys", FormatRecords(beginning, &InitialLedger::keys)},
      {"reservations", FormatReservations(beginning)},
      {"payments", FormatRecords(beginning, &InitialLedger::payments)},
      {"pending_operations", FormatPendingOperations(beginning)},
      {"tie_breaks", FormatTieBreaks(beginning)},
      {"schedules", FormatRecords(beginning, &InitialLedger::schedules)},
      {"prepared", FormatRecords(beginning, &InitialLedger::prepared_amounts)},
      {"webhooks", FormatRecords(beginning.deliveries)},
      {"held_webhooks", FormatIds(beginning.held_back)},
  };
  std::erase_if(lists, [](const RecordList& list) { return list.records.empty(); });
  if (beginning.agenda) lists.push_back({"agenda", FormatRecords(*beginning.agenda)});
  return lists;
}

}  // namespace portone::snapshot
