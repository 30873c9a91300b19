// SPDX-License-Identifier: MIT
#include "verify/expectation.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "json/json.h"
#include "json/members.h"
#include "verify/matcher_reader.h"

namespace portone::verify {
namespace {

constexpr std::array kCountableKinds{
    FactKind::kPayment,     FactKind::kSchedule,       FactKind::kWebhook,
    FactKind::kRequest,     FactKind::kCertification,  FactKind::kProductOrder,
    FactKind::kQuickMember, FactKind::kReceipt,        FactKind::kQuickPreparation,
    FactKind::kAutopayKey,  FactKind::kBenepiaAccount, FactKind::kPartnerSale};
constexpr std::array kOrderedKinds{
    FactKind::kPayment,      FactKind::kWebhook,     FactKind::kRequest, FactKind::kCertification,
    FactKind::kProductOrder, FactKind::kQuickMember, FactKind::kReceipt};
constexpr std::array<std::string_view, 4> kCountKeys{"count", "at_least", "at_most", "none"};
constexpr std::int64_t kMaxCount = 1'000'000'000;

std::optional<std::size_t> ReadNumber(json::StrictObject& object, std::string_view key) {
  const auto number = object.Integer(key, 0, kMaxCount);
  return number ? std::optional(static_cast<std::size_t>(*number)) : std::nullopt;
}

/// Reads "count", "at_least", "at_most", "none"; only the two bounds may be combined.
void ReadCount(json::StrictObject& object, CountExpectation& expected) {
  const auto count = ReadNumber(object, "count");
  const auto min = ReadNumber(object, "at_least");
  const auto max = ReadNumber(object, "at_most");
  const auto none = object.Bool("none");
  const int limits = static_cast<int>(object.Has("count")) + static_cast<int>(object.Has("none")) +
                     static_cast<int>(object.Has("at_least") || object.Has("at_most"));
  if (limits > 1)
    object.Report("count", "give one of \"count\", \"at_least\", \"at_most\", \"none\"");
  if (none == false) object.Report("none", "must be true or left out");
  if (min && max && *min > *max) object.Report("at_least", "is greater than \"at_most\"");
  if (none) expected.min = expected.max = 0;
  if (max) expected.max = *max;
  if (max && !min) expected.min = 0;
  if (min) expected.min = *min;
  if (count) expected.min = expected.max = *count;
}

/// {"payments": {...}, "count": 2} or {"payments": 2}.
CountExpectation ReadCountExpectation(json::StrictObject& object, FactKind kind) {
  CountExpectation expected;
  expected.kind = kind;
  const std::string_view key = GetPluralName(kind);
  const Json* source = object.Raw(key);
  if (source->is_number()) {
    const auto number = ReadNumber(object, key);
    expected.min = expected.max = number.value_or(0);
    return expected;
  }
  if (source->is_object()) {
    expected.match = ReadFactMatcher(*source, object.PointerTo(key), kind, object.problems());
  } else {
    object.Report(key, "must be an object with fields to match, or a whole number");
  }
  ReadCount(object, expected);
  return expected;
}

bool IsField(FactKind kind, std::string_view name) {
  const auto fields = GetFields(kind);
  return std::any_of(fields.begin(), fields.end(),
                     [name](const Field& field) { return field.name == name; });
}

/// {"payment": "order-1", "status": "paid"}: the other keys are fields of the payment.
NewestPaymentExpectation ReadNewestPaymentExpectation(json::StrictObject& object,
                                                      const Json& source) {
  NewestPaymentExpectation expected;
  expected.merchant_uid = object.RequiredText("payment").value_or("");
  for (const Field& field : GetFields(FactKind::kPayment))
    object.Raw(field.name);
  object.Finish();
  json::Members<Json> fields;
  for (const auto& [key, value] : source.items()) {
    if (IsField(FactKind::kPayment, key)) fields.Append(key, value);
  }
  expected.match = ReadFactMatcher(ToObject(std::move(fields)), object.pointer(),
                                   FactKind::kPayment, object.problems());
  return expected;
}

/// {"webhook": {...}}: one step of a sequence.
SequenceStep ReadSequenceStep(json::StrictObject object) {
  SequenceStep step;
  int subjects = 0;
  for (const FactKind kind : kOrderedKinds) {
    const std::string_view key = Name(kind);
    const Json* source = object.Raw(key);
    if (source == nullptr) continue;
    ++subjects;
    step = {kind, ReadFactMatcher(*source, object.PointerTo(key), kind, object.problems())};
  }
  const std::size_t before = object.problems().size();
  object.Finish();
  if (subjects != 1 && object.problems().size() == before) {
    std::string keys;
    for (const FactKind kind : kOrderedKinds)
      keys += (keys.empty() ? "\"" : ", \"") + std::string(Name(kind)) + "\"";
    object.problems().Add({object.pointer(), "must have exactly one of " + keys});
  }
  return step;
}

SequenceExpectation ReadSequenceExpectation(json::StrictObject& object) {
  SequenceExpectation expected;
  auto list = object.List("in_order");
  if (!list) return expected;
  if (list->empty()) object.Report("in_order", "must contain at least one fact");
  for (json::StrictObject& step : *list) {
    SequenceStep read = ReadSequenceStep(std::move(step));
    if (!object.problems().full()) expected.steps.push_back(std::move(read));
  }
  return expected;
}

void ReportSubjectCount(json::StrictObject& object) {
  std::string keys;
  for (const FactKind kind : kCountableKinds)
    keys += "\"" + std::string(GetPluralName(kind)) + "\", ";
  object.problems().Add(
      {object.pointer(), "must have exactly one of " + keys + R"("payment", "in_order")"});
}

Expectation ReadExpectation(const Json& source, const std::string& pointer,
                            json::Problems& problems) {
  Expectation expectation;
  expectation.source = source;
  json::StrictObject object(source, pointer, problems);
  if (!source.is_object()) return expectation;
  std::optional<FactKind> counted;
  int subjects = 0;
  for (const FactKind kind : kCountableKinds) {
    if (object.Raw(GetPluralName(kind)) == nullptr) continue;
    counted = kind;
    ++subjects;
  }
  const bool is_newest = object.Raw("payment") != nullptr;
  const bool is_sequence = object.Raw("in_order") != nullptr;
  subjects += static_cast<int>(is_newest) + static_cast<int>(is_sequence);
  if (subjects > 1) {
    ReportSubjectCount(object);
  } else if (is_newest) {
    expectation.what = ReadNewestPaymentExpectation(object, source);
  } else if (is_sequence) {
    expectation.what = ReadSequenceExpectation(object);
    object.Finish();
  } else if (counted) {
    expectation.what = ReadCountExpectation(object, *counted);
    object.Finish();
  } else {
    for (const std::string_view key : kCountKeys)
      object.Raw(key);
    const std::size_t before = problems.size();
    object.Finish();
    if (problems.size() == before) ReportSubjectCount(object);
  }
  return expectation;
}

}  // namespace

std::vector<Expectation> ReadExpectations(json::StrictObject& object, std::string_view key) {
  std::vector<Expectation> expectations;
  const Json* list = object.Raw(key);
  if (list == nullptr) return expectations;
  if (!list->is_array()) {
    object.Report(key, "must be an array");
    return expectations;
  }
  for (std::size_t i = 0; i < list->size(); ++i) {
    const std::string pointer = object.PointerTo(key) + "/" + std::to_string(i);
    Expectation expectation = ReadExpectation((*list)[i], pointer, object.problems());
    if (!object.problems().full()) expectations.push_back(std::move(expectation));
  }
  return expectations;
}

FactKindSet CollectFactKinds(const std::vector<Expectation>& expectations) {
  FactKindSet kinds;
  for (const Expectation& expectation : expectations) {
    if (const auto* count = std::get_if<CountExpectation>(&expectation.what)) {
      kinds.Add(count->kind);
    } else if (const auto* sequence = std::get_if<SequenceExpectation>(&expectation.what)) {
      for (const SequenceStep& step : sequence->steps)
        kinds.Add(step.kind);
    } else {
      kinds.Add(FactKind::kPayment);
    }
  }
  return kinds;
}

}  // namespace portone::verify
