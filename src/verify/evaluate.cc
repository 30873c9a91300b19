// SPDX-License-Identifier: MIT
#include "verify/evaluate.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace portone::verify {
namespace {

using FactList = std::vector<const Fact*>;

// What is found.

FactList Matching(const HowMany& expected, const Facts& facts) {
  FactList found;
  for (const Fact& fact : facts.Of(expected.kind)) {
    if (Matches(expected.match, fact.fields)) found.push_back(&fact);
  }
  return found;
}

const Fact* NewestOf(const std::string& merchant_uid, const Facts& facts) {
  const std::vector<Fact>& payments = facts.Of(FactKind::kPayment);
  const auto newest = std::find_if(payments.rbegin(), payments.rend(), [&](const Fact& fact) {
    return fact.fields.at("merchant_uid") == merchant_uid;
  });
  return newest == payments.rend() ? nullptr : &*newest;
}

/// Everything that has a place in the order, in that order.
FactList Timeline(const Facts& facts) {
  FactList all;
  for (const FactKind kind : {FactKind::kRequest, FactKind::kPayment, FactKind::kWebhook}) {
    for (const Fact& fact : facts.Of(kind))
      all.push_back(&fact);
  }
  std::sort(all.begin(), all.end(), [](const Fact* a, const Fact* b) {
    return std::tie(a->sequence, a->kind, a->id) < std::tie(b->sequence, b->kind, b->id);
  });
  return all;
}

bool Fits(const OrderedFact& step, const Fact& fact) {
  return step.kind == fact.kind && Matches(step.match, fact.fields);
}

/// How far the steps can be followed when each takes the first fact that fits it.
struct Followed {
  FactList timeline;
  FactList taken;
  std::size_t next = 0;  ///< in the timeline, after the last one taken
};

Followed Follow(const InOrder& expected, const Facts& facts) {
  Followed followed{Timeline(facts), {}, 0};
  const FactList& timeline = followed.timeline;
  for (const OrderedFact& step : expected.steps) {
    std::size_t at = followed.next;
    while (at < timeline.size() && !Fits(step, *timeline[at]))
      ++at;
    if (at == timeline.size()) break;
    followed.taken.push_back(timeline[at]);
    followed.next = at + 1;
  }
  return followed;
}

// How it is told.

std::string WithWhat(const Match& match) {
  return match.given.empty() ? "" : " with " + match.given.dump();
}

std::string Counted(std::size_t number, FactKind kind) {
  return std::to_string(number) + " " + std::string(number == 1 ? Singular(kind) : Plural(kind));
}

std::string Quantity(const HowMany& expected) {
  const auto [kind, least, most] = std::tuple(expected.kind, expected.least, expected.most);
  if (most == 0) return "no " + std::string(Plural(kind));
  if (least == most) return "exactly " + Counted(most, kind);
  if (most == kAnyNumber) return "at least " + Counted(least, kind);
  if (least == 0) return "at most " + Counted(most, kind);
  return "from " + std::to_string(least) + " to " + Counted(most, kind);
}

std::string Listed(const FactList& facts) {
  std::string list;
  const std::size_t shown = std::min(facts.size(), kFactsShown);
  for (std::size_t i = 0; i < shown; ++i)
    list += (i == 0 ? "" : ", ") + NameOf(*facts[i]);
  if (shown < facts.size()) list += " and " + std::to_string(facts.size() - shown) + " more";
  return list;
}

/// "status: expected "paid", is "failed"; in amount: expected ..."
std::string InWords(const std::vector<Difference>& differences) {
  std::string words;
  for (const Difference& difference : differences) {
    words += (words.empty() ? "in " : "; in ") + difference.field + ": expected " +
             difference.expected.dump() + ", is " + difference.actual.dump();
  }
  return words;
}

/// The one with the fewest differences; of several the newest.
template <class Candidates>
void TellNearest(Verdict& verdict, const Match& match, const Candidates& candidates) {
  const Fact* best = nullptr;
  std::vector<Difference> fewest;
  for (const Fact* fact : candidates) {
    std::vector<Difference> differences = Differences(match, fact->fields);
    if (differences.empty() || (best != nullptr && differences.size() > fewest.size())) continue;
    best = fact;
    fewest = std::move(differences);
  }
  if (best == nullptr) return;
  verdict.failure += "; the nearest miss: " + NameOf(*best) + " differs " + InWords(fewest);
  verdict.nearest = NearMiss{best->fields, std::move(fewest)};
}

void Show(Verdict& verdict, const FactList& facts) {
  verdict.matched = facts.size();
  for (std::size_t i = 0; i < std::min(facts.size(), kFactsShown); ++i)
    verdict.facts.push_back(facts[i]->fields);
}

FactList PointersTo(const std::vector<Fact>& facts) {
  FactList pointers;
  for (const Fact& fact : facts)
    pointers.push_back(&fact);
  return pointers;
}

bool Enough(const HowMany& expected, std::size_t found) {
  return found >= expected.least && found <= expected.most;
}

Verdict JudgeOne(const HowMany& expected, const Facts& facts) {
  Verdict verdict;
  const FactList found = Matching(expected, facts);
  Show(verdict, found);
  if (Enough(expected, found.size())) return verdict;
  verdict.failure = "expected " + Quantity(expected) + WithWhat(expected.match) + ", found " +
                    std::to_string(found.size());
  if (found.size() > expected.most) {
    verdict.failure += ": " + Listed(found);
  } else if (facts.Of(expected.kind).empty()) {
    verdict.failure += ": there are no " + std::string(Plural(expected.kind));
  } else {
    TellNearest(verdict, expected.match, PointersTo(facts.Of(expected.kind)));
  }
  return verdict;
}

Verdict JudgeOne(const Newest& expected, const Facts& facts) {
  Verdict verdict;
  const std::string order = "payment " + expected.merchant_uid;
  const Fact* newest = NewestOf(expected.merchant_uid, facts);
  if (newest == nullptr) {
    verdict.failure = "expected " + order + WithWhat(expected.match) + ", found no such payment";
    return verdict;
  }
  std::vector<Difference> differences = Differences(expected.match, newest->fields);
  if (differences.empty()) {
    Show(verdict, {newest});
    return verdict;
  }
  verdict.failure = order + " differs " + InWords(differences);
  verdict.nearest = NearMiss{newest->fields, std::move(differences)};
  return verdict;
}

Verdict JudgeOne(const InOrder& expected, const Facts& facts) {
  Verdict verdict;
  const Followed followed = Follow(expected, facts);
  const std::size_t held = followed.taken.size();
  Show(verdict, followed.taken);
  if (held == expected.steps.size()) return verdict;
  const OrderedFact& missing = expected.steps[held];
  const std::string wanted = std::string(Singular(missing.kind)) + WithWhat(missing.match);
  const std::size_t steps = expected.steps.size();
  verdict.failure = "expected " + std::to_string(steps) + (steps == 1 ? " fact" : " facts") +
                    " in order, the first " + std::to_string(held) + " held; no " + wanted;
  if (held > 0) verdict.failure += " after " + NameOf(*followed.taken.back());

  const FactList& timeline = followed.timeline;
  const auto from = timeline.begin() + static_cast<std::ptrdiff_t>(followed.next);
  const auto earlier = std::find_if(timeline.begin(), from, [&](const Fact* fact) {
    const bool taken =
        std::find(followed.taken.begin(), followed.taken.end(), fact) != followed.taken.end();
    return !taken && Fits(missing, *fact);
  });
  if (earlier != from) {
    verdict.failure += "; " + NameOf(**earlier) + " came too early";
    return verdict;
  }
  FactList candidates;
  std::copy_if(from, timeline.end(), std::back_inserter(candidates),
               [&](const Fact* fact) { return fact->kind == missing.kind; });
  TellNearest(verdict, missing.match, candidates);
  return verdict;
}

bool HoldsOne(const HowMany& expected, const Facts& facts) {
  return Enough(expected, Matching(expected, facts).size());
}

bool HoldsOne(const Newest& expected, const Facts& facts) {
  const Fact* newest = NewestOf(expected.merchant_uid, facts);
  return newest != nullptr && Matches(expected.match, newest->fields);
}

bool HoldsOne(const InOrder& expected, const Facts& facts) {
  return Follow(expected, facts).taken.size() == expected.steps.size();
}

}  // namespace

bool Holds(const Expectation& expectation, const Facts& facts) {
  return std::visit([&facts](const auto& what) { return HoldsOne(what, facts); }, expectation.what);
}

Verdict Judge(const Expectation& expectation, const Facts& facts) {
  return std::visit([&facts](const auto& what) { return JudgeOne(what, facts); }, expectation.what);
}

}  // namespace portone::verify
