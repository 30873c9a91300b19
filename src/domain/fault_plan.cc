// SPDX-License-Identifier: MIT
#include "domain/fault_plan.h"

#include <algorithm>
#include <utility>

#include "base/wildcard.h"

namespace portone {
namespace {

bool MatchesText(const std::optional<std::string>& expected, std::string_view actual) {
  return !expected || *expected == actual;
}

/// Trailing slashes are ignored, as everywhere in the API.
std::string_view TrimTrailingSlashes(std::string_view path) {
  while (path.size() > 1 && path.back() == '/')
    path.remove_suffix(1);
  return path;
}

bool MatchesPath(const std::optional<std::string>& expected, std::string_view actual) {
  return !expected || (!actual.empty() && MatchesWildcard(TrimTrailingSlashes(*expected),
                                                          TrimTrailingSlashes(actual)));
}

/// Both are masked in the same gateway's format; '*' in the pattern matches any character.
bool MatchesCard(const std::optional<CardPattern>& expected, const FaultTarget& target) {
  if (!expected) return true;
  const auto masked = expected->by_gateway.find(std::string(target.pg));
  if (masked == expected->by_gateway.end()) return false;
  return std::equal(masked->second.begin(), masked->second.end(), target.card.begin(),
                    target.card.end(), [](char a, char b) { return a == '*' || a == b; });
}

bool NeedsReply(const Fault& fault) {
  const bool declines = std::holds_alternative<Decline>(fault.then.action);
  const bool refuses =
      std::holds_alternative<ErrorReply>(fault.then.action) && fault.at == FaultPoint::kBefore;
  return !declines && !refuses;
}

/// Whether the fault hits the occurrence that it has just counted.
bool HitsOccurrence(const Fault& fault, const FaultDraw& draw) {
  if (fault.seen <= fault.skip || fault.applied >= fault.times) return false;
  constexpr int kPercent = 100;
  if (fault.probability >= kPercent) return true;
  const std::uint64_t drawn = draw(std::to_string(fault.id), fault.seen);
  return drawn % kPercent < static_cast<std::uint64_t>(fault.probability);
}

}  // namespace

FaultPlan FaultPlan::Restore(std::vector<Fault> faults, FaultId last_id) {
  FaultPlan plan;
  plan.last_id_ = last_id;
  for (const Fault& fault : faults)
    plan.last_id_ = std::max(plan.last_id_, fault.id);
  for (Fault& fault : faults) {
    if (fault.id == 0) fault.id = ++plan.last_id_;
  }
  plan.faults_ = std::move(faults);
  plan.UpdateHasRequestFaults();
  return plan;
}

std::vector<Fault> FaultPlan::Add(std::vector<Fault> faults) {
  for (Fault& fault : faults) {
    fault.id = ++last_id_;
    fault.seen = 0;
    fault.applied = 0;
  }
  faults_.insert(faults_.end(), faults.begin(), faults.end());
  UpdateHasRequestFaults();
  return faults;
}

bool FaultPlan::Remove(FaultId id) {
  const bool removed = std::erase_if(faults_, [id](const Fault& one) { return one.id == id; }) > 0;
  UpdateHasRequestFaults();
  return removed;
}

std::size_t FaultPlan::Clear() {
  const std::size_t count = faults_.size();
  faults_.clear();
  UpdateHasRequestFaults();
  return count;
}

void FaultPlan::UpdateHasRequestFaults() {
  has_request_faults_ = std::any_of(faults_.begin(), faults_.end(), [](const Fault& fault) {
    return fault.when.operation == FaultOperation::kRequest;
  });
}

FaultMatch FaultPlan::Match(const FaultTarget& target, const FaultDraw& draw) {
  FaultMatch match;
  for (Fault& fault : faults_) {
    if (!Matches(fault, target)) continue;
    match.counted = true;
    ++fault.seen;
    if (!HitsOccurrence(fault, draw)) continue;
    ++fault.applied;
    match.hit = FaultHit{fault.id, fault.at, fault.then};
    break;
  }
  return match;
}

bool Matches(const Fault& fault, const FaultTarget& target) {
  const FaultConditions& when = fault.when;
  if (when.operation != target.operation) return false;
  if (!target.has_reply && NeedsReply(fault)) return false;
  return MatchesPath(when.path, target.path) && MatchesText(when.method, target.method) &&
         MatchesText(when.pg, target.pg) && MatchesText(when.customer_uid, target.customer_uid) &&
         MatchesText(when.merchant_uid, target.merchant_uid) && MatchesCard(when.card, target) &&
         (!when.status || when.status == target.status);
}

AppliedFault MakeAppliedFault(const FaultHit& hit, const FaultTarget& target) {
  return {.fault = hit.fault,
          .operation = target.operation,
          .merchant_uid = std::string(target.merchant_uid),
          .customer_uid = std::string(target.customer_uid),
          .path = std::string(target.path),
          .effect = DescribeEffect(hit.effect)};
}

std::vector<std::string> Describe(const FaultPlan& plan) {
  std::vector<std::string> lines;
  for (const Fault& fault : plan.All()) {
    lines.push_back(std::to_string(fault.id) + " " + std::string(Name(fault.when.operation)) +
                    " seen " + std::to_string(fault.seen) + " applied " +
                    std::to_string(fault.applied));
  }
  return lines;
}

}  // namespace portone
