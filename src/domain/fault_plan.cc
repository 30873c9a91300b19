// SPDX-License-Identifier: MIT
#include "domain/fault_plan.h"

#include <algorithm>
#include <utility>

namespace portone {
namespace {

bool FitsExactly(const std::optional<std::string>& wanted, std::string_view is) {
  return !wanted || *wanted == is;
}

/// Slashes at the end make no difference, as everywhere in the API.
std::string_view WithoutSlashes(std::string_view path) {
  while (path.size() > 1 && path.back() == '/')
    path.remove_suffix(1);
  return path;
}

bool FitsPath(const std::optional<std::string>& wanted, std::string_view is) {
  return !wanted || (!is.empty() && FitsPattern(WithoutSlashes(*wanted), WithoutSlashes(is)));
}

/// Both are masked by the same gateway; what the pattern leaves open fits any digit.
bool FitsCard(const std::optional<CardPattern>& wanted, const FaultSite& site) {
  if (!wanted) return true;
  const auto masked = wanted->by_gateway.find(std::string(site.pg));
  if (masked == wanted->by_gateway.end()) return false;
  return std::equal(masked->second.begin(), masked->second.end(), site.card.begin(),
                    site.card.end(), [](char a, char b) { return a == '*' || a == b; });
}

bool NeedsReply(const Fault& fault) {
  const bool declines = std::holds_alternative<Decline>(fault.then.what);
  const bool refuses =
      std::holds_alternative<ErrorReply>(fault.then.what) && fault.at == FaultPoint::kBefore;
  return !declines && !refuses;
}

/// Whether the fault hits the occurrence that it has just counted.
bool Hits(const Fault& fault, const FaultDraw& draw) {
  if (fault.seen <= fault.skip || fault.applied >= fault.times) return false;
  constexpr int kCertain = 100;
  if (fault.probability >= kCertain) return true;
  const std::uint64_t drawn = draw(std::to_string(fault.id), fault.seen);
  return drawn % kCertain < static_cast<std::uint64_t>(fault.probability);
}

}  // namespace

FaultPlan FaultPlan::Restored(std::vector<Fault> kept, FaultId made) {
  FaultPlan plan;
  plan.last_id_ = made;
  for (const Fault& fault : kept)
    plan.last_id_ = std::max(plan.last_id_, fault.id);
  for (Fault& fault : kept) {
    if (fault.id == 0) fault.id = ++plan.last_id_;
  }
  plan.faults_ = std::move(kept);
  plan.Look();
  return plan;
}

std::vector<Fault> FaultPlan::Add(std::vector<Fault> faults) {
  for (Fault& fault : faults) {
    fault.id = ++last_id_;
    fault.seen = 0;
    fault.applied = 0;
  }
  faults_.insert(faults_.end(), faults.begin(), faults.end());
  Look();
  return faults;
}

bool FaultPlan::Remove(FaultId id) {
  const bool removed = std::erase_if(faults_, [id](const Fault& one) { return one.id == id; }) > 0;
  Look();
  return removed;
}

std::size_t FaultPlan::Clear() {
  const std::size_t count = faults_.size();
  faults_.clear();
  Look();
  return count;
}

void FaultPlan::Look() {
  watches_requests_ = std::any_of(faults_.begin(), faults_.end(), [](const Fault& fault) {
    return fault.when.operation == FaultOperation::kRequest;
  });
}

FaultMeeting FaultPlan::Meet(const FaultSite& site, const FaultDraw& draw) {
  FaultMeeting meeting;
  for (Fault& fault : faults_) {
    if (!Matches(fault, site)) continue;
    meeting.counted = true;
    ++fault.seen;
    if (!Hits(fault, draw)) continue;
    ++fault.applied;
    meeting.hit = FaultHit{fault.id, fault.at, fault.then};
    break;
  }
  return meeting;
}

bool Matches(const Fault& fault, const FaultSite& site) {
  const FaultWhen& when = fault.when;
  if (when.operation != site.operation) return false;
  if (!site.has_reply && NeedsReply(fault)) return false;
  return FitsPath(when.path, site.path) && FitsExactly(when.method, site.method) &&
         FitsExactly(when.pg, site.pg) && FitsExactly(when.customer_uid, site.customer_uid) &&
         FitsExactly(when.merchant_uid, site.merchant_uid) && FitsCard(when.card, site) &&
         (!when.status || when.status == site.status);
}

bool FitsPattern(std::string_view pattern, std::string_view text) {
  std::size_t at = 0;
  std::size_t in_text = 0;
  std::size_t star = std::string_view::npos;  // the last '*', and where what it stands for ends
  std::size_t star_ends = 0;
  while (in_text < text.size()) {
    if (at < pattern.size() && pattern[at] == '*') {
      star = at++;
      star_ends = in_text;
    } else if (at < pattern.size() && pattern[at] == text[in_text]) {
      ++at;
      ++in_text;
    } else if (star != std::string_view::npos) {
      at = star + 1;
      in_text = ++star_ends;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', at) == std::string_view::npos;
}

std::vector<std::string> Describe(const FaultPlan& plan) {
  std::vector<std::string> lines;
  for (const Fault& fault : plan.All()) {
    lines.push_back(std::to_string(fault.id) + " " +
                    std::string(OperationText(fault.when.operation)) + " seen " +
                    std::to_string(fault.seen) + " applied " + std::to_string(fault.applied));
  }
  return lines;
}

}  // namespace portone
