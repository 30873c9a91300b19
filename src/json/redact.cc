// SPDX-License-Identifier: MIT
#include "json/redact.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <optional>

#include "json/card_number.h"
#include "json/json.h"
#include "json/members.h"
#include "json/reader.h"
#include "json/source_location.h"
#include "json/text.h"

namespace portone::json {
namespace {

/// Texts within texts (JSON in a string, a form's value) are read up to this depth.
constexpr int kMaxTextDepth = 4;

/// In lower case and without "_" and "-", so that card_number is cardNumber and CARD-NUMBER too.
/// An identifier says whom a cash receipt is for: often it is a resident registration number.
constexpr std::array<std::string_view, 17> kSecretNames{
    "cardnumber",
    "cardno",
    "number",
    "expiry",
    "birth",
    "pwd2digit",
    "cvc",
    "cvv",
    "cvv2",
    "impsecret",
    "accesstoken",
    "pgapikey",
    "escrowpassword",
    "benepiapassword",
    "codeverifier",
    "identifier",
    "customeridentifier",
};

constexpr std::size_t kMaxNameLength = 18;

/// The text without the blanks around it and the byte order marks before it.
std::string_view TrimMarks(std::string_view text) {
  text = Trim(text);
  while (text.starts_with(kByteOrderMark))
    text = Trim(text.substr(kByteOrderMark.size()));
  return text;
}

bool LooksLikeJson(std::string_view trimmed) {
  return trimmed.starts_with('{') || trimmed.starts_with('[');
}

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

/// Whether a text that is not JSON, but begins like it, has a quoted name of a secret. Every text
/// between two quotes is looked at.
bool QuotesSecretName(std::string_view text) {
  std::size_t open = text.find('"');
  while (open != std::string_view::npos) {
    const std::size_t close = text.find('"', open + 1);
    if (close == std::string_view::npos) return false;
    std::string_view name = text.substr(open + 1, close - open - 1);
    if (name.ends_with('\\')) name.remove_suffix(1);  // of JSON in a string of JSON
    if (IsSecretName(Trim(name))) return true;
    open = close;
  }
  return false;
}

bool Redact(Json& node, int depth);

/// The text, which may be JSON, without its secrets; nothing when it has none.
std::optional<std::string> RedactText(std::string_view text, int depth) {
  const std::string_view trimmed = TrimMarks(text);
  if (LooksLikeJson(trimmed) && depth < kMaxTextDepth) {
    Json parsed;
    if (!ReadJson(trimmed, {}, parsed)) {
      if (!Redact(parsed, depth + 1)) return std::nullopt;
      return parsed.dump(-1, ' ', false, Json::error_handler_t::replace);
    }
    if (QuotesSecretName(trimmed)) return std::string(kMask);
  }
  if (HasCardNumber(text)) return MaskCardNumbers(text);
  if (text.find('%') == std::string_view::npos) return std::nullopt;
  const auto decoded = PercentDecode(text, true);
  const bool is_secret = decoded && depth < kMaxTextDepth && RedactText(*decoded, depth + 1);
  return is_secret ? std::optional<std::string>(kMask) : std::nullopt;
}

bool RedactScalar(Json& node, int depth) {
  if (node.is_string()) {
    std::optional<std::string> text = RedactText(node.get_ref<const std::string&>(), depth);
    if (text) node = *std::move(text);
    return text.has_value();
  }
  if (!node.is_number_integer() || !HasCardNumber(node.dump())) return false;
  node = kMask;
  return true;
}

/// Replaces card numbers in the names of members.
bool RedactNames(Json& object) {
  const bool has_card_numbers =
      std::any_of(object.items().begin(), object.items().end(),
                  [](const auto& member) { return HasCardNumber(member.key()); });
  if (!has_card_numbers) return false;
  Members<Json> members;
  for (auto& [key, child] : object.items())
    members[MaskCardNumbers(key)] = std::move(child);
  object = ToObject(std::move(members));
  return true;
}

/// Returns whether anything was a secret.
bool Redact(Json& node, int depth) {
  if (!node.is_structured()) return RedactScalar(node, depth);
  bool changed = false;
  if (node.is_array()) {
    for (Json& child : node)
      changed |= Redact(child, depth);
    return changed;
  }
  for (auto& [key, child] : node.items()) {
    const bool is_card = key == "card" && !child.is_structured();  // in a fault's matcher
    if (is_card || IsSecretName(key)) {
      child = kMask;
      changed = true;
    } else {
      changed |= Redact(child, depth);
    }
  }
  return RedactNames(node) || changed;
}

/// The text percent-encoded, except for the asterisks of the mask.
std::string EncodeMasked(std::string_view text) {
  std::string encoded;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t star = std::min(text.find('*', from), text.size());
    encoded += PercentEncode(text.substr(from, star - from));
    if (star < text.size()) encoded += '*';
    from = star + 1;
  }
  return encoded;
}

/// A percent-encoded part of a form or a path, without its secrets.
std::string RedactEncoded(std::string_view part, bool plus_is_space) {
  const auto decoded = PercentDecode(part, plus_is_space);
  const auto redacted = RedactText(decoded ? std::string_view(*decoded) : part, 0);
  return redacted ? EncodeMasked(*redacted) : std::string(part);
}

/// The parts between `separator`, each passed to `redact`.
template <class Part>
std::string RedactParts(std::string_view text, char separator, const Part& redact) {
  std::string redacted;
  while (true) {
    const std::size_t end = std::min(text.find(separator), text.size());
    redacted += redact(text.substr(0, end));
    if (end == text.size()) return redacted;
    redacted += separator;
    text.remove_prefix(end + 1);
  }
}

std::string RedactPair(std::string_view pair) {
  const std::size_t equals = pair.find('=');
  if (equals == std::string_view::npos) return RedactEncoded(pair, true);
  const std::string_view name = pair.substr(0, equals);
  const std::string redacted_name = RedactEncoded(name, true);
  // A name that is masked completely, and is more than a card number, is the beginning of broken
  // JSON, which continues after the "=".
  const std::string decoded = PercentDecode(name, true).value_or(std::string(name));
  const bool is_broken_json =
      redacted_name == kMask && MaskCardNumbers(decoded) != kMask && name != kMask;
  if (is_broken_json || ContainsSecretName(name)) return redacted_name + "=" + std::string(kMask);
  return redacted_name + "=" + RedactEncoded(pair.substr(equals + 1), true);
}

std::string RedactForm(std::string_view form) {
  return RedactParts(form, '&', [](std::string_view pair) {
    const std::string_view name = pair.substr(0, std::min(pair.find('='), pair.size()));
    // The value of a secret ends at "&" alone; some clients separate by ";".
    const bool is_undivided = ContainsSecretName(name) || LooksLikeJson(Trim(pair));
    return is_undivided ? RedactPair(pair) : RedactParts(pair, ';', RedactPair);
  });
}

/// JSON without secrets; nothing when the text is not JSON.
std::optional<Json> RedactJson(std::string_view text) {
  Json parsed;
  if (ReadJson(text, {}, parsed)) return std::nullopt;
  Redact(parsed, 0);
  return parsed;
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
  name = name.substr(name.rfind('.') + 1);
  if (name == "_token") return true;
  std::array<char, kMaxNameLength> plain{};
  std::size_t size = 0;
  for (const char c : name) {
    if (c == '_' || c == '-') continue;
    if (size == plain.size()) return false;
    plain.at(size++) = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  const std::string_view plain_name(plain.data(), size);
  return std::find(kSecretNames.begin(), kSecretNames.end(), plain_name) != kSecretNames.end();
}

std::optional<Json> RedactObject(std::string_view body) {
  const std::string_view text = TrimMarks(body);
  return text.starts_with('{') ? RedactJson(text) : std::nullopt;
}

std::string RedactBody(std::string_view content_type, std::string_view body) {
  const std::string_view text = TrimMarks(body);
  if (text.empty()) return "";
  if (LooksLikeJson(text)) {
    const std::optional<Json> json = RedactJson(text);
    return json ? json->dump(-1, ' ', false, Json::error_handler_t::replace)
                : DescribeUnreadable(body);
  }
  const bool is_form =
      content_type.empty() || content_type.find("x-www-form-urlencoded") != std::string_view::npos;
  return is_form && IsUtf8(text) ? RedactForm(text) : DescribeUnreadable(body);
}

std::string RedactText(std::string_view text) {
  return RedactText(text, 0).value_or(std::string(text));
}

std::string RedactPath(std::string_view path) {
  const bool has_no_secrets = path.find('%') == std::string_view::npos && !HasCardNumber(path);
  if (has_no_secrets) return std::string(path);
  return RedactParts(path, '/', [](std::string_view part) { return RedactEncoded(part, false); });
}

std::string RedactTarget(std::string_view target) {
  const std::size_t question_mark = target.find('?');
  std::string redacted = RedactPath(target.substr(0, question_mark));
  if (question_mark == std::string_view::npos) return redacted;
  return redacted + "?" + RedactForm(target.substr(question_mark + 1));
}

}  // namespace portone::json
