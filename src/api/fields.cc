// SPDX-License-Identifier: MIT
#include "api/fields.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

#include "domain/calendar.h"
#include "domain/errors.h"
#include "domain/texts.h"
#include "json/form.h"
#include "json/json.h"
#include "json/members.h"
#include "json/reader.h"
#include "json/text.h"

namespace portone::api {
namespace {

bool IsAbsent(const Json& value) {
  return value.is_null() ||
         (value.is_string() && json::Trim(value.get_ref<const std::string&>()).empty());
}

std::string ToText(const Json& value) {
  if (value.is_string()) return std::string(json::Trim(value.get_ref<const std::string&>()));
  if (value.is_number_unsigned()) return std::to_string(value.get<std::uint64_t>());
  return value.dump();
}

/// Parses "5", "5.0" or "-3"; nullopt when it is not an integer or out of range.
std::optional<std::int64_t> ParseInteger(std::string_view text) {
  const std::size_t point = text.find('.');
  if (point != std::string_view::npos) {
    const std::string_view decimals = text.substr(point + 1);
    if (decimals.empty() || decimals.find_first_not_of('0') != std::string_view::npos) return {};
    text = text.substr(0, point);
  }
  std::int64_t value = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (ec != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Parses "5.25" as 5; nullopt when it is not a decimal number.
std::optional<std::int64_t> ParseWholePart(std::string_view text) {
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos || point + 1 == text.size()) return std::nullopt;
  if (text.find_first_not_of("0123456789", point + 1) != std::string_view::npos) {
    return std::nullopt;
  }
  return ParseInteger(text.substr(0, point));
}

/// REQUIRES: `lower_case` is in lower case.
bool ContainsIgnoringCase(std::string_view text, std::string_view lower_case) {
  return std::search(text.begin(), text.end(), lower_case.begin(), lower_case.end(),
                     [](unsigned char c, unsigned char lower) {
                       return std::tolower(c) == lower;
                     }) != text.end();
}

enum class BodyKind : std::uint8_t { kJson, kForm, kIgnored };

BodyKind DetectBodyKind(std::string_view content_type, std::string_view body) {
  if (ContainsIgnoringCase(content_type, "json")) return BodyKind::kJson;
  if (ContainsIgnoringCase(content_type, "x-www-form-urlencoded")) return BodyKind::kForm;
  if (!content_type.empty()) return BodyKind::kIgnored;
  return body.front() == '{' ? BodyKind::kJson : BodyKind::kForm;
}

/// What PHP and JavaScript make of no parameters at all: an empty array, or null.
bool HasNoParameters(const Json& body) {
  return body.is_null() || (body.is_array() && body.empty());
}

Result<Json> ReadBody(std::string_view content_type, std::string_view body, Tolerance tolerance) {
  Json parsed = Json::object();
  body = json::Trim(body);
  if (body.empty()) return parsed;
  switch (DetectBodyKind(content_type, body)) {
    case BodyKind::kJson:
      if (const auto problem = json::ReadJson(body, {}, parsed)) {
        return errors::MalformedBody(problem->ToString());
      }
      if (tolerance.accepts_undocumented() && HasNoParameters(parsed)) return Json(Json::object());
      if (!parsed.is_object()) return errors::MalformedBody(texts::kBodyNotAnObject);
      break;
    case BodyKind::kForm:
      if (const auto problem = json::ReadForm(body, parsed)) return errors::MalformedBody(*problem);
      break;
    case BodyKind::kIgnored:
      break;
  }
  return parsed;
}

}  // namespace

Result<std::string> Fields::RequiredText(std::string_view name, std::size_t limit,
                                         TooLongPolicy too_long_policy) const {
  PORTONE_TRY(std::optional<std::string> text, OptionalText(name, limit, too_long_policy));
  if (!text) return Missing(name);
  return *std::move(text);
}

Result<std::optional<std::string>> Fields::OptionalText(std::string_view name, std::size_t limit,
                                                        TooLongPolicy too_long_policy) const {
  PORTONE_TRY(std::optional<std::string> text, Scalar(name));
  if (text && json::CountCodePoints(*text) > limit) {
    if (too_long_policy == TooLongPolicy::kRefuse) return errors::TooLong(GetPath(name), limit);
    text = std::string(json::GetFirstCodePoints(*text, limit));
  }
  return text;
}

Result<std::optional<std::string>> Fields::OptionalJsonText(std::string_view name) const {
  const Json* value = Find(name);
  if (value == nullptr) return std::optional<std::string>();
  return std::optional(ToText(*value));
}

Result<Money> Fields::RequiredAmount(std::string_view name, Currency currency) const {
  PORTONE_TRY(const std::optional<Money> amount, OptionalAmount(name, currency));
  if (!amount) return Missing(name);
  return *amount;
}

Result<std::optional<Money>> Fields::OptionalAmount(std::string_view name,
                                                    Currency currency) const {
  PORTONE_TRY(const std::optional<std::string> text, Scalar(name));
  if (!text) return std::optional<Money>();
  return ReadAmount(AmountText(GetPath(name), *text), currency);
}

Result<std::optional<AmountText>> Fields::OptionalAmountText(std::string_view name) const {
  PORTONE_TRY(const std::optional<std::string> text, Scalar(name));
  if (!text) return std::optional<AmountText>();
  AmountText amount(GetPath(name), *text);
  if (const auto refusal = amount.FindRefusal()) return *refusal;
  return std::optional(std::move(amount));
}

Result<std::int64_t> Fields::RequiredInteger(std::string_view name, std::int64_t min,
                                             std::int64_t max) const {
  PORTONE_TRY(const std::optional<std::int64_t> number, OptionalInteger(name, min, max));
  if (!number) return Missing(name);
  return *number;
}

Result<std::optional<std::int64_t>> Fields::OptionalInteger(std::string_view name, std::int64_t min,
                                                            std::int64_t max) const {
  PORTONE_TRY(const std::optional<std::string> text, Scalar(name));
  if (!text) return std::optional<std::int64_t>();
  const std::optional<std::int64_t> number = ParseInteger(*text);
  if (!number) return errors::InvalidParameter(GetPath(name), texts::kNotAnInteger);
  if (*number < min || *number > max) {
    return errors::InvalidParameter(GetPath(name), texts::NotBetween(min, max));
  }
  return number;
}

Result<Instant> Fields::RequiredUnixTime(std::string_view name) const {
  PORTONE_TRY(const std::optional<Instant> time, OptionalUnixTime(name));
  if (!time) return Missing(name);
  return *time;
}

Result<std::optional<Instant>> Fields::OptionalUnixTime(std::string_view name) const {
  PORTONE_TRY(const std::optional<std::string> text, Scalar(name));
  if (!text) return std::optional<Instant>();
  std::optional<std::int64_t> seconds = ParseInteger(*text);
  if (!seconds && tolerance_.accepts_undocumented()) seconds = ParseWholePart(*text);
  if (!seconds) return errors::InvalidParameter(GetPath(name), texts::kNotAnInteger);
  constexpr std::int64_t kMilliseconds = 1'000;
  const bool is_too_late = *seconds > kLastUnixSecond;
  // FIDELITY: schedule-at
  if (is_too_late && *seconds / kMilliseconds <= kLastUnixSecond) {
    return errors::InvalidParameter(GetPath(name), texts::kMillisecondsNotSeconds);
  }
  if (*seconds < 0 || is_too_late) {
    return errors::InvalidParameter(GetPath(name), texts::NotBetween(0, kLastUnixSecond));
  }
  return std::optional(FromUnixSeconds(*seconds));
}

Result<bool> Fields::Flag(std::string_view name, bool default_value) const {
  PORTONE_TRY(const std::optional<std::string> text, Scalar(name));
  if (!text) return default_value;
  if (*text == "true" || *text == "1") return true;
  if (*text == "false" || *text == "0") return false;
  return errors::InvalidParameter(GetPath(name), texts::kNotABoolean);
}

Result<std::vector<std::string>> Fields::Strings(std::string_view name, std::size_t limit) const {
  std::vector<std::string> strings;
  const Json* value = Find(name);
  if (value == nullptr) return strings;
  if (value->is_object()) return errors::InvalidParameter(GetPath(name), texts::kNotStrings);
  if (!value->is_array()) {
    PORTONE_TRY(std::string text, RequiredText(name, limit));
    strings.push_back(std::move(text));
    return strings;
  }
  for (const Json& element : *value) {
    if (IsAbsent(element)) continue;
    if (element.is_structured()) {
      return errors::InvalidParameter(GetPath(name), texts::kNotStrings);
    }
    strings.push_back(ToText(element));
    if (json::CountCodePoints(strings.back()) > limit) return errors::TooLong(GetPath(name), limit);
  }
  return strings;
}

Result<std::vector<Fields>> Fields::RequiredList(std::string_view name) const {
  const Json* value = Find(name);
  if (value == nullptr) return Missing(name);
  if (!value->is_array()) return errors::InvalidParameter(GetPath(name), texts::kNotAnArray);
  if (value->empty()) return Missing(name);
  std::vector<Fields> list;
  for (std::size_t i = 0; i < value->size(); ++i) {
    const std::string path = GetPath(name) + "[" + std::to_string(i) + "]";
    if (!(*value)[i].is_object()) return errors::InvalidParameter(path, texts::kNotAnObject);
    list.emplace_back((*value)[i], path + ".", tolerance_, missing_policy_);
  }
  return list;
}

const Json* Fields::Find(std::string_view name) const {
  const auto found = object_->find(name);
  if (found == object_->end() || IsAbsent(*found)) return nullptr;
  return &*found;
}

bool Fields::IsNumber(std::string_view name) const {
  const Json* value = Find(name);
  return value != nullptr && value->is_number();
}

bool Fields::IsString(std::string_view name) const {
  const Json* value = Find(name);
  return value != nullptr && value->is_string();
}

bool Fields::IsEmptyText(std::string_view name) const {
  const auto found = object_->find(name);
  return found != object_->end() && found->is_string() && IsAbsent(*found);
}

std::optional<Fields> Fields::Object(std::string_view name) const {
  const Json* value = Find(name);
  if (value == nullptr || !value->is_object()) return std::nullopt;
  return Fields(*value, GetPath(name) + ".", tolerance_, missing_policy_);
}

Error Fields::Missing(std::string_view name) const {
  return missing_policy_ == MissingPolicy::kParameterRequired
             ? errors::ParameterRequired(GetPath(name))
             : errors::MissingParameter(GetPath(name));
}

std::string Fields::GetPath(std::string_view name) const {
  return path_ + std::string(name);
}

Result<std::optional<std::string>> Fields::Scalar(std::string_view name) const {
  const Json* value = Find(name);
  if (value == nullptr) return std::optional<std::string>();
  if (value->is_structured()) {
    return errors::InvalidParameter(GetPath(name), texts::kNotASingleValue);
  }
  return std::optional(ToText(*value));
}

RequestData::RequestData(std::unique_ptr<Json> root, Tolerance tolerance)
    : root_(std::move(root)), tolerance_(tolerance) {}
RequestData::RequestData(RequestData&&) noexcept = default;
RequestData& RequestData::operator=(RequestData&&) noexcept = default;
RequestData::~RequestData() = default;

Result<RequestData> RequestData::Read(std::string_view query, std::string_view content_type,
                                      std::string_view body, const ReadingRules& rules) {
  auto root = std::make_unique<Json>(Json::object());
  if (!query.empty()) {
    if (const auto problem = json::ReadForm(query, *root)) return errors::MalformedTarget(*problem);
  }
  if (!body.empty()) {
    Result<Json> parsed = ReadBody(content_type, body, rules.tolerance);
    if (parsed.ok()) {
      *root = json::Merge(std::move(*root), std::move(parsed).value());
    } else if (rules.needs_readable_body || !rules.tolerance.accepts_undocumented()) {
      return parsed.error();
    }
  }
  return RequestData(std::move(root), rules.tolerance);
}

Fields RequestData::fields() const {
  return {*root_, "", tolerance_};
}

}  // namespace portone::api
