// SPDX-License-Identifier: MIT
#include "verify/match_reader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

#include "domain/calendar.h"
#include "json/json.h"
#include "json/redact.h"
#include "json/suggestion.h"

namespace portone::verify {
namespace {

struct Operator {
  std::string_view name;
  MatchKind kind;
};

constexpr std::array<Operator, 5> kOperators{{{"like", MatchKind::kLike},
                                              {"not", MatchKind::kNot},
                                              {"at_least", MatchKind::kAtLeast},
                                              {"at_most", MatchKind::kAtMost},
                                              {"one_of", MatchKind::kOneOf}}};

constexpr std::string_view kHidden = "***";

const Operator* FindOperator(std::string_view name) {
  const auto* found = std::find_if(kOperators.begin(), kOperators.end(),
                                   [name](const Operator& one) { return one.name == name; });
  return found == kOperators.end() ? nullptr : found;
}

/// The operator that somebody meant by "atLeast" or "one-of"; null when it is none.
const Operator* MeantOperator(std::string_view name) {
  const auto letters = [](std::string_view word) {
    std::string lower;
    for (const char c : word) {
      if (c != '_' && c != '-' && c != ' ') {
        lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      }
    }
    return lower;
  };
  const auto* found = std::find_if(kOperators.begin(), kOperators.end(), [&](const Operator& one) {
    return letters(one.name) == letters(name);
  });
  return found == kOperators.end() ? nullptr : found;
}

/// `what`, and which of these was probably meant.
template <class Named>
std::string Unknown(std::string what, const std::string& word, const Named& known) {
  std::vector<std::string> names;
  names.reserve(known.size());
  for (const auto& one : known)
    names.emplace_back(one.name);
  return what + json::DidYouMean(word, names);
}

std::string Below(const std::string& pointer, std::string_view key) {
  return pointer + "/" + json::EscapedPointer(key);
}

/// One value of one field: everything that is read below it shares these.
class Reader {
 public:
  Reader(const Field& field, json::Problems& problems) : field_(field), problems_(problems) {}

  Match Read(const nlohmann::json& given, const std::string& pointer) const {
    Match match;
    if (field_.type == FieldType::kBody) {
      match = ReadSubset(given, pointer);
    } else if (given.is_object()) {
      match = IsSubset(given) ? ReadSubset(given, pointer) : ReadOperators(given, pointer);
    } else if (given.is_array() && IsFree()) {
      match = ReadParts(MatchKind::kArray, given, pointer);
    } else {
      match.kind = MatchKind::kEqual;
      match.value = ReadValue(given, pointer);
    }
    match.type = field_.type;
    match.given = given;
    return match;
  }

 private:
  void Report(const std::string& pointer, std::string message) const {
    problems_.push_back({pointer, std::move(message)});
  }

  /// A part of something of which no table says what it holds.
  bool IsFree() const { return field_.type == FieldType::kAny || field_.type == FieldType::kReply; }

  /// In a request or a reply an object is compared by its members, unless it is made of operators.
  bool IsSubset(const nlohmann::json& given) const {
    if (!IsFree()) return false;
    if (given.size() == 1) return MeantOperator(given.begin().key()) == nullptr;
    return std::none_of(given.items().begin(), given.items().end(),
                        [](const auto& member) { return FindOperator(member.key()) != nullptr; });
  }

  Match ReadSubset(const nlohmann::json& given, const std::string& pointer) const {
    Match match;
    if (!given.is_object()) {
      Report(pointer, "must be an object");
      return match;
    }
    for (const auto& [key, value] : given.items()) {
      const bool in_reply = field_.type == FieldType::kReply;
      const Field parameter{key, in_reply ? FieldType::kReply : FieldType::kAny};
      if (!in_reply && json::IsSecretName(key) && value != kHidden) {
        Report(Below(pointer, key), "is never kept; only \"***\" can be expected of it");
      }
      match.names.push_back(key);
      match.parts.push_back(Reader(parameter, problems_).Read(value, Below(pointer, key)));
    }
    return match;
  }

  Match ReadParts(MatchKind kind, const nlohmann::json& list, const std::string& pointer) const {
    Match match;
    match.kind = kind;
    for (std::size_t i = 0; i < list.size(); ++i)
      match.parts.push_back(Read(list[i], Below(pointer, std::to_string(i))));
    return match;
  }

  Match ReadOperators(const nlohmann::json& given, const std::string& pointer) const {
    Match match;
    match.kind = MatchKind::kAll;
    for (const auto& [key, value] : given.items()) {
      const std::string place = Below(pointer, key);
      const Operator* one = FindOperator(key);
      if (one != nullptr) {
        match.parts.push_back(ReadOperator(*one, value, place));
        match.parts.back().type = field_.type;
        continue;
      }
      const Operator* meant = MeantOperator(key);
      const std::string word = meant != nullptr ? std::string(meant->name) : key;
      problems_.push_back({place, Unknown("unknown operator", word, kOperators), true});
    }
    if (given.empty()) Report(pointer, "must name an operator, like {\"not\": ...}");
    return match;
  }

