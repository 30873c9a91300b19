// SPDX-License-Identifier: MIT
// One view of what a caller sent, whether as JSON, as a form or in the query: typed getters that
// name the parameter they refuse. The only place where "1000" becomes 1000.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "domain/error.h"
#include "domain/money.h"
#include "domain/parameters.h"

namespace portone::api {

/// What a text parameter does when it is longer than its limit (in code points).
enum class WhenLong : std::uint8_t {
  kRefuse,    ///< TooLong
  kTruncate,  ///< keeps the beginning
};

/// A view of one object; valid as long as the document it came from. Absent, null and empty text
/// are the same thing.
class Fields {
 public:
  Fields(const nlohmann::json& object, std::string path)
      : object_(&object), path_(std::move(path)) {}

  /// Numbers and booleans count as their text. Refused: MissingParameter, InvalidParameter (an
  /// object, an array), TooLong.
  Result<std::string> RequiredText(std::string_view name, std::size_t limit,
                                   WhenLong when_long = WhenLong::kRefuse) const;
  Result<std::optional<std::string>> OptionalText(std::string_view name, std::size_t limit,
                                                  WhenLong when_long = WhenLong::kRefuse) const;

  /// A text, or an object or array as its JSON text.
  Result<std::optional<std::string>> OptionalJsonText(std::string_view name) const;

  /// A number or numeric text in major units. Refused: MissingParameter, InvalidParameter (not a
  /// number, negative, more decimals than the currency has).
  Result<Money> RequiredAmount(std::string_view name, Currency currency) const;
  Result<std::optional<Money>> OptionalAmount(std::string_view name, Currency currency) const;

  /// A whole number, as a number ("5", 5 or 5.0). Refused: MissingParameter, InvalidParameter (not
  /// whole, outside the bounds).
  Result<std::int64_t> RequiredInteger(std::string_view name, std::int64_t least,
                                       std::int64_t most) const;
  Result<std::optional<std::int64_t>> OptionalInteger(std::string_view name, std::int64_t least,
                                                      std::int64_t most) const;

  /// true, false, "true", "false", 1, 0, "1", "0". Refused: InvalidParameter.
  Result<bool> Flag(std::string_view name, bool when_absent) const;

  /// One text or an array of them. Refused: InvalidParameter, TooLong.
  Result<std::vector<std::string>> Texts(std::string_view name, std::size_t limit) const;

  /// Whether something stands there, be it an empty array.
  bool Has(std::string_view name) const { return Find(name) != nullptr; }

  /// An array of objects, at least one. Refused: MissingParameter, InvalidParameter.
  Result<std::vector<Fields>> RequiredList(std::string_view name) const;

  /// Whether it is a number, or a text, as JSON tells them apart; of a form everything is a text.
  bool IsNumber(std::string_view name) const;
  bool IsText(std::string_view name) const;

  /// The object that stands there, or nothing.
  std::optional<Fields> Object(std::string_view name) const;

  /// What stands under these names, or under all when none is given, with everything below them,
  /// under flat names: "bypass.shop_user_id", "display.card_quota[0]". A text that is a JSON object
  /// is read like one. Without `but`.
  Parameters Flat(std::initializer_list<std::string_view> names, std::string_view but = "") const;

  /// The parameter as a message names it: "schedules[0].amount".
  std::string PathOf(std::string_view name) const;

 private:
  const nlohmann::json* Find(std::string_view name) const;
  Result<std::optional<std::string>> Scalar(std::string_view name) const;

  const nlohmann::json* object_;
  std::string path_;  // "schedules[0]." in front of the names, for messages
};

/// All that came with one request. Owns what `fields()` looks at.
class RequestData {
 public:
  RequestData(RequestData&&) noexcept;
  RequestData& operator=(RequestData&&) noexcept;
  ~RequestData();

  /// Reads query and body; the body's parameters replace the query's. The content type decides how
  /// the body is read; without one, a body that begins with '{' is JSON and any other a form.
  /// Refused: MalformedTarget, MalformedBody.
  static Result<RequestData> Read(std::string_view query, std::string_view content_type,
                                  std::string_view body);

  Fields fields() const;

 private:
  explicit RequestData(std::unique_ptr<nlohmann::json> root);

  std::unique_ptr<nlohmann::json> root_;
};

}  // namespace portone::api
