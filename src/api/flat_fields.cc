// SPDX-License-Identifier: MIT
// Fields::Flatten: flattens a document into a list of name/value pairs.

#include "api/fields.h"
#include "domain/receipt.h"
#include "json/json.h"
#include "json/reader.h"
#include "json/redact.h"

namespace portone::api {
namespace {

class Flattener {
 public:
  Flattener(std::string_view excluded, Parameters& parameters)
      : excluded_(excluded), parameters_(parameters) {}

  void Add(const std::string& name, const Json& value) {
    if (name == excluded_ || value.is_null()) return;
    if (value.is_object()) {
      for (const auto& [key, child] : value.items())
        AddMember(name.empty() ? key : name + "." + key, key, child);
    } else if (value.is_array()) {
      AddList(name, value);
    } else if (const auto object = ParseObject(value)) {
      Add(name, *object);
    } else {
      parameters_.Put(name, json::RedactText(GetText(value)));
    }
  }

 private:
  static std::string GetText(const Json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
  }

  /// Card data is available only through the card getters and never stored as a parameter; the
  /// identifier of a receipt is stored masked.
  void AddMember(const std::string& name, const std::string& key, const Json& value) {
    if (!NamesReceiptIdentifier(name)) {
      if (!json::IsSecretName(key)) Add(name, value);
    } else if (value.is_primitive() && !value.is_null()) {
      parameters_.Put(name, MaskIdentifier(GetText(value), std::nullopt));
    }
  }

  void AddList(const std::string& name, const Json& list) {
    if (list.empty()) parameters_.Put(name, "");
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string element = name + "[" + std::to_string(i) + "]";
      // An empty object is still an element.
      if (list[i].is_object() && list[i].empty()) parameters_.Put(element, "");
      Add(element, list[i]);
    }
  }

  /// Clients that use forms send objects as JSON text.
  static std::optional<Json> ParseObject(const Json& value) {
    if (!value.is_string()) return std::nullopt;
    const auto& text = value.get_ref<const std::string&>();
    Json parsed;
    if (text.empty() || text.front() != '{' || json::ReadJson(text, {}, parsed))
      return std::nullopt;
    return parsed.is_object() ? std::optional(std::move(parsed)) : std::nullopt;
  }

  std::string_view excluded_;
  Parameters& parameters_;
};

}  // namespace

Parameters Fields::Flatten(std::initializer_list<std::string_view> names,
                           std::string_view excluded) const {
  Parameters parameters;
  if (!object_->is_object()) return parameters;
  Flattener flattener(excluded, parameters);
  if (names.size() == 0) flattener.Add("", *object_);
  for (const std::string_view name : names) {
    if (const Json* value = Find(name)) flattener.Add(std::string(name), *value);
  }
  return parameters;
}

}  // namespace portone::api
