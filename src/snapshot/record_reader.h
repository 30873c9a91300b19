// SPDX-License-Identifier: MIT
// The archive that reads records (records.h) from JSON objects. It is strict: every problem is
// reported with its JSON pointer.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "domain/initial_state.h"
#include "domain/money.h"
#include "domain/parameters.h"
#include "json/enum_reader.h"
#include "json/strict_object.h"

namespace portone::snapshot {

class RecordReader {
 public:
  /// Amounts are in `currency` unless the record names another one. REQUIRES: `object` outlives the
  /// reader.
  explicit RecordReader(json::StrictObject& object,
                        portone::Currency currency = portone::Currency::kKrw)
      : object_(object), currency_(currency) {}

  template <class T>
  void operator()(std::string_view key, T& value, const std::type_identity_t<T>& otherwise = T{}) {
    value = otherwise;
    ReadAny(key, value);
  }
  template <class T>
  void Required(std::string_view key, T& value) {
    if (!object_.Has(key)) object_.Report(key, "is missing");
    ReadAny(key, value);
    if constexpr (requires { value.empty(); }) {
      if (object_.IsString(key) && value.empty()) object_.Report(key, "must not be empty");
    }
  }
  /// A card number, which must be masked.
  void MaskedCardNumber(std::string_view key, std::string& value);

  void Currency(portone::Currency& currency);
  void Currency(portone::Currency& currency, bool& requested);
  void Amount(std::string_view key, Money& amount);
  void Amount(std::string_view key, std::optional<Money>& amount);
  void RequiredAmount(std::string_view key, Money& amount);

  template <class Record>
  void Object(std::string_view key, std::optional<Record>& record) {
    std::optional<json::StrictObject> object = CountKey(key).Object(key);
    if (object) record = ReadNested<Record>(*object);
  }
  template <class Record>
  void List(std::string_view key, std::vector<Record>& records) {
    const std::optional<json::ObjectList> list = CountKey(key).List(key);
    for (json::StrictObject& object : list ? *list : json::ObjectList()) {
      Record record = ReadNested<Record>(object);
      if (!object.problems().full()) records.push_back(std::move(record));
    }
  }
  /// A nested record whose keys are inlined into this one.
  template <class Record>
  void Inline(std::optional<Record>& record) {
    const std::size_t keys_before = present_keys_;
    Record read;
    Fields(*this, read);
    if (present_keys_ > keys_before) record = std::move(read);
  }
  void Timer(std::string_view key, portone::Timer& timer);

 private:
  template <class Record>
  Record ReadNested(json::StrictObject& object) const {
    Record record;
    RecordReader reader(object, currency_);
    Fields(reader, record);
    object.Finish();
    return record;
  }

  template <class T>
  void ReadAny(std::string_view key, T& value) {
    CountKey(key);
    if constexpr (std::is_enum_v<T>) {
      ReadEnum(key, value);
    } else {
      Read(key, value);
    }
  }
  template <class T>
  void ReadAny(std::string_view key, std::optional<T>& value) {
    T read{};
    ReadAny(key, read);
    value = object_.Has(key) ? std::optional<T>(std::move(read)) : std::nullopt;
  }

  template <class E>
  void ReadEnum(std::string_view key, E& value) {
    if (const auto read = json::ReadEnum<E>(object_, key)) value = *read;
  }

  void Read(std::string_view key, std::string& value);
  void Read(std::string_view key, bool& value);
  void Read(std::string_view key, Instant& value);
  void Read(std::string_view key, TierCode& value);
  void Read(std::string_view key, PgCode& value);
  void Read(std::string_view key, std::vector<std::string>& value);
  void Read(std::string_view key, std::vector<ImpUid>& value);
  void Read(std::string_view key, Parameters& value);
  template <class Tag>
  void Read(std::string_view key, StrongId<Tag>& value) {
    Read(key, value.text);
  }
  template <std::integral T>
  void Read(std::string_view key, T& value) {
    constexpr auto kMax = std::min<std::uint64_t>(
        static_cast<std::uint64_t>(std::numeric_limits<T>::max()),
        static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
    const auto number = object_.Integer(key, 0, static_cast<std::int64_t>(kMax));
    if (number) value = static_cast<T>(*number);
  }
  std::optional<Money> ReadAmount(std::string_view key);

  json::StrictObject& CountKey(std::string_view key) {
    if (object_.Has(key)) ++present_keys_;
    return object_;
  }

  json::StrictObject& object_;
  portone::Currency currency_;
  std::size_t present_keys_ = 0;  // number of keys that were present
};

/// Reads a record from an object and finishes the object.
template <class Record>
Record ReadRecord(json::StrictObject& object) {
  Record record;
  RecordReader reader(object);
  Fields(reader, record);
  object.Finish();
  return record;
}

}  // namespace portone::snapshot
