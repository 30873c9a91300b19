// SPDX-License-Identifier: MIT
#include "json/card_number.h"

#include <array>
#include <cstddef>
#include <optional>

namespace portone::json {
namespace {

constexpr std::size_t kMinDigits = 13;
constexpr std::size_t kMaxDigits = 19;
constexpr std::size_t kMaxPieces = 5;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

bool IsSeparator(char c) {
  return c == ' ' || c == '-';
}

/// The digits of a candidate, without separators.
struct Digits {
  std::array<char, kMaxDigits> text{};
  std::size_t size = 0;

  std::string_view view() const { return {text.data(), size}; }
};

/// Of the numbers that begin with 2, only the newer ones of Mastercard are cards: 2221 to 2720, 16
/// digits.
bool BeginsLikeCard(std::string_view digits) {
  const char first = digits.front();
  if (first == '0' || first == '1' || first == '7') return false;
  if (first != '2') return true;
  const std::string_view head = digits.substr(0, 4);
  return digits.size() == 16 && head >= "2221" && head <= "2720";
}

bool PassesLuhn(std::string_view digits) {
  int sum = 0;
  bool is_doubled = false;
  for (std::size_t i = digits.size(); i-- > 0; is_doubled = !is_doubled) {
    const int digit = (digits[i] - '0') * (is_doubled ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 == 0;
}

bool IsCard(const Digits& digits) {
  return digits.size >= kMinDigits && BeginsLikeCard(digits.view()) && PassesLuhn(digits.view());
}

/// The end of the longest card number that begins at `begin`, the start of a run of digits.
std::optional<std::size_t> FindEnd(std::string_view text, std::size_t begin) {
  std::optional<std::size_t> found;
  Digits digits;
  std::size_t at = begin;
  for (std::size_t pieces = 0; pieces < kMaxPieces; ++pieces) {
    for (; at < text.size() && IsDigit(text[at]); ++at) {
      if (digits.size == kMaxDigits) return found;
      digits.text.at(digits.size++) = text[at];
    }
    if (IsCard(digits)) found = at;
    const bool has_next_piece =
        at + 1 < text.size() && IsSeparator(text[at]) && IsDigit(text[at + 1]);
    if (!has_next_piece) return found;
    ++at;
  }
  return found;
}

/// The position of a card number in a text.
struct Range {
  std::size_t begin;
  std::size_t end;
};

/// The next card number from `from` on.
std::optional<Range> FindNext(std::string_view text, std::size_t from) {
  std::size_t at = from;
  while (at + kMinDigits <= text.size()) {
    if (!IsDigit(text[at])) {
      ++at;
      continue;
    }
    if (const auto end = FindEnd(text, at)) return Range{at, *end};
    while (at < text.size() && IsDigit(text[at]))
      ++at;
  }
  return std::nullopt;
}

}  // namespace

std::string MaskCardNumbers(std::string_view text) {
  std::string masked;
  std::size_t from = 0;
  for (auto found = FindNext(text, 0); found; found = FindNext(text, from)) {
    masked += text.substr(from, found->begin - from);
    masked += kMask;
    from = found->end;
  }
  masked += text.substr(from);
  return masked;
}

bool HasCardNumber(std::string_view text) {
  return FindNext(text, 0).has_value();
}

}  // namespace portone::json
