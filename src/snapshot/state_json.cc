// SPDX-License-Identifier: MIT
#include "snapshot/state_json.h"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "json/json.h"
#include "snapshot/member_records.h"
#include "snapshot/product_order_records.h"
#include "snapshot/record_checks.h"
#include "snapshot/record_reader.h"
#include "snapshot/record_writer.h"
#include "snapshot/snapshot_records.h"

namespace portone::snapshot {
namespace {

/// Reads each record of a list and passes it to `use`, unless the document is refused anyway.
template <class Record, class Use>
void ReadEach(json::StrictObject& given, std::string_view key, const Use& use) {
  const Json* list = given.Raw(key);
  if (list == nullptr) return;
  if (!list->is_array()) return given.Report(key, "must be an array");
  const std::string pointer = given.PointerTo(key) + "/";
  for (std::size_t i = 0; i < list->size(); ++i) {
    json::StrictObject object((*list)[i], pointer + std::to_string(i), given.problems());
    Record record = ReadRecord<Record>(object);
    if (!given.problems().full()) use(std::move(record), object);
  }
}

/// The same for records that belong to a tier's ledger.
template <class Record, class Use>
void ReadTierRecords(json::StrictObject& given, std::string_view key, InitialState& initial_state,
                     const Use& use) {
  ReadEach<TierRecord<Record>>(
      given, key, [&](TierRecord<Record> read, json::StrictObject& object) {
        use(initial_state.ledgers[read.tier], std::move(read.record), object);
      });
}

/// Reads a list of a tier's ledger, and reports what its records may not say.
template <class Record>
void ReadList(json::StrictObject& given, std::string_view key, InitialState& initial_state,
              std::vector<Record> InitialLedger::*list) {
  ReadTierRecords<Record>(given, key, initial_state,
                          [list](InitialLedger& ledger, Record record, json::StrictObject& object) {
                            CheckRecord(object, record);
                            (ledger.*list).push_back(std::move(record));
                          });
}

void CheckPendingOperation(const PendingOperation& operation, json::StrictObject& object) {
  if (operation.charge.has_value() == operation.cancellation.has_value()) {
    object.Report("charge", "give exactly one of \"charge\" and \"cancellation\"");
  }
}

void ReadPendingOperations(json::StrictObject& given, InitialState& initial_state) {
  ReadTierRecords<PendingOperation>(
      given, "pending_operations", initial_state,
      [](InitialLedger& ledger, PendingOperation operation, json::StrictObject& object) {
        CheckPendingOperation(operation, object);
        if (operation.charge) {
          ledger.pending_charges.emplace_back(operation.imp_uid, *std::move(operation.charge));
        }
        if (operation.cancellation) {
          ledger.pending_cancellations.emplace_back(operation.imp_uid,
                                                    *std::move(operation.cancellation));
        }
      });
}

void ReadHeldWebhooks(json::StrictObject& given, InitialState& initial_state) {
  const Json* list = given.Raw("held_webhooks");
  if (list == nullptr) return;
  const bool are_ids =
      list->is_array() && std::all_of(list->begin(), list->end(),
                                      [](const auto& id) { return id.is_number_unsigned(); });
  if (!are_ids) return given.Report("held_webhooks", "must be an array of webhook ids");
  for (const Json& id : *list)
    initial_state.held_webhooks.push_back(id.get<WebhookDeliveryId>());
}

template <class Record>
void Add(std::vector<std::string>& lines, TierCode tier, const Record& record) {
  lines.push_back(RecordToJson(TierRecord<Record>{tier, record}));
}

template <class Record>
std::vector<std::string> FormatRecords(const InitialState& initial_state,
                                       std::vector<Record> InitialLedger::*list) {
  std::vector<std::string> lines;
  for (const auto& [tier, ledger] : initial_state.ledgers) {
    for (const Record& record : ledger.*list)
      Add(lines, tier, record);
  }
  return lines;
}

std::vector<std::string> FormatReservations(const InitialState& initial_state) {
  std::vector<std::string> lines;
  for (const auto& [tier, ledger] : initial_state.ledgers) {
    for (const auto& [customer_uid, reservations] : ledger.reservations)
      Add(lines, tier, CustomerReservations{customer_uid, reservations});
  }
  return lines;
}

std::vector<std::string> FormatDeletedCertifications(const InitialState& initial_state) {
  std::vector<std::string> lines;
  for (const auto& [tier, ledger] : initial_state.ledgers) {
    for (const ImpUid& imp_uid : ledger.deleted_certifications)
      Add(lines, tier, DeletedCertification{imp_uid});
  }
  return lines;
}

std::vector<std::string> FormatPendingOperations(const InitialState& initial_state) {
  std::vector<std::string> lines;
  for (const auto& [tier, ledger] : initial_state.ledgers) {
    for (const auto& [imp_uid, charge] : ledger.pending_charges)
      Add(lines, tier, PendingOperation{imp_uid, charge, std::nullopt});
    for (const auto& [imp_uid, cancellation] : ledger.pending_cancellations)
      Add(lines, tier, PendingOperation{imp_uid, std::nullopt, cancellation});
  }
  return lines;
}

std::vector<std::string> FormatPersons(const InitialState& initial_state) {
  std::vector<std::string> lines;
  for (const Person& person : initial_state.persons)
    lines.push_back(RecordToJson(NamedPerson{person}));
  return lines;
}

std::vector<std::string> FormatTieBreaks(const InitialState& initial_state) {
  std::vector<std::string> lines;
  for (const auto& [tier, ledger] : initial_state.ledgers) {
    if (!ledger.tie_breaks.empty()) Add(lines, tier, ledger.tie_breaks);
  }
  return lines;
}

template <class Record>
std::vector<std::string> FormatRecords(const std::vector<Record>& records) {
  std::vector<std::string> lines;
  for (const Record& record : records)
    lines.push_back(RecordToJson(record));
  return lines;
}

std::vector<std::string> FormatIds(const std::vector<WebhookDeliveryId>& numbers) {
  std::vector<std::string> lines;
  for (const WebhookDeliveryId number : numbers)
    lines.push_back(std::to_string(number));
  return lines;
}

}  // namespace

InitialState ReadInitialState(json::StrictObject& given) {
  InitialState initial_state;
  ReadList(given, "billing_keys", initial_state, &InitialLedger::keys);
  ReadList(given, "payments", initial_state, &InitialLedger::payments);
  ReadList(given, "schedules", initial_state, &InitialLedger::schedules);
  ReadList(given, "prepared", initial_state, &InitialLedger::prepared_amounts);
  ReadList(given, "certifications", initial_state, &InitialLedger::certifications);
  ReadList(given, "product_orders", initial_state, &InitialLedger::product_orders);
  ReadList(given, "quick_members", initial_state, &InitialLedger::quick_members);
  ReadList(given, "quick_preparations", initial_state, &InitialLedger::quick_preparations);
  ReadList(given, "autopay_keys", initial_state, &InitialLedger::autopay_keys);
  ReadTierRecords<BenepiaAccount>(
      given, "benepia_accounts", initial_state,
      [](InitialLedger& ledger, BenepiaAccount account, json::StrictObject& /*object*/) {
        ledger.benepia_accounts.push_back(std::move(account));
      });
  ReadList(given, "receipts", initial_state, &InitialLedger::receipts);
  ReadEach<NamedPerson>(given, "persons", [&](NamedPerson named, json::StrictObject& object) {
    CheckRecord(object, named.person);
    initial_state.persons.push_back(std::move(named.person));
  });
  ReadTierRecords<CustomerReservations>(
      given, "reservations", initial_state,
      [](InitialLedger& ledger, CustomerReservations reservations, json::StrictObject& /*object*/) {
        ledger.reservations[reservations.customer_uid] = std::move(reservations.reservations);
      });
  ReadTierRecords<DeletedCertification>(
      given, "deleted_certifications", initial_state,
      [](InitialLedger& ledger, DeletedCertification deleted, json::StrictObject& /*object*/) {
        ledger.deleted_certifications.push_back(std::move(deleted.imp_uid));
      });
  ReadPendingOperations(given, initial_state);
  ReadTierRecords<PaymentTieBreaks>(
      given, "tie_breaks", initial_state,
      [](InitialLedger& ledger, PaymentTieBreaks ties, json::StrictObject& /*object*/) {
        ledger.tie_breaks = std::move(ties);
      });
  if (given.Has("agenda")) initial_state.agenda.emplace();
  ReadEach<PlannedTimer>(given, "agenda",
                         [&](PlannedTimer planned, json::StrictObject& /*object*/) {
                           initial_state.agenda->push_back(std::move(planned));
                         });
  ReadEach<WebhookDelivery>(given, "webhooks",
                            [&](WebhookDelivery delivery, json::StrictObject& /*object*/) {
                              initial_state.deliveries.push_back(std::move(delivery));
                            });
  ReadHeldWebhooks(given, initial_state);
  constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
  initial_state.tokens_issued =
      static_cast<std::uint64_t>(given.Integer("tokens_issued", 0, kMax).value_or(0));
  return initial_state;
}

std::vector<RecordList> WriteRecords(const InitialState& initial_state) {
  std::vector<RecordList> lists{
      {"billing_keys", FormatRecords(initial_state, &InitialLedger::keys)},
      {"reservations", FormatReservations(initial_state)},
      {"payments", FormatRecords(initial_state, &InitialLedger::payments)},
      {"pending_operations", FormatPendingOperations(initial_state)},
      {"tie_breaks", FormatTieBreaks(initial_state)},
      {"schedules", FormatRecords(initial_state, &InitialLedger::schedules)},
      {"prepared", FormatRecords(initial_state, &InitialLedger::prepared_amounts)},
      {"certifications", FormatRecords(initial_state, &InitialLedger::certifications)},
      {"deleted_certifications", FormatDeletedCertifications(initial_state)},
      {"product_orders", FormatRecords(initial_state, &InitialLedger::product_orders)},
      {"quick_members", FormatRecords(initial_state, &InitialLedger::quick_members)},
      {"quick_preparations", FormatRecords(initial_state, &InitialLedger::quick_preparations)},
      {"autopay_keys", FormatRecords(initial_state, &InitialLedger::autopay_keys)},
      {"benepia_accounts", FormatRecords(initial_state, &InitialLedger::benepia_accounts)},
      {"receipts", FormatRecords(initial_state, &InitialLedger::receipts)},
      {"persons", FormatPersons(initial_state)},
      {"webhooks", FormatRecords(initial_state.deliveries)},
      {"held_webhooks", FormatIds(initial_state.held_webhooks)},
  };
  std::erase_if(lists, [](const RecordList& list) { return list.records.empty(); });
  if (initial_state.agenda) lists.push_back({"agenda", FormatRecords(*initial_state.agenda)});
  return lists;
}

}  // namespace portone::snapshot
