// SPDX-License-Identifier: MIT
#include "snapshot/record_writer.h"

#include "domain/calendar.h"
#include "json/json.h"
#include "json/text.h"
#include "snapshot/snapshot_records.h"

namespace portone::snapshot {

void RecordWriter::Currency(portone::Currency currency) {
  if (currency != currency_) json_.Field("currency", GetCurrencyCode(currency));
  currency_ = currency;
}

void RecordWriter::Currency(portone::Currency currency, bool requested) {
  const bool is_written = requested || currency != currency_;
  if (is_written) json_.Field("currency", GetCurrencyCode(currency));
  if (is_written != requested) json_.Field("currency_requested", requested);
  currency_ = currency;
}

void RecordWriter::Amount(std::string_view key, Money amount) {
  if (!amount.IsZero()) json_.Field(key, amount);
}

void RecordWriter::Amount(std::string_view key, const std::optional<Money>& amount) {
  if (amount) json_.Field(key, *amount);
}

void RecordWriter::RequiredAmount(std::string_view key, Money amount) {
  json_.Field(key, amount);
}

void RecordWriter::Timer(std::string_view key, portone::Timer& timer) {
  json_.Field(key, kTimerNames.at(timer.index()));
  std::visit([this](auto& one) { Fields(*this, one); }, timer);
}

/// A webhook receiver's response body need not be valid UTF-8; invalid bytes are replaced.
void RecordWriter::Write(const std::string& value) {
  if (json::IsUtf8(value)) {
    json_.Text(value);
    return;
  }
  const std::string text = Json(value).dump(-1, ' ', false, Json::error_handler_t::replace);
  json_.Text(Json::parse(text).get<std::string>());
}

void RecordWriter::Write(Instant value) {
  json_.Text(FormatIso(value));
}

void RecordWriter::Write(const std::vector<std::string>& value) {
  json_.BeginArray();
  for (const std::string& one : value)
    json_.Text(one);
  json_.EndArray();
}

void RecordWriter::Write(const std::vector<ImpUid>& value) {
  json_.BeginArray();
  for (const ImpUid& one : value)
    json_.Text(one.text);
  json_.EndArray();
}

void RecordWriter::Write(const Parameters& value) {
  json_.BeginObject();
  for (const auto& [name, one] : value.All())
    json_.Field(name, one);
  json_.EndObject();
}

}  // namespace portone::snapshot
