// SPDX-License-Identifier: MIT
#include "verify/expectation.h"

#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "verify/match_reader.h"

namespace portone::verify {
namespace {

constexpr std::array kCounted{FactKind::kPayment, FactKind::kSchedule, FactKind::kWebhook,
                              FactKind::kRequest};
constexpr std::array kOrdered{FactKind::kPayment, FactKind::kWebhook, FactKind::kRequest};
constexpr std::array<std::string_view, 4> kCounts{"count", "at_least", "at_most", "none"};
constexpr std::int64_t kMostCounted = 1'000'000'000;

std::optional<std::size_t> Number(json::StrictObject& object, std::string_view key) {
  const auto number = object.Integer(key, 0, kMostCounted);
  return number ? std::optional(static_cast<std::size_t>(*number)) : std::nullopt;
}

/// "count", "at_least", "at_most", "none"; the bounds may stand together.
void ReadCount(json::StrictObject& object, HowMany& expected) {
  const auto count = Number(object, "count");
  const auto least = Number(object, "at_least");
  const auto most = Number(object, "at_most");
  const auto none = object.Bool("none");
  const int given = static_cast<int>(object.Has("count")) + static_cast<int>(object.Has("none")) +
                    static_cast<int>(object.Has("at_least") || object.Has("at_most"));
  if (given > 1)
    object.Report("count", "give one of \"count\", \"at_least\", \"at_most\", \"none\"");
  if (none == false) object.Report("none", "must be true or left out");
  if (least && most && *least > *most) object.Report("at_least", "is more than \"at_most\"");
  if (none) expected.least = expected.most = 0;
  if (most) expected.most = *most;
  if (most && !least) expected.least = 0;
  if (least) expected.least = *least;
  if (count) expected.least = expected.most = *count;
}

/// {"payments": {...}, "count": 2} or {"payments": 2}.
HowMany ReadHowMany(json::StrictObject& object, FactKind kind) {
  HowMany expected;
  expected.kind = kind;
  const std::string_view key = Plural(kind);
  const nlohmann::json* given = object.Raw(key);
  if (given->is_number()) {
    const auto number = Number(object, key);
    expected.least = expected.most = number.value_or(0);
    return expected;
  }
  if (given->is_object()) {
    expected.match = ReadFactMatch(*given, object.PointerTo(key), kind, object.problems());
  } else {
    object.Report(key, "must be an object to match with, or a whole number");
  }
  ReadCount(object, expected);
  return expected;
}

/// {"payment": "order-1", "status": "paid"}: what stands beside the order number are fields.
Newest ReadNewest(json::StrictObject& object, const nlohmann::json& given) {
  Newest expected;
  expected.merchant_uid = object.RequiredText("payment").value_or("");
  for (const Field& field : FieldsOf(FactKind::kPayment))
    object.Raw(field.name);
  object.Finish();
  nlohmann::json fields = nlohmann::json::object();
  for (const Field& field : FieldsOf(FactKind::kPayment)) {
    const std::string name(field.name);
    if (given.contains(name)) fields[name] = given[name];
  }
  expected.match = ReadFactMatch(fields, object.pointer(), FactKind::kPayment, object.problems());
  return expected;
}

/// {"webhook": {...}}: one of the things that have a place in the order.
OrderedFact ReadOrderedFact(json::StrictObject object) {
  OrderedFact step;
  int subjects = 0;
  for (const FactKind kind : kOrdered) {
    const std::string_view key = Singular(kind);
    const nlohmann::json* given = object.Raw(key);
    if (given == nullptr) continue;
    ++subjects;
    step = {kind, ReadFactMatch(*given, object.PointerTo(key), kind, object.problems())};
  }
  const std::size_t before = object.problems().size();
  object.Finish();
  if (subjects != 1 && object.problems().size() == before) {
    object.problems().push_back(
        {object.pointer(), "must have exactly one of \"payment\", \"webhook\", \"request\""});
  }
  return step;
}

InOrder ReadInOrder(json::StrictObject& object) {
  InOrder expected;
  auto list = object.List("in_order");
  if (!list) return expected;
  if (list->empty()) object.Report("in_order", "must hold at least one fact");
  for (json::StrictObject& step : *list)
    expected.steps.push_back(ReadOrderedFact(std::move(step)));
  return expected;
}

void ReportSubjects(json::StrictObject& object) {
  object.problems().push_back(
      {object.pointer(),
       "must have exactly one of \"payments\", \"schedules\", \"webhooks\", \"requests\", "
       "\"payment\", \"in_order\""});
}

Expectation ReadExpectation(const nlohmann::json& given, const std::string& pointer,
                            json::Problems& problems) {
  Expectation expectation;
  expectation.given = given;
  json::StrictObject object(given, pointer, problems);
  if (!given.is_object()) return expectation;
  std::optional<FactKind> counted;
  int subjects = 0;
  for (const FactKind kind : kCounted) {
    if (object.Raw(Plural(kind)) == nullptr) continue;
    counted = kind;
    ++subjects;
  }
  const bool newest = object.Raw("payment") != nullptr;
  const bool in_order = object.Raw("in_order") != nullptr;
  subjects += static_cast<int>(newest) + static_cast<int>(in_order);
  if (subjects > 1) {
    ReportSubjects(object);
  } else if (newest) {
    expectation.what = ReadNewest(object, given);
  } else if (in_order) {
    expectation.what = ReadInOrder(object);
    object.Finish();
  } else if (counted) {
    expectation.what = ReadHowMany(object, *counted);
    object.Finish();
  } else {
    for (const std::string_view key : kCounts)
      object.Raw(key);
    const std::size_t before = problems.size();
    object.Finish();
    if (problems.size() == before) ReportSubjects(object);
  }
  return expectation;
}

}  // namespace

std::vector<Expectation> ReadExpectations(json::StrictObject& object, std::string_view key) {
  std::vector<Expectation> expectations;
  const nlohmann::json* list = object.Raw(key);
  if (list == nullptr) return expectations;
  if (!list->is_array()) {
    object.Report(key, "must be an array");
    return expectations;
  }
  for (std::size_t i = 0; i < list->size(); ++i) {
    const std::string pointer = object.PointerTo(key) + "/" + std::to_string(i);
    expectations.push_back(ReadExpectation((*list)[i], pointer, object.problems()));
  }
  return expectations;
}

FactKinds KindsIn(const std::vector<Expectation>& expectations) {
  FactKinds kinds;
  const auto add = [&kinds](FactKind kind) { kinds.set(static_cast<std::size_t>(kind)); };
  for (const Expectation& expectation : expectations) {
    if (const auto* how_many = std::get_if<HowMany>(&expectation.what)) {
      add(how_many->kind);
    } else if (const auto* in_order = std::get_if<InOrder>(&expectation.what)) {
      for (const OrderedFact& step : in_order->steps)
        add(step.kind);
    } else {
      add(FactKind::kPayment);
    }
  }
  return kinds;
}

}  // namespace portone::verify
