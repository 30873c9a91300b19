// SPDX-License-Identifier: MIT
#include "json/redact.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "json/json.h"
#include "json/reader.h"
#include "json/text.h"

namespace portone::json {
namespace {

constexpr std::string_view kMask = "***";

constexpr std::array<std::string_view, 11> kSecretNames{
    "card_number",  "expiry", "birth",      "pwd_2digit",      "cvc", "imp_secret", "_token",
    "access_token", "number", "pg_api_key", "escrow_password",
};

/// Whether any part of a key like "card[info][number]" is the name of a secret.
bool ContainsSecretName(std::string_view key) {
  const std::string decoded = PercentDecode(key, true).value_or(std::string(key));
  std::string_view rest = decoded;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of("[]"), rest.size());
    if (IsSecretName(Trim(rest.substr(0, end)))) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

void Redact(Json& node) {
  if (node.is_array()) {
    for (Json& child : node)
      Redact(child);
    return;
  }
  if (!node.is_object()) return;
  for (auto& [key, child] : node.items()) {
    const bool is_card = key == "card" && !child.is_structured();  // in a fault's matcher
    if (is_card || IsSecretName(key)) {
      child = kMask;
    } else {
      Redact(child);
    }
  }
}

std::string RedactForm(std::string_view form) {
  std::string redacted;
  while (!form.empty()) {
    const std::size_t end = std::min(form.find('&'), form.size());
    const std::string_view pair = form.substr(0, end);
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && ContainsSecretName(pair.substr(0, equals))) {
      redacted += pair.substr(0, equals + 1);
      redacted += kMask;
    } else {
      redacted += pair;
    }
    if (end < form.size()) redacted += '&';
    form.remove_prefix(std::min(end + 1, form.size()));
  }
  return redacted;
}

std::string DescribeUnreadable(std::string_view body) {
  return "(" + std::to_string(body.size()) + " bytes that are neither JSON nor a form)";
}

}  // namespace

bool IsUnmaskedCardNumber(std::string_view text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits),
               [](char c) { return c >= '0' && c <= '9'; });
  return digits.size() > 12 && digits.compare(8, 4, "0000") != 0;
}

bool IsSecretName(std::string_view name) {
  return std::find(kSecretNames.begin(), kSecretNames.end(), name) != kSecretNames.end();
}

std::string RedactBody(std::string_view content_type, std::string_view body) {
  const std::string_view text = Trim(body);
  if (text.empty()) return "";
  const bool looks_like_json = text.front() == '{' || text.front() == '[';
  if (looks_like_json) {
    Json parsed;
    if (ReadJson(text, {}, parsed)) return DescribeUnreadable(body);
    Redact(parsed);
    return parsed.dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  const bool form =
      content_type.empty() || content_type.find("x-www-form-urlencoded") != std::string_view::npos;
  return form && IsUtf8(text) ? RedactForm(text) : DescribeUnreadable(body);
}

std::string RedactTarget(std::string_view target) {
  const std::size_t question = target.find('?');
  if (question == std::string_view::npos) return std::string(target);
  return std::string(target.substr(0, question + 1)) + RedactForm(target.substr(question + 1));
}

}  // namespace portone::json
