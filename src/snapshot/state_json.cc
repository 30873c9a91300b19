// SPDX-License-Identifier: MIT
#include "snapshot/state_json.h"

#include <algorithm>
#include <cstdint>
#include <limits>

#include <nlohmann/json.hpp>

#include "snapshot/record_reader.h"
#include "snapshot/record_writer.h"
#include "snapshot/snapshot_records.h"

namespace portone::snapshot {
namespace {

/// Reads each record of a list and passes it to `use`.
template <class Record, class Use>
void ReadEach(json::StrictObject& given, std::string_view key, const Use& use) {
  const nlohmann::json* list = given.Raw(key);
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
void ReadTierRecords(json::StrictObject& given, std::string_view key, Beginning& beginning,
                     const Use& use) {
  ReadEach<OfTier<Record>>(given, key, [&](OfTier<Record> read, json::StrictObject& object) {
    use(beginning.ledgers[read.tier], std::move(read.record), object);
  });
}

void CheckPendingOperation(const Waiting& waiting, json::StrictObject& object) {
  if (waiting.charge.has_value() == waiting.cancellation.has_value()) {
    object.Report("charge", "give exactly one of \"charge\" and \"cancellation\"");
  }
}

void ReadPendingOperations(json::StrictObject& given, Beginning& beginning) {
  ReadTierRecords<Waiting>(given, "waiting", beginning,
                           [](LedgerBeginning& ledger, Waiting one, json::StrictObject& object) {
                             CheckPendingOperation(one, object);
                             if (one.charge) {
                               ledger.charges.emplace_back(one.imp_uid, *std::move(one.charge));
                             }
                             if (one.cancellation) {
                               ledger.cancellations.emplace_back(one.imp_uid,
                                                                 *std::move(one.cancellation));
                             }
                           });
}

void ReadHeldWebhooks(json::StrictObject& given, Beginning& beginning) {
  const nlohmann::json* list = given.Raw("held_back");
  if (list == nullptr) return;
  const bool ids = list->is_array() && std::all_of(list->begin(), list->end(), [](const auto& id) {
                     return id.is_number_unsigned();
                   });
  if (!ids) return given.Report("held_back", "must be an array of delivery ids");
  for (const nlohmann::json& id : *list)
    beginning.held_back.push_back(id.get<DeliveryId>());
}

/// A charge must have an amount; only a payment window can store a key without charging anything.
void CheckNotZero(json::StrictObject& object) {
  const nlohmann::json* amount = object.Raw("amount");
  const bool zero = amount != nullptr && amount->is_number() && *amount == 0;
  if (zero) object.Report("amount", "must be more than zero");
}

template <class Record>
void Add(std::vector<std::string>& texts, TierCode tier, const Record& record) {
  texts.push_back(TextOf(OfTier<Record>{tier, record}));
}

template <class Record>
std::vector<std::string> FormatRecords(const Beginning& beginning,
                                       std::vector<Record> LedgerBeginning::*list) {
  std::vector<std::string> texts;
  for (const auto& [tier, ledger] : beginning.ledgers) {
    for (const Record& record : ledger.*list)
      Add(texts, tier, record);
  }
  return texts;
}

std::vector<std::string> FormatClaims(const Beginning& beginning) {
  std::vector<std::string> texts;
  for (const auto& [tier, ledger] : beginning.ledgers) {
    for (const auto& [customer_uid, claims] : ledger.claims)
      Add(texts, tier, CustomerClaims{customer_uid, claims});
  }
  return texts;
}

std::vector<std::string> FormatPendingOperations(const Beginning& beginning) {
  std::vector<std::string> texts;
  for (const auto& [tier, ledger] : beginning.ledgers) {
    for (const auto& [imp_uid, charge] : ledger.charges)
      Add(texts, tier, Waiting{imp_uid, charge, std::nullopt});
    for (const auto& [imp_uid, cancellation] : ledger.cancellations)
      Add(texts, tier, Waiting{imp_uid, std::nullopt, cancellation});
  }
  return texts;
}

std::vector<std::string> FormatTieBreaks(const Beginning& beginning) {
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
    texts.push_back(TextOf(record));
  return texts;
}

std::vector<std::string> FormatIds(const std::vector<DeliveryId>& numbers) {
  std::vector<std::string> texts;
  for (const DeliveryId number : numbers)
    texts.push_back(std::to_string(number));
  return texts;
}

}  // namespace

Beginning ReadBeginning(json::StrictObject& given) {
  Beginning beginning;
  ReadTierRecords<BillingKey>(
      given, "billing_keys", beginning,
      [](LedgerBeginning& ledger, BillingKey key, json::StrictObject& /*object*/) {
        ledger.keys.push_back(std::move(key));
      });
  ReadTierRecords<Payment>(
      given, "payments", beginning,
      [](LedgerBeginning& ledger, Payment payment, json::StrictObject& object) {
        const bool may_be_free = payment.only_issued || payment.sequence != 0;
        if (!may_be_free) CheckNotZero(object);
        ledger.payments.push_back(std::move(payment));
      });
  ReadTierRecords<Schedule>(
      given, "schedules", beginning,
      [](LedgerBeginning& ledger, Schedule schedule, json::StrictObject& object) {
        CheckNotZero(object);
        ledger.schedules.push_back(std::move(schedule));
      });
  ReadTierRecords<Registration>(
      given, "prepared", beginning,
      [](LedgerBeginning& ledger, const Registration& registration,
         json::StrictObject& /*object*/) { ledger.registrations.push_back(registration); });
  ReadTierRecords<CustomerClaims>(
      given, "claims", beginning,
      [](LedgerBeginning& ledger, CustomerClaims claims, json::StrictObject& /*object*/) {
        ledger.claims[claims.customer_uid] = std::move(claims.claims);
      });
  ReadPendingOperations(given, beginning);
  ReadTierRecords<PaymentTieBreaks>(
      given, "orders", beginning,
      [](LedgerBeginning& ledger, PaymentTieBreaks ties, json::StrictObject& /*object*/) {
        ledger.order = std::move(ties);
      });
  if (given.Has("agenda")) beginning.agenda.emplace();
  ReadEach<Planned>(given, "agenda", [&](Planned planned, json::StrictObject& /*object*/) {
    beginning.agenda->push_back(std::move(planned));
  });
  ReadEach<Delivery>(given, "deliveries", [&](Delivery delivery, json::StrictObject& /*object*/) {
    beginning.deliveries.push_back(std::move(delivery));
  });
  ReadHeldWebhooks(given, beginning);
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  beginning.tokens_issued =
      static_cast<std::uint64_t>(given.Integer("tokens_issued", 0, kMost).value_or(0));
  return beginning;
}

std::vector<RecordList> WrittenRecords(const Beginning& beginning) {
  std::vector<RecordList> lists{
      {"billing_keys", FormatRecords(beginning, &LedgerBeginning::keys)},
      {"claims", FormatClaims(beginning)},
      {"payments", FormatRecords(beginning, &LedgerBeginning::payments)},
      {"waiting", FormatPendingOperations(beginning)},
      {"orders", FormatTieBreaks(beginning)},
      {"schedules", FormatRecords(beginning, &LedgerBeginning::schedules)},
      {"prepared", FormatRecords(beginning, &LedgerBeginning::registrations)},
      {"deliveries", FormatRecords(beginning.deliveries)},
      {"held_back", FormatIds(beginning.held_back)},
  };
  std::erase_if(lists, [](const RecordList& list) { return list.records.empty(); });
  if (beginning.agenda) lists.push_back({"agenda", FormatRecords(*beginning.agenda)});
  return lists;
}

}  // namespace portone::snapshot
