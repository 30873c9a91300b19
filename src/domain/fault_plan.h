// SPDX-License-Identifier: MIT
// The faults of one sandbox, in their order, and how often each was met. A value: part of the
// world, so that a reset restores it. Knows no operation's rules and draws no chance of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/fault.h"

namespace portone {

/// Something that is about to happen, as far as faults may look at it. "" is what it has not.
struct FaultSite {
  FaultOperation operation = FaultOperation::kCharge;
  std::string_view path{};
  std::string_view method{};
  std::string_view pg{};
  std::string_view customer_uid{};
  std::string_view merchant_uid{};
  std::string_view card{};  ///< masked as `pg` masks it
  std::optional<PaymentStatus> status{};
  bool has_reply = true;  ///< somebody waits for an answer; not so when a schedule is charged
};

/// What a site was hit by.
struct FaultHit {
  FaultId fault = 0;
  FaultPoint at = FaultPoint::kBefore;
  FaultEffect effect{};
};

/// What came of showing a site to the faults.
struct FaultMeeting {
  bool counted = false;  ///< some fault matched, so a counter moved
  std::optional<FaultHit> hit{};
};

/// A number for the nth occurrence that a fault has seen: the same one whenever it is asked for.
using FaultDraw = std::function<std::uint64_t(const std::string& fault, std::uint64_t n)>;

class FaultPlan {
 public:
  FaultPlan() = default;
  /// Numbers them from 1.
  explicit FaultPlan(std::vector<Fault> faults) { Add(std::move(faults)); }

  /// Faults as another plan has kept them, with their ids and counters; those without an id are
  /// numbered after the others, and after the first `made`. REQUIRES: their ids grow.
  static FaultPlan Restored(std::vector<Fault> kept, FaultId made = 0);

  bool empty() const { return faults_.empty(); }
  const std::vector<Fault>& All() const { return faults_; }
  /// How many there ever were: the greatest id that was given out.
  FaultId made() const { return last_id_; }
  /// Whether any fault is about requests.
  bool WatchesRequests() const { return watches_requests_; }

  /// Appends them with new ids and counters at zero; returns them as they are stored.
  std::vector<Fault> Add(std::vector<Fault> faults);
  /// False when there is none with this id.
  bool Remove(FaultId id);
  /// Returns how many there were.
  std::size_t Clear();

  /// Asks the faults in their order until one hits. Each that is asked and matches counts the
  /// occurrence as seen. It then hits when it has let `skip` pass, has not yet hit `times`, and
  /// `draw` falls below its probability.
  FaultMeeting Meet(const FaultSite& site, const FaultDraw& draw);

 private:
  void Look();

  std::vector<Fault> faults_;
  FaultId last_id_ = 0;
  bool watches_requests_ = false;
};

/// Whether the fault waits for things like this one. A site without a reply is met only by what
/// needs none: declines, and errors in place of the change.
bool Matches(const Fault& fault, const FaultSite& site);

/// Whether `text` fits a pattern in which '*' stands for any run of characters.
bool FitsPattern(std::string_view pattern, std::string_view text);

/// The faults as text, one a line, for descriptions of a world.
std::vector<std::string> Describe(const FaultPlan& plan);

}  // namespace portone
