// SPDX-License-Identifier: MIT
#include "snapshot/record_reader.h"

#include <algorithm>

#include "domain/calendar.h"
#include "domain/receipt.h"
#include "json/json.h"
#include "json/redact.h"
#include "snapshot/gateway_code.h"
#include "snapshot/snapshot_records.h"
#include "snapshot/time_and_tier.h"

namespace portone::snapshot {
namespace {

/// Sets `timer` to a default-constructed timer of this kind; kinds count from 0.
template <std::size_t kKind = 0>
void EmplaceKind(std::size_t kind, portone::Timer& timer) {
  if constexpr (kKind < std::variant_size_v<portone::Timer>) {
    if (kind == kKind) {
      timer.emplace<kKind>();
    } else {
      EmplaceKind<kKind + 1>(kind, timer);
    }
  }
}

bool IsArrayOfStrings(const Json& list) {
  return list.is_array() &&
         std::all_of(list.begin(), list.end(), [](const Json& one) { return one.is_string(); });
}

}  // namespace

void RecordReader::MaskedCardNumber(std::string_view key, std::string& value) {
  ReadAny(key, value);
  if (!json::IsUnmaskedCardNumber(value)) return;
  object_.Report(key, "must be masked, like \"557042******7221\"");
  value.clear();
}

void RecordReader::Currency(portone::Currency& currency) {
  std::string code;
  if (!CountKey("currency").Has("currency")) {
    object_.Text("currency");
  } else if (const auto text = object_.Text("currency")) {
    if (const auto found = FindCurrency(*text)) {
      currency_ = *found;
    } else {
      object_.Report("currency", "no currency has the code \"" + *text + "\"");
    }
  }
  currency = currency_;
}

void RecordReader::Currency(portone::Currency& currency, bool& requested) {
  Currency(currency);
  (*this)("currency_requested", requested, object_.Has("currency"));
}

std::optional<Money> RecordReader::ReadAmount(std::string_view key) {
  const Json* value = CountKey(key).Raw(key);
  if (value == nullptr) return std::nullopt;
  const std::string text = value->is_number() ? value->dump() : "";
  const ParsedAmount parsed = ParseAmount(text, currency_);
  if (parsed.money && parsed.money->minor >= 0) return parsed.money;
  object_.Report(key, "must be an amount in " + std::string(GetCurrencyCode(currency_)) +
                          ", like " + (GetDecimalPlaces(currency_) == 0 ? "1004" : "10.5"));
  return std::nullopt;
}

void RecordReader::Amount(std::string_view key, Money& amount) {
  amount = ReadAmount(key).value_or(Money{0, currency_});
}

void RecordReader::Amount(std::string_view key, std::optional<Money>& amount) {
  amount = ReadAmount(key);
}

void RecordReader::RequiredAmount(std::string_view key, Money& amount) {
  if (!object_.Has(key)) object_.Report(key, "is missing");
  Amount(key, amount);
}

void RecordReader::Timer(std::string_view key, portone::Timer& timer) {
  if (!object_.Has(key)) object_.Report(key, "is missing");
  const auto name = CountKey(key).Choice(key, {kTimerNames.begin(), kTimerNames.end()});
  if (name) {
    const auto* const found = std::find(kTimerNames.begin(), kTimerNames.end(), *name);
    EmplaceKind(static_cast<std::size_t>(found - kTimerNames.begin()), timer);
  }
  std::visit([this](auto& one) { Fields(*this, one); }, timer);
}

void RecordReader::Read(std::string_view key, std::string& value) {
  if (auto text = object_.Text(key)) value = *std::move(text);
}

void RecordReader::Read(std::string_view key, bool& value) {
  if (const auto flag = object_.Bool(key)) value = *flag;
}

void RecordReader::Read(std::string_view key, Instant& value) {
  value = ReadIsoTime(object_, key).value_or(value);
}

void RecordReader::Read(std::string_view key, TierCode& value) {
  value = ReadTierCode(object_, key).value_or(value);
}

void RecordReader::Read(std::string_view key, PgCode& value) {
  const std::optional<std::string> text = object_.Text(key);
  if (text && FindGateway(object_, key, *text) != nullptr) value.text = *text;
}

void RecordReader::Read(std::string_view key, std::vector<std::string>& value) {
  const Json* list = object_.Raw(key);
  if (list == nullptr) return;
  if (!IsArrayOfStrings(*list)) return object_.Report(key, "must be an array of strings");
  for (const Json& one : *list)
    value.push_back(one.get<std::string>());
}

void RecordReader::Read(std::string_view key, std::vector<ImpUid>& value) {
  std::vector<std::string> strings;
  Read(key, strings);
  for (std::string& text : strings)
    value.emplace_back(std::move(text));
}

void RecordReader::Read(std::string_view key, Parameters& value) {
  const Json* object = object_.Raw(key);
  if (object == nullptr) return;
  if (!object->is_object()) return object_.Report(key, "must be an object with string values");
  for (const auto& [name, one] : object->items()) {
    if (!one.is_string()) return object_.Report(key, "must be an object with string values");
    const auto& text = one.get_ref<const std::string&>();
    value.Put(name, NamesReceiptIdentifier(name) ? MaskIdentifier(text, std::nullopt) : text);
  }
}

}  // namespace portone::snapshot
