// SPDX-License-Identifier: MIT
#include "verify/evaluate.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace portone::verify {
namespace {

using FactList = std::vector<const Fact*>;

// Finding facts.

FactList FindMatching(const CountExpectation& expected, const Facts& facts) {
  FactList found;
  for (const Fact& fact : facts.Get(expected.kind)) {
    if (Matches(expected.match, fact.fields)) found.push_back(&fact);
  }
  return found;
}

const Fact* FindNewestPayment(const std::string& merchant_uid, const Facts& facts) {
  const std::vector<Fact>& payments = facts.Get(FactKind::kPayment);
  const auto newest = std::find_if(payments.rbegin(), payments.rend(), [&](const Fact& fact) {
    return fact.fields.at("merchant_uid") == merchant_uid;
  });
  return newest == payments.rend() ? nullptr : &*newest;
}

/// All facts that have a position in time, in that order: all but schedules,
/// quick preparations, autopay keys, points and partners' sales.
FactList SortByTime(const Facts& facts) {
  FactList all;
  for (const FactKind kind :
       {FactKind::kRequest, FactKind::kPayment, FactKind::kWebhook, FactKind::kCertification,
        FactKind::kProductOrder, FactKind::kQuickMember, FactKind::kReceipt}) {
    for (const Fact& fact : facts.Get(kind))
      all.push_back(&fact);
  }
  std::sort(all.begin(), all.end(), [](const Fact* a, const Fact* b) {
    return std::tie(a->sequence, a->kind, a->id) < std::tie(b->sequence, b->kind, b->id);
  });
  return all;
}

bool FactMatches(const SequenceStep& step, const Fact& fact) {
  return step.kind == fact.kind && Matches(step.match, fact.fields);
}

/// The steps that can be matched when each takes the first fact that matches it.
struct MatchedSequence {
  FactList timeline;
  FactList taken;
  std::size_t next = 0;  ///< index in the timeline after the last fact taken
};

MatchedSequence MatchSequence(const SequenceExpectation& expected, const Facts& facts) {
  MatchedSequence matched{SortByTime(facts), {}, 0};
  const FactList& timeline = matched.timeline;
  for (const SequenceStep& step : expected.steps) {
    std::size_t at = matched.next;
    while (at < timeline.size() && !FactMatches(step, *timeline[at]))
      ++at;
    if (at == timeline.size()) break;
    matched.taken.push_back(timeline[at]);
    matched.next = at + 1;
  }
  return matched;
}

// Formatting messages.

std::string FormatMatcher(const Matcher& match) {
  return match.source.empty() ? "" : " with " + match.source.dump();
}

std::string FormatCount(std::size_t number, FactKind kind) {
  return std::to_string(number) + " " + std::string(number == 1 ? Name(kind) : GetPluralName(kind));
}

std::string FormatExpectedCount(const CountExpectation& expected) {
  const auto [kind, min, max] = std::tuple(expected.kind, expected.min, expected.max);
  if (max == 0) return "no " + std::string(GetPluralName(kind));
  if (min == max) return "exactly " + FormatCount(max, kind);
  if (max == kUnbounded) return "at least " + FormatCount(min, kind);
  if (min == 0) return "at most " + FormatCount(max, kind);
  return std::to_string(min) + " to " + FormatCount(max, kind);
}

std::string FormatFacts(const FactList& facts) {
  std::string list;
  const std::size_t shown = std::min(facts.size(), kMaxFactsShown);
  for (std::size_t i = 0; i < shown; ++i)
    list += (i == 0 ? "" : ", ") + FormatFactName(*facts[i]);
  if (shown < facts.size()) list += " and " + std::to_string(facts.size() - shown) + " more";
  return list;
}

/// "status: expected "paid", got "failed"; in amount: expected ..."
std::string FormatDifferences(const std::vector<Difference>& differences) {
  std::string text;
  for (const Difference& difference : differences) {
    text += (text.empty() ? "in " : "; in ") + difference.field + ": expected " +
            difference.expected.dump() + ", got " + difference.actual.dump();
  }
  return text;
}

/// Adds the fact with the fewest differences; among equals, the newest.
template <class Candidates>
void AddNearestMiss(Verdict& verdict, const Matcher& match, const Candidates& candidates) {
  const Fact* best = nullptr;
  std::vector<Difference> fewest;
  for (const Fact* fact : candidates) {
    std::vector<Difference> differences = FindDifferences(match, fact->fields);
    if (differences.empty() || (best != nullptr && differences.size() > fewest.size())) continue;
    best = fact;
    fewest = std::move(differences);
  }
  if (best == nullptr) return;
  verdict.failure +=
      "; closest match: " + FormatFactName(*best) + " differs " + FormatDifferences(fewest);
  verdict.nearest = NearMiss{best->fields, std::move(fewest)};
}

void AddMatchedFacts(Verdict& verdict, const FactList& facts) {
  verdict.matched = facts.size();
  for (std::size_t i = 0; i < std::min(facts.size(), kMaxFactsShown); ++i)
    verdict.facts.push_back(facts[i]->fields);
}

FactList ToPointers(const std::vector<Fact>& facts) {
  FactList pointers;
  for (const Fact& fact : facts)
    pointers.push_back(&fact);
  return pointers;
}

bool IsExpectedCount(const CountExpectation& expected, std::size_t found) {
  return found >= expected.min && found <= expected.max;
}

Verdict EvaluateOne(const CountExpectation& expected, const Facts& facts) {
  Verdict verdict;
  const FactList found = FindMatching(expected, facts);
  AddMatchedFacts(verdict, found);
  if (IsExpectedCount(expected, found.size())) return verdict;
  verdict.failure = "expected " + FormatExpectedCount(expected) + FormatMatcher(expected.match) +
                    ", found " + std::to_string(found.size());
  if (found.size() > expected.max) {
    verdict.failure += ": " + FormatFacts(found);
  } else if (facts.Get(expected.kind).empty()) {
    verdict.failure += ": there are no " + std::string(GetPluralName(expected.kind));
  } else {
    AddNearestMiss(verdict, expected.match, ToPointers(facts.Get(expected.kind)));
  }
  return verdict;
}

Verdict EvaluateOne(const NewestPaymentExpectation& expected, const Facts& facts) {
  Verdict verdict;
  const std::string order = "payment " + expected.merchant_uid;
  const Fact* newest = FindNewestPayment(expected.merchant_uid, facts);
  if (newest == nullptr) {
    verdict.failure =
        "expected " + order + FormatMatcher(expected.match) + ", found no such payment";
    return verdict;
  }
  std::vector<Difference> differences = FindDifferences(expected.match, newest->fields);
  if (differences.empty()) {
    AddMatchedFacts(verdict, {newest});
    return verdict;
  }
  verdict.failure = order + " differs " + FormatDifferences(differences);
  verdict.nearest = NearMiss{newest->fields, std::move(differences)};
  return verdict;
}

Verdict EvaluateOne(const SequenceExpectation& expected, const Facts& facts) {
  Verdict verdict;
  const MatchedSequence matched = MatchSequence(expected, facts);
  const std::size_t matched_steps = matched.taken.size();
  AddMatchedFacts(verdict, matched.taken);
  if (matched_steps == expected.steps.size()) return verdict;
  const SequenceStep& missing = expected.steps[matched_steps];
  const std::string missing_fact = std::string(Name(missing.kind)) + FormatMatcher(missing.match);
  const std::size_t steps = expected.steps.size();
  verdict.failure = "expected " + std::to_string(steps) + (steps == 1 ? " fact" : " facts") +
                    " in order, found " + std::to_string(matched_steps) + "; no " + missing_fact;
  if (matched_steps > 0) verdict.failure += " after " + FormatFactName(*matched.taken.back());

  const FactList& timeline = matched.timeline;
  const auto from = timeline.begin() + static_cast<std::ptrdiff_t>(matched.next);
  const auto earlier = std::find_if(timeline.begin(), from, [&](const Fact* fact) {
    const bool is_taken =
        std::find(matched.taken.begin(), matched.taken.end(), fact) != matched.taken.end();
    return !is_taken && FactMatches(missing, *fact);
  });
  if (earlier != from) {
    verdict.failure += "; " + FormatFactName(**earlier) + " came too early";
    return verdict;
  }
  FactList candidates;
  std::copy_if(from, timeline.end(), std::back_inserter(candidates),
               [&](const Fact* fact) { return fact->kind == missing.kind; });
  AddNearestMiss(verdict, missing.match, candidates);
  return verdict;
}

bool HoldsOne(const CountExpectation& expected, const Facts& facts) {
  return IsExpectedCount(expected, FindMatching(expected, facts).size());
}

bool HoldsOne(const NewestPaymentExpectation& expected, const Facts& facts) {
  const Fact* newest = FindNewestPayment(expected.merchant_uid, facts);
  return newest != nullptr && Matches(expected.match, newest->fields);
}

bool HoldsOne(const SequenceExpectation& expected, const Facts& facts) {
  return MatchSequence(expected, facts).taken.size() == expected.steps.size();
}

}  // namespace

bool Holds(const Expectation& expectation, const Facts& facts) {
  return std::visit([&facts](const auto& what) { return HoldsOne(what, facts); }, expectation.what);
}

Verdict Evaluate(const Expectation& expectation, const Facts& facts) {
  return std::visit([&facts](const auto& what) { return EvaluateOne(what, facts); },
                    expectation.what);
}

}  // namespace portone::verify
