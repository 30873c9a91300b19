// SPDX-License-Identifier: MIT
// The archive that writes records (records.h) as JSON, omitting values that equal the reader's
// default.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/enum_names.h"
#include "base/instant.h"
#include "domain/initial_state.h"
#include "domain/parameters.h"
#include "json/writer.h"

namespace portone::snapshot {

class RecordWriter {
 public:
  /// Writes keys into the object that is open in `json`. REQUIRES: `json` outlives the writer.
  explicit RecordWriter(json::Writer& json, portone::Currency currency = portone::Currency::kKrw)
      : json_(json), currency_(currency) {}

  template <class T>
  void operator()(std::string_view key, const T& value,
                  const std::type_identity_t<T>& otherwise = T{}) {
    if (!IsEqual(value, otherwise)) Required(key, value);
  }
  template <class T>
  void Required(std::string_view key, const T& value) {
    json_.Key(key);
    Write(value);
  }
  void MaskedCardNumber(std::string_view key, const std::string& value) { (*this)(key, value); }

  void Currency(portone::Currency currency);
  void Currency(portone::Currency currency, bool requested);
  void Amount(std::string_view key, Money amount);
  void Amount(std::string_view key, const std::optional<Money>& amount);
  void RequiredAmount(std::string_view key, Money amount);

  template <class Record>
  void Object(std::string_view key, std::optional<Record>& record) {
    if (!record) return;
    json_.Key(key);
    WriteNested(*record);
  }
  template <class Record>
  void List(std::string_view key, std::vector<Record>& records) {
    if (records.empty()) return;
    json_.Key(key).BeginArray();
    for (Record& record : records)
      WriteNested(record);
    json_.EndArray();
  }
  template <class Record>
  void Inline(std::optional<Record>& record) {
    if (record) Fields(*this, *record);
  }
  void Timer(std::string_view key, portone::Timer& timer);

 private:
  template <class Record>
  void WriteNested(Record& record) {
    json_.BeginObject();
    RecordWriter writer(json_, currency_);
    Fields(writer, record);
    json_.EndObject();
  }

  template <class T>
  static bool IsEqual(const T& a, const T& b) {
    return a == b;
  }
  static bool IsEqual(const Parameters& a, const Parameters& b) { return a.All() == b.All(); }

  template <class T>
  void Write(const std::optional<T>& value) {
    Write(*value);
  }
  void Write(const std::string& value);
  void Write(bool value) { json_.Bool(value); }
  void Write(Instant value);
  void Write(TierCode value) { json_.Text(value.text()); }
  void Write(const std::vector<std::string>& value);
  void Write(const std::vector<ImpUid>& value);
  void Write(const Parameters& value);
  template <class Tag>
  void Write(const StrongId<Tag>& value) {
    json_.Text(value.text);
  }
  template <NamedEnum E>
  void Write(E value) {
    json_.Text(Name(value));
  }
  template <std::integral T>
  void Write(T value) {
    json_.Number(static_cast<std::int64_t>(value));
  }

  json::Writer& json_;
  portone::Currency currency_;
};

/// The record as a JSON object on one line.
template <class Record>
std::string RecordToJson(Record record) {
  json::Writer json;
  json.BeginObject();
  RecordWriter writer(json);
  Fields(writer, record);
  json.EndObject();
  return json.Take();
}

}  // namespace portone::snapshot
