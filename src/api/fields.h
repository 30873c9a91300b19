// SPDX-License-Identifier: MIT
// A uniform view of request parameters, sent as JSON, as a form or in the query: typed getters
// whose errors name the parameter. The only place that converts text such as "1000" to numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "domain/amount_text.h"
#include "domain/money.h"
#include "domain/parameters.h"
#include "domain/result.h"
#include "domain/switches.h"
#include "json/json_fwd.h"

namespace portone::api {

/// What to do with a text parameter that exceeds its limit (in code points).
enum class TooLongPolicy : std::uint8_t {
  kRefuse,    ///< TooLong
  kTruncate,  ///< keep the first `limit` code points
};

/// How a parameter that is missing is refused.
enum class MissingPolicy : std::uint8_t {
  kMissingParameter,   ///< MissingParameter
  kParameterRequired,  ///< ParameterRequired, as when keys are issued and charged
};

/// For text parameters without a documented limit.
inline constexpr std::size_t kNoLimit = 1U << 20U;

/// A view of one object; valid as long as the document it refers to. Absent, null and empty text
/// are equivalent.
class Fields {
 public:
  Fields(const Json& object, std::string path, Tolerance tolerance = {},
         MissingPolicy missing_policy = MissingPolicy::kMissingParameter)
      : object_(&object),
        path_(std::move(path)),
        tolerance_(tolerance),
        missing_policy_(missing_policy) {}

  /// The same parameters; a missing one is refused with ParameterRequired.
  // FIDELITY: missing-parameters
  Fields ForCharges() const {
    return {*object_, path_, tolerance_, MissingPolicy::kParameterRequired};
  }

  /// How strictly the sandbox of the request reads it.
  Tolerance tolerance() const { return tolerance_; }

  /// Numbers and booleans are converted to text. Errors: MissingParameter, InvalidParameter (an
  /// object, an array), TooLong.
  Result<std::string> RequiredText(std::string_view name, std::size_t limit,
                                   TooLongPolicy too_long_policy = TooLongPolicy::kRefuse) const;
  Result<std::optional<std::string>> OptionalText(
      std::string_view name, std::size_t limit,
      TooLongPolicy too_long_policy = TooLongPolicy::kRefuse) const;

  /// A text, or an object or array serialized as JSON.
  Result<std::optional<std::string>> OptionalJsonText(std::string_view name) const;

  /// A number or numeric text in major units. Errors: MissingParameter, InvalidParameter (not a
  /// number, negative, more decimals than the currency has).
  Result<Money> RequiredAmount(std::string_view name, Currency currency) const;
  Result<std::optional<Money>> OptionalAmount(std::string_view name, Currency currency) const;

  /// As OptionalAmount, for a currency that is not known yet: refuses what no currency accepts.
  Result<std::optional<AmountText>> OptionalAmountText(std::string_view name) const;

  /// An integer (5, 5.0 or "5") within [min, max]. Errors: MissingParameter, InvalidParameter
  /// (not an integer, out of range).
  Result<std::int64_t> RequiredInteger(std::string_view name, std::int64_t min,
                                       std::int64_t max) const;
  Result<std::optional<std::int64_t>> OptionalInteger(std::string_view name, std::int64_t min,
                                                      std::int64_t max) const;

  /// A time in whole Unix seconds; a fraction of a second is dropped where undocumented requests
  /// are accepted. Errors: MissingParameter, InvalidParameter (not a number, not a time).
  // FIDELITY: undocumented-values
  Result<Instant> RequiredUnixTime(std::string_view name) const;
  Result<std::optional<Instant>> OptionalUnixTime(std::string_view name) const;

  /// true, false, "true", "false", 1, 0, "1", "0". Errors: InvalidParameter.
  Result<bool> Flag(std::string_view name, bool default_value) const;

  /// A string or an array of strings. Errors: InvalidParameter, TooLong.
  Result<std::vector<std::string>> Strings(std::string_view name, std::size_t limit) const;

  /// Whether the parameter is present. An empty array counts as present.
  bool Has(std::string_view name) const { return Find(name) != nullptr; }

  /// A non-empty array of objects. Errors: MissingParameter, InvalidParameter.
  Result<std::vector<Fields>> RequiredList(std::string_view name) const;

  /// Whether the value has this JSON type. Form values are always text.
  bool IsNumber(std::string_view name) const;
  bool IsString(std::string_view name) const;
  /// Whether an empty text was sent, which otherwise counts as absent.
  bool IsEmptyText(std::string_view name) const;

  /// The object of this name; nullopt when it is absent or not an object.
  std::optional<Fields> Object(std::string_view name) const;

  /// The parameters of these names (all when `names` is empty), nested values included, under
  /// flattened names: "bypass.shop_user_id", "display.card_quota[0]". A text that contains a JSON
  /// object is parsed. The name `excluded` is left out.
  Parameters Flatten(std::initializer_list<std::string_view> names,
                     std::string_view excluded = "") const;

  /// The full parameter name for messages: "schedules[0].amount".
  std::string GetPath(std::string_view name) const;

 private:
  const Json* Find(std::string_view name) const;
  Result<std::optional<std::string>> Scalar(std::string_view name) const;
  Error Missing(std::string_view name) const;

  const Json* object_;
  std::string path_;  // name prefix for messages, such as "schedules[0]."
  Tolerance tolerance_;
  MissingPolicy missing_policy_;
};

/// How the text of a request is read.
struct ReadingRules {
  Tolerance tolerance{};
  /// Whether a body that cannot be read is an error. If not, it is ignored where undocumented
  /// requests are accepted.
  bool needs_readable_body = true;
};

/// The parameters of one request. Owns the document that `fields()` refers to.
class RequestData {
 public:
  RequestData(RequestData&&) noexcept;
  RequestData& operator=(RequestData&&) noexcept;
  ~RequestData();

  /// Parses query and body; body parameters override query parameters. The content type selects the
  /// body format; without one, a body that starts with '{' is JSON, anything else a form. A body
  /// `[]` or `null` is an empty one where undocumented requests are accepted. Errors:
  /// MalformedTarget, MalformedBody.
  // FIDELITY: undocumented-bodies
  static Result<RequestData> Read(std::string_view query, std::string_view content_type,
                                  std::string_view body, const ReadingRules& rules = {});

  Fields fields() const;

 private:
  RequestData(std::unique_ptr<Json> root, Tolerance tolerance);

  std::unique_ptr<Json> root_;
  Tolerance tolerance_;
};

}  // namespace portone::api
