// SPDX-License-Identifier: MIT
#include "support/schema_check.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include "json/json.h"

namespace portone::testing {
namespace {

using Schema = Json;
using Value = Json;

std::string GetSchemaType(const Value& value) {
  if (value.is_null()) return "null";
  if (value.is_number_integer()) return "integer";
  if (value.is_number()) return "number";
  return value.type_name();
}

bool Contains(const Schema& list, std::string_view text) {
  return std::any_of(list.begin(), list.end(), [text](const Schema& element) {
    return element.is_string() && element == text;
  });
}

bool MayBeNull(const Schema& schema) {
  if (schema.value("nullable", false) || schema.value("type", "") == "null") return true;
  const Schema values = schema.value("enum", Schema::array());
  return std::count(values.begin(), values.end(), Schema()) > 0;
}

std::size_t CountCharacters(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;  // no continuation of UTF-8
  }));
}

std::string AppendToPointer(std::string pointer, const std::string& key) {
  return pointer.append("/").append(key);
}

class Checker {
 public:
  Checker(const Definitions& definitions, std::string_view profile)
      : definitions_(definitions), profile_(profile) {}

  void Check(const Schema& schema, const Value& value, const std::string& pointer) {
    if (schema.is_null() || schema.empty()) return;  // no schema: anything is accepted
    if (schema.contains("$ref")) {
      Check(definitions_.at(schema["$ref"].get<std::string>()), value, pointer);
    } else if (schema.contains("oneOf")) {
      CheckAlternatives(schema["oneOf"], value, pointer);
    } else if (value.is_null()) {
      if (!MayBeNull(schema)) Report(pointer, "is null, which it may not be");
    } else {
      CheckPresent(schema, value, pointer);
    }
  }

  Findings TakeFindings() { return std::move(findings_); }

 private:
  void Report(const std::string& pointer, const std::string& sentence) {
    findings_.push_back(pointer + " " + sentence);
  }

  /// Reports against the alternative that fits best; one of the same type fits better.
  void CheckAlternatives(const Schema& shapes, const Value& value, const std::string& pointer) {
    Findings best;
    constexpr std::size_t kOtherType = std::numeric_limits<std::size_t>::max() - 1;
    std::size_t smallest_misfit = kOtherType + 1;
    for (const Schema& shape : shapes) {
      Checker checker(definitions_, profile_);
      checker.Check(shape, value, pointer);
      Findings findings = checker.TakeFindings();
      if (findings.empty()) return;
      const bool has_other_type = findings.front().starts_with(pointer + " ");
      const std::size_t misfit = has_other_type ? kOtherType : findings.size();
      if (misfit >= smallest_misfit) continue;
      smallest_misfit = misfit;
      best = std::move(findings);
    }
    findings_.insert(findings_.end(), best.begin(), best.end());
  }

  void CheckPresent(const Schema& schema, const Value& value, const std::string& pointer) {
    const std::string type = schema.value("type", schema.contains("properties") ? "object" : "");
    const std::string actual = GetSchemaType(value);
    const bool has_type = type.empty() || type == actual || (type == "number" && value.is_number());
    if (!has_type) return Report(pointer, "is " + actual + ", not " + type);
    if (type == "object") CheckObject(schema, value, pointer);
    if (type == "array" && schema.contains("items")) {
      for (std::size_t i = 0; i < value.size(); ++i)
        Check(schema["items"], value[i], pointer + "/" + std::to_string(i));
    }
    CheckLimits(schema, value, pointer);
  }

  void CheckLimits(const Schema& schema, const Value& value, const std::string& pointer) {
    if (schema.contains("enum")) {
      const Schema& values = schema["enum"];
      if (std::count(values.begin(), values.end(), Schema(value)) == 0) {
        Report(pointer, "is " + value.dump() + ", none of " + values.dump());
      }
    }
    if (schema.contains("maxLength") && value.is_string() &&
        CountCharacters(value.get<std::string>()) > schema["maxLength"].get<std::size_t>()) {
      Report(pointer, "has more than " + schema["maxLength"].dump() + " characters");
    }
    // A time in milliseconds would exceed this.
    constexpr std::int64_t kYear5138 = 100'000'000'000;
    if (schema.value("unit", "") == "unix-seconds" &&
        (value.get<std::int64_t>() < 0 || value.get<std::int64_t>() >= kYear5138)) {
      Report(pointer, "is " + value.dump() + ", no time in seconds");
    }
  }

  void CheckObject(const Schema& schema, const Value& value, const std::string& pointer) {
    if (!schema.contains("properties")) return;
    const Schema optional = schema.value("optional", Schema::array());
    const Schema omitted_keys = schema.value("without", Schema::object()).value(profile_, Schema());
    for (const auto& [key, property] : schema["properties"].items()) {
      if (!value.contains(key) && !Contains(optional, key) && !Contains(omitted_keys, key)) {
        Report(AppendToPointer(pointer, key), "is missing");
      }
    }
    for (const auto& [key, child] : value.items()) {
      const std::string place = AppendToPointer(pointer, key);
      if (!schema["properties"].contains(key)) {
        Report(place, "is a key that the contract does not know");
      } else if (Contains(omitted_keys, key)) {
        Report(place, "is a key that profile " + profile_ + " leaves out");
      } else {
        Check(schema["properties"][key], child, place);
      }
    }
    if (schema.contains("order")) CheckOrder(schema["order"], value, pointer);
  }

  void CheckOrder(const Schema& order, const Value& value, const std::string& pointer) {
    const bool is_alphabetical = order.is_string();
    std::string before;
    std::ptrdiff_t place_before = -1;
    for (const auto& [key, child] : value.items()) {
      const std::ptrdiff_t place = std::find(order.begin(), order.end(), key) - order.begin();
      if (is_alphabetical ? key < before : place < place_before) {
        return Report(AppendToPointer(pointer, key),
                      "comes after " + before + "; the order is " +
                          (is_alphabetical ? "alphabetical" : order.dump()));
      }
      before = key;
      place_before = place;
    }
  }

  const Definitions& definitions_;
  const std::string profile_;
  Findings findings_;
};

}  // namespace

Findings CheckValue(const Definitions& definitions, std::string_view profile, const Json& schema,
                    const Json& value, const std::string& pointer) {
  Checker checker(definitions, profile);
  checker.Check(schema, value, pointer);
  return checker.TakeFindings();
}

}  // namespace portone::testing
