// SPDX-License-Identifier: MIT
#include "verify/matcher_reader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

#include "domain/calendar.h"
#include "json/json.h"
#include "json/redact.h"
#include "json/suggestion.h"
#include "snapshot/time_and_tier.h"

namespace portone::verify {
namespace {

struct Operator {
  std::string_view name;
  MatcherKind kind;
};

constexpr std::array<Operator, 5> kOperators{{{"like", MatcherKind::kLike},
                                              {"not", MatcherKind::kNot},
                                              {"at_least", MatcherKind::kAtLeast},
                                              {"at_most", MatcherKind::kAtMost},
                                              {"one_of", MatcherKind::kOneOf}}};

constexpr std::string_view kHidden = "***";

const Operator* FindOperator(std::string_view name) {
  const auto* found = std::find_if(kOperators.begin(), kOperators.end(),
                                   [name](const Operator& op) { return op.name == name; });
  return found == kOperators.end() ? nullptr : found;
}

/// The operator that "atLeast" or "one-of" was probably meant to be; null when there is none.
const Operator* FindMisspeltOperator(std::string_view name) {
  const auto normalize = [](std::string_view word) {
    std::string lower;
    for (const char c : word) {
      if (c != '_' && c != '-' && c != ' ') {
        lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      }
    }
    return lower;
  };
  const auto* found = std::find_if(kOperators.begin(), kOperators.end(), [&](const Operator& op) {
    return normalize(op.name) == normalize(name);
  });
  return found == kOperators.end() ? nullptr : found;
}

/// Appends the suggestion of a similar known name to `message`.
template <class Named>
std::string AppendSuggestion(std::string message, const std::string& word, const Named& known) {
  std::vector<std::string> names;
  names.reserve(known.size());
  for (const auto& entry : known)
    names.emplace_back(entry.name);
  return message + json::DescribeSuggestion(word, names);
}

std::string AppendToken(const std::string& pointer, std::string_view key) {
  return pointer + "/" + json::EscapePointerToken(key);
}

/// Reads the matcher for one field. Nested values share the field and the problem list.
class MatcherReader {
 public:
  MatcherReader(const Field& field, json::Problems& problems)
      : field_(field), problems_(problems) {}

  Matcher Read(const Json& source, const std::string& pointer) const {
    Matcher match;
    if (field_.type == FieldType::kBody) {
      match = ReadSubset(source, pointer);
    } else if (source.is_object()) {
      match = IsSubset(source) ? ReadSubset(source, pointer) : ReadOperators(source, pointer);
    } else if (source.is_array() && IsUntyped()) {
      match = ReadParts(MatcherKind::kArray, source, pointer);
    } else {
      match.kind = MatcherKind::kEqual;
      match.value = ReadValue(source, pointer);
    }
    match.type = field_.type;
    match.source = source;
    return match;
  }

 private:
  void Report(const std::string& pointer, std::string message) const {
    problems_.Add({pointer, std::move(message)});
  }

  /// Whether the field is a value, or part of one, that has no table of fields.
  bool IsUntyped() const {
    return field_.type == FieldType::kAny || field_.type == FieldType::kReply;
  }

  /// In a request or a reply, an object is compared by its members unless they are operators.
  bool IsSubset(const Json& source) const {
    if (!IsUntyped()) return false;
    if (source.size() == 1) return FindMisspeltOperator(source.begin().key()) == nullptr;
    return std::none_of(source.items().begin(), source.items().end(),
                        [](const auto& member) { return FindOperator(member.key()) != nullptr; });
  }

  Matcher ReadSubset(const Json& source, const std::string& pointer) const {
    Matcher match;
    if (!source.is_object()) {
      Report(pointer, "must be an object");
      return match;
    }
    for (const auto& [key, value] : source.items()) {
      const bool in_reply = field_.type == FieldType::kReply;
      const Field parameter{key, in_reply ? FieldType::kReply : FieldType::kAny};
      if (!in_reply && json::IsSecretName(key) && value != kHidden) {
        Report(AppendToken(pointer, key), "is never stored; only \"***\" can be expected");
      }
      match.names.push_back(key);
      match.parts.push_back(
          MatcherReader(parameter, problems_).Read(value, AppendToken(pointer, key)));
    }
    return match;
  }

  Matcher ReadParts(MatcherKind kind, const Json& list, const std::string& pointer) const {
    Matcher match;
    match.kind = kind;
    for (std::size_t i = 0; i < list.size(); ++i)
      match.parts.push_back(Read(list[i], AppendToken(pointer, std::to_string(i))));
    return match;
  }