  Match ReadOperator(const Operator& one, const nlohmann::json& value,
                     const std::string& pointer) const {
    Match match;
    match.kind = one.kind;
    if (one.kind == MatchKind::kNot) {
      match.parts.push_back(Read(value, pointer));
    } else if (one.kind == MatchKind::kOneOf) {
      if (value.is_array() && !value.empty()) return ReadParts(one.kind, value, pointer);
      Report(pointer, "must be an array of at least one value");
    } else if (one.kind == MatchKind::kLike) {
      match.value = ReadPattern(value, pointer);
    } else {
      match.value = ReadBound(value, pointer);
    }
    return match;
  }

  Json ReadPattern(const nlohmann::json& value, const std::string& pointer) const {
    if (field_.type == FieldType::kNumber) {
      Report(pointer, "compares texts, and " + std::string(field_.name) + " is a number");
    } else if (!value.is_string()) {
      Report(pointer, "must be a text, with * for anything");
    } else {
      CheckCardNumber(value, pointer);
      return value;
    }
    return "";
  }

  Json ReadBound(const nlohmann::json& value, const std::string& pointer) const {
    if (field_.type == FieldType::kText) {
      Report(pointer, "compares numbers and times, and " + std::string(field_.name) + " is a text");
    } else if (field_.type == FieldType::kTime && !value.is_null()) {
      return ReadTime(value, pointer);
    } else if (!value.is_number()) {
      Report(pointer, "must be a number");
    } else {
      return value;
    }
    return 0;
  }

  Json ReadValue(const nlohmann::json& value, const std::string& pointer) const {
    if (value.is_null()) return nullptr;
    switch (field_.type) {
      case FieldType::kNumber:
        if (!value.is_number()) Report(pointer, "must be a number");
        break;
      case FieldType::kTime:
        return ReadTime(value, pointer);
      case FieldType::kText:
        CheckText(value, pointer);
        break;
      case FieldType::kBody:
      case FieldType::kAny:
      case FieldType::kReply:
        break;
    }
    return value;
  }

  void CheckText(const nlohmann::json& value, const std::string& pointer) const {
    if (!value.is_string()) return Report(pointer, "must be a text");
    const auto& text = value.get_ref<const std::string&>();
    const auto allowed = field_.allowed;
    CheckCardNumber(value, pointer);
    if (allowed.empty() || std::find(allowed.begin(), allowed.end(), text) != allowed.end()) return;
    std::string message = "must be one of";
    for (const std::string_view one : allowed)
      message += " \"" + std::string(one) + "\"";
    Report(pointer, message + ", not \"" + text + "\"");
  }

  void CheckCardNumber(const nlohmann::json& value, const std::string& pointer) const {
    const bool masked = field_.type == FieldType::kText && field_.name == "card_number";
    if (masked && json::IsWholeCardNumber(value.get_ref<const std::string&>())) {
      Report(pointer, "must be a masked number; the whole one is never kept");
    }
  }

  /// Unix seconds as they are, ISO 8601 in one spelling.
  Json ReadTime(const nlohmann::json& value, const std::string& pointer) const {
    if (value.is_string()) {
      if (const auto at = ParseIso(value.get_ref<const std::string&>())) return FormatIso(*at);
    } else if (value.is_number_integer() && value >= 0 && value <= kLastUnixSecond) {
      return value;
    }
    Report(pointer,
           "must be ISO 8601 with an offset, like \"2024-01-31T09:00:00+09:00\", or unix seconds");
    return 0;
  }

  const Field& field_;
  json::Problems& problems_;
};

}  // namespace

Match ReadFactMatch(const nlohmann::json& given, const std::string& pointer, FactKind kind,
                    json::Problems& problems) {
  Match match;
  match.given = given;
  if (!given.is_object()) {
    problems.push_back({pointer, "must be an object"});
    return match;
  }
  const auto fields = FieldsOf(kind);
  for (const auto& [key, value] : given.items()) {
    const auto field = std::find_if(fields.begin(), fields.end(),
                                    [name = key](const Field& one) { return one.name == name; });
    if (field == fields.end()) {
      const std::string what = "a " + std::string(Singular(kind)) + " has no such field";
      problems.push_back({Below(pointer, key), Unknown(what, key, fields), true});
      continue;
    }
    match.names.push_back(key);
    match.parts.push_back(Reader(*field, problems).Read(value, Below(pointer, key)));
  }
  return match;
}

Match ReadReplyMatch(const nlohmann::json& given, const std::string& pointer,
                     json::Problems& problems) {
  constexpr Field kWhole{"reply", FieldType::kReply};
  return Reader(kWhole, problems).Read(given, pointer);
}

}  // namespace portone::verify
