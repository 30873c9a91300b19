// SPDX-License-Identifier: MIT
#include "domain/number_pattern.h"

#include <algorithm>
#include <charconv>

#include "base/base64_digits.h"
#include "base/hash.h"
#include "base/invariant.h"
#include "base/sha256.h"
#include "domain/calendar.h"

namespace portone {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kAlphanumeric =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// Characters that look random, one after the other, all derived from one number.
class Sequence {
 public:
  explicit Sequence(std::uint64_t number) : state_(number) {}

  std::string Take(std::string_view alphabet, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
      text += alphabet[Next() % alphabet.size()];
    return text;
  }

  /// Decimal digits are those of the number itself while it has any, so that tests can name them.
  std::string TakeDigits(std::size_t count) {
    constexpr std::size_t kOwnDigits = 18;
    if (!is_fresh_ || count > kOwnDigits) return Take(kDigits, count);
    is_fresh_ = false;
    const std::string all = std::string(20, '0') + std::to_string(state_);
    return all.substr(all.size() - count);
  }

 private:
  std::uint64_t Next() {
    is_fresh_ = false;
    const std::uint64_t next = MixBits(state_);
    state_ += kSplitMixStep;
    return next;
  }

  std::uint64_t state_;
  bool is_fresh_ = true;
};

std::string EscapeBase64(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '+') {
      escaped += "%2B";
    } else if (c == '/') {
      escaped += "%2F";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

/// A random one (version 4).
std::string MakeUuid(Sequence& sequence) {
  const std::string hex = sequence.Take(kHexDigits, 30);
  return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-4" + hex.substr(12, 3) + "-" +
         sequence.Take("89ab", 1) + hex.substr(15, 3) + "-" + hex.substr(18, 12);
}

/// A {word} without its braces: "digits:6" is the name "digits" with the length 6.
struct Word {
  explicit Word(std::string_view text) : name(text.substr(0, text.find(':'))) {
    if (name.size() == text.size()) return;
    const std::string_view digits = text.substr(name.size() + 1);
    std::from_chars(digits.data(), digits.data() + digits.size(), length);
  }

  std::string_view name;
  std::size_t length = 0;  ///< 0: none given
};

/// Formats words with commas between them, one after the other.
std::string FormatWords(std::string_view words, const PatternValues& values, Sequence& sequence);

std::string FormatWord(std::string_view text, const PatternValues& values, Sequence& sequence) {
  const Word word(text);
  const std::string_view name = word.name;
  if (name == "gateway") return std::string(values.gateway);
  if (name == "mid") {
    return std::string(values.mid.substr(0, word.length == 0 ? values.mid.size() : word.length));
  }
  if (name == "time") return FormatKoreanDigits(values.at);
  if (name == "requested") return FormatKoreanDigits(values.requested_at);
  if (name == "time12") return FormatKoreanDigits(values.at).substr(2);
  if (name == "date") return FormatKoreanDigits(values.at).substr(0, 8);
  if (name == "year") return FormatKoreanDigits(values.at).substr(2, 2);
  if (name == "digits") return sequence.TakeDigits(word.length);
  if (name == "hex") return sequence.Take(kHexDigits, word.length);
  if (name == "alnum") return sequence.Take(kAlphanumeric, word.length);
  if (name == "base64") return EscapeBase64(sequence.Take(kBase64Digits, word.length));
  if (name == "uuid") return MakeUuid(sequence);
  if (name == "tid") return std::string(values.tid);
  if (name == "imp_uid") return std::string(values.imp_uid);
  if (name == "amount") return std::string(values.amount);
  if (name == "p|m") return values.on_mobile ? "m" : "p";
  if (name == "sha256" && name.size() < text.size())
    return HashToHex(FormatWords(text.substr(name.size() + 1), values, sequence));
  throw InvariantViolation("a pattern has the unknown word " + std::string(text));
}

std::string FormatWords(std::string_view words, const PatternValues& values, Sequence& sequence) {
  std::string text;
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find(','));
    text += FormatWord(word, values, sequence);
    words.remove_prefix(std::min(word.size() + 1, words.size()));
  }
  return text;
}

}  // namespace

std::string FormatPattern(std::string_view pattern, const PatternValues& values) {
  Sequence sequence(values.number);
  std::string text;
  while (!pattern.empty()) {
    const std::size_t open = std::min(pattern.find('{'), pattern.size());
    text += pattern.substr(0, open);
    pattern.remove_prefix(open);
    if (pattern.empty()) break;
    const std::size_t close = pattern.find('}');
    PORTONE_INVARIANT(close != std::string_view::npos, "a pattern has a brace that is not closed");
    text += FormatWord(pattern.substr(1, close - 1), values, sequence);
    pattern.remove_prefix(close + 1);
  }
  return text;
}

}  // namespace portone