  Matcher ReadOperators(const Json& source, const std::string& pointer) const {
    Matcher match;
    match.kind = MatcherKind::kAll;
    for (const auto& [key, value] : source.items()) {
      const std::string operator_pointer = AppendToken(pointer, key);
      const Operator* op = FindOperator(key);
      if (op != nullptr) {
        match.parts.push_back(ReadOperator(*op, value, operator_pointer));
        match.parts.back().type = field_.type;
        continue;
      }
      const Operator* meant = FindMisspeltOperator(key);
      const std::string word = meant != nullptr ? std::string(meant->name) : key;
      problems_.Add(
          {operator_pointer, AppendSuggestion("unknown operator", word, kOperators), true});
    }
    if (source.empty()) Report(pointer, "must contain an operator, like {\"not\": ...}");
    return match;
  }

  Matcher ReadOperator(const Operator& op, const Json& value, const std::string& pointer) const {
    Matcher match;
    match.kind = op.kind;
    if (op.kind == MatcherKind::kNot) {
      match.parts.push_back(Read(value, pointer));
    } else if (op.kind == MatcherKind::kOneOf) {
      if (value.is_array() && !value.empty()) return ReadParts(op.kind, value, pointer);
      Report(pointer, "must be an array of at least one value");
    } else if (op.kind == MatcherKind::kLike) {
      match.value = ReadPattern(value, pointer);
    } else {
      match.value = ReadBound(value, pointer);
    }
    return match;
  }

  Json ReadPattern(const Json& value, const std::string& pointer) const {
    if (field_.type == FieldType::kNumber) {
      Report(pointer, "compares strings, but " + std::string(field_.name) + " is a number");
    } else if (!value.is_string()) {
      Report(pointer, "must be a string; * matches any characters");
    } else {
      CheckCardNumber(value, pointer);
      return value;
    }
    return "";
  }

  Json ReadBound(const Json& value, const std::string& pointer) const {
    if (field_.type == FieldType::kText) {
      Report(pointer,
             "compares numbers and times, but " + std::string(field_.name) + " is a string");
    } else if (field_.type == FieldType::kTime && !value.is_null()) {
      return ReadTime(value, pointer);
    } else if (!value.is_number()) {
      Report(pointer, "must be a number");
    } else {
      return value;
    }
    return 0;
  }

  Json ReadValue(const Json& value, const std::string& pointer) const {
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

  void CheckText(const Json& value, const std::string& pointer) const {
    if (!value.is_string()) return Report(pointer, "must be a string");
    const auto& text = value.get_ref<const std::string&>();
    const auto allowed = field_.allowed;
    CheckCardNumber(value, pointer);
    if (allowed.empty() || std::find(allowed.begin(), allowed.end(), text) != allowed.end()) return;
    std::string message = "must be one of";
    for (const std::string_view choice : allowed)
      message += " \"" + std::string(choice) + "\"";
    Report(pointer, message + ", not \"" + text + "\"");
  }

  void CheckCardNumber(const Json& value, const std::string& pointer) const {
    const bool must_be_masked = field_.type == FieldType::kText && field_.name == "card_number";
    if (must_be_masked && json::IsUnmaskedCardNumber(value.get_ref<const std::string&>())) {
      Report(pointer, "must be masked; full card numbers are never stored");
    }
  }

  /// Unix seconds unchanged; ISO 8601 normalised.
  Json ReadTime(const Json& value, const std::string& pointer) const {
    if (value.is_string()) {
      if (const auto at = ParseIso(value.get_ref<const std::string&>())) return FormatIso(*at);
    } else if (value.is_number_integer() && value >= 0 && value <= kLastUnixSecond) {
      return value;
    }
    Report(pointer, std::string(snapshot::kMustBeIsoTime) + ", or unix seconds");
    return 0;
  }

  const Field& field_;
  json::Problems& problems_;
};

}  // namespace

Matcher ReadFactMatcher(const Json& source, const std::string& pointer, FactKind kind,
                        json::Problems& problems) {
  Matcher match;
  match.source = source;
  if (!source.is_object()) {
    problems.Add({pointer, "must be an object"});
    return match;
  }
  const auto fields = GetFields(kind);
  for (const auto& [key, value] : source.items()) {
    const auto field =
        std::find_if(fields.begin(), fields.end(),
                     [name = key](const Field& candidate) { return candidate.name == name; });
    if (field == fields.end()) {
      const std::string what = "a " + std::string(Name(kind)) + " has no such field";
      problems.Add({AppendToken(pointer, key), AppendSuggestion(what, key, fields), true});
      continue;
    }
    match.names.push_back(key);
    match.parts.push_back(MatcherReader(*field, problems).Read(value, AppendToken(pointer, key)));
  }
  return match;
}

Matcher ReadReplyMatcher(const Json& source, const std::string& pointer, json::Problems& problems) {
  constexpr Field kWhole{"reply", FieldType::kReply};
  return MatcherReader(kWhole, problems).Read(source, pointer);
}

}  // namespace portone::verify
