// SPDX-License-Identifier: MIT
// The ordered faults of one sandbox, with their counters. A value: part of the world, so that a
// reset restores it. Has no operation's rules and no random source of its own.
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

/// An operation about to run, as seen by faults. "" for attributes that it does not have.
struct FaultTarget {
  FaultOperation operation = FaultOperation::kCharge;
  std::string_view path{};
  std::string_view method{};
  std::string_view pg{};
  std::string_view customer_uid{};
  std::string_view merchant_uid{};
  std::string_view card{};  ///< masked in the format of `pg`
  std::optional<PaymentStatus> status{};
  bool has_reply = true;  ///< a client waits for a reply; false for scheduled charges
};

/// The fault that hit an operation.
struct FaultHit {
  FaultId fault = 0;
  FaultPoint at = FaultPoint::kBefore;
  FaultEffect effect{};
};

/// The report of a fault that hit `target`.
AppliedFault MakeAppliedFault(const FaultHit& hit, const FaultTarget& target);

/// The result of matching an operation against the faults.
struct FaultMatch {
  bool counted = false;  ///< a fault matched, so a counter changed
  std::optional<FaultHit> hit{};
};

/// The random number for the nth occurrence that a fault has seen. Deterministic: the same
/// arguments give the same number.
using FaultDraw = std::function<std::uint64_t(const std::string& fault, std::uint64_t n)>;

/// The faults that one sandbox may have: each operation is compared with all of them.
inline constexpr std::size_t kMaxFaults = 10'000;

class FaultPlan {
 public:
  FaultPlan() = default;
  /// Numbers them from 1.
  explicit FaultPlan(std::vector<Fault> faults) { Add(std::move(faults)); }

  /// Restores the faults of another plan, with their ids and counters. Faults without an id get
  /// ids after all others and after `last_id`. REQUIRES: the ids are ascending.
  static FaultPlan Restore(std::vector<Fault> faults, FaultId last_id = 0);

  bool empty() const { return faults_.empty(); }
  const std::vector<Fault>& All() const { return faults_; }
  /// The last id assigned, which is the number of faults ever added.
  FaultId last_id() const { return last_id_; }
  /// Whether any fault matches requests.
  bool HasRequestFaults() const { return has_request_faults_; }

  /// Appends the faults with new ids and zeroed counters; returns them as stored.
  std::vector<Fault> Add(std::vector<Fault> faults);
  /// False when no fault has this id.
  bool Remove(FaultId id);
  /// Removes all faults; returns how many there were.
  std::size_t Clear();

  /// Checks the faults in order until one hits. Each matching fault that is checked counts the
  /// occurrence as seen. It hits once it has let `skip` occurrences pass, unless it has already hit
  /// `times`, and if `draw` falls below its probability.
  FaultMatch Match(const FaultTarget& target, const FaultDraw& draw);

 private:
  void UpdateHasRequestFaults();

  std::vector<Fault> faults_;
  FaultId last_id_ = 0;
  bool has_request_faults_ = false;
};

/// Whether the fault's conditions match the operation. An operation without a reply is matched only
/// by effects that need none: declines, and errors applied before the change.
bool Matches(const Fault& fault, const FaultTarget& target);

/// The faults as text, one per line, for the description of a world.
std::vector<std::string> Describe(const FaultPlan& plan);

}  // namespace portone
