// SPDX-License-Identifier: MIT
#include "json/text.h"

#include <algorithm>
#include <cctype>
#include <cstdint>

namespace portone::json {
namespace {

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool IsBlank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool IsContinuation(char c) {
  return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

/// Length of the UTF-8 sequence that starts with `lead`; 0 for an invalid lead byte.
std::size_t SequenceLength(unsigned char lead) {
  if (lead < 0x80U) return 1;
  if (lead >= 0xc2U && lead < 0xe0U) return 2;
  if (lead >= 0xe0U && lead < 0xf0U) return 3;
  if (lead >= 0xf0U && lead < 0xf5U) return 4;
  return 0;
}

/// Rejects overlong sequences, surrogates and code points past U+10FFFF, which the lead byte alone
/// cannot tell.
bool IsValidSecondByte(unsigned char lead, unsigned char second) {
  if (lead == 0xe0U) return second >= 0xa0U;
  if (lead == 0xedU) return second < 0xa0U;
  if (lead == 0xf0U) return second >= 0x90U;
  if (lead == 0xf4U) return second < 0x90U;
  return true;
}

/// The length of the UTF-8 sequence that `text` begins with; 0 if it begins with none.
/// REQUIRES: not empty.
std::size_t ValidSequenceLength(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = SequenceLength(lead);
  if (length == 0 || length > text.size()) return 0;
  for (std::size_t k = 1; k < length; ++k) {
    if (!IsContinuation(text[k])) return 0;
  }
  if (length > 1 && !IsValidSecondByte(lead, static_cast<unsigned char>(text[1]))) return 0;
  return length;
}

/// Whether one UTF-8 sequence is a control character for a terminal, other than a line end or tab.
bool IsControl(std::string_view sequence) {
  const auto lead = static_cast<unsigned char>(sequence[0]);
  if (lead == 0xc2U) return static_cast<unsigned char>(sequence[1]) < 0xa0U;
  return (lead < 0x20U && lead != '\n' && lead != '\t') || lead == 0x7fU;
}

/// Whether a character ends a line, or changes the direction of the text.
bool BreaksLineOrTurnsText(std::string_view one) {
  return one == "\u2028" || one == "\u2029" || one == "\u200e" || one == "\u200f" ||
         (one >= "\u202a" && one <= "\u202e") || (one >= "\u2066" && one <= "\u2069");
}

/// Writes the characters for which `is_escaped` holds, and bytes that are not UTF-8, as "\\x1b".
template <class IsEscaped>
std::string Escape(std::string_view text, IsEscaped is_escaped) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string escaped;
  escaped.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = ValidSequenceLength(text);
    const std::string_view sequence = text.substr(0, length == 0 ? 1 : length);
    if (length != 0 && !is_escaped(sequence)) {
      escaped += sequence;
    } else {
      for (const char c : sequence) {
        const auto byte = static_cast<unsigned char>(c);
        escaped += "\\x";
        escaped += kHex[byte >> 4U];
        escaped += kHex[byte & 0xfU];
      }
    }
    text.remove_prefix(sequence.size());
  }
  return escaped;
}

}  // namespace

std::optional<std::string> PercentDecode(std::string_view text, bool plus_is_space) {
  const std::string_view special = plus_is_space ? "%+" : "%";
  if (text.find_first_of(special) == std::string_view::npos) return std::string(text);
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      decoded += ' ';
    } else if (text[i] == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = HexValue(text[i + 1]);
      const int low = HexValue(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

bool IsUtf8(std::string_view text) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80U; };
  for (;;) {
    const auto other = std::find_if_not(text.begin(), text.end(), is_ascii);
    text.remove_prefix(static_cast<std::size_t>(other - text.begin()));
    if (text.empty()) return true;
    const std::size_t length = ValidSequenceLength(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
}

std::string EscapeUnprintable(std::string_view text) {
  return Escape(text, IsControl);
}

std::string EscapeForLine(std::string_view text) {
  return Escape(text, [](std::string_view one) {
    return IsControl(one) || one == "\n" || one == "\r" || one == "\t" ||
           BreaksLineOrTurnsText(one);
  });
}

std::string_view GetFirstCodePoints(std::string_view text, std::size_t limit) {
  std::size_t seen = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!IsContinuation(text[i]) && seen++ == limit) return text.substr(0, i);
  }
  return text;
}

std::size_t CountCodePoints(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text)
    count += IsContinuation(c) ? 0U : 1U;
  return count;
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsBlank(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back()))
    text.remove_suffix(1);
  return text;
}

std::string PercentEncode(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '-' || c == '_' || c == '.' || c == '~') {
      encoded += c;
    } else {
      encoded += '%';
      encoded += kHex[byte >> 4U];
      encoded += kHex[byte & 0xfU];
    }
  }
  return encoded;
}

}  // namespace portone::json
