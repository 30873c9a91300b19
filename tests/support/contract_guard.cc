// SPDX-License-Identifier: MIT
#include "support/contract_guard.h"

#include <mutex>
#include <set>
#include <thread>
#include <utility>

#include "control/request_handler.h"
#include "support/catch.h"

namespace portone::testing {
namespace {

/// The state set by the scopes, and the findings of other threads.
struct State {
  std::mutex mutex;
  std::string profile = "current";
  std::set<std::string> replacements;
  std::size_t uses = 0;  ///< replies whose outcome was accepted because of a scope
  Findings unreported;
};

State& Shared() {
  static State state;
  return state;
}

const std::thread::id kTestThread = std::this_thread::get_id();

/// Checks an exchange with the scopes' settings applied. The lock is only held to read and update
/// them.
Findings CheckWithScopes(Exchange& exchange) {
  const Contract& contract = Contract::Shared();
  {
    const std::lock_guard lock(Shared().mutex);
    if (exchange.profile == "current") exchange.profile = Shared().profile;
    exchange.replacements = Shared().replacements;
  }
  Findings findings = contract.Check(exchange);
  if (exchange.replacements.empty()) return findings;
  exchange.replacements.clear();
  const bool needed = contract.Check(exchange).size() > findings.size();
  const std::lock_guard lock(Shared().mutex);
  if (needed) ++Shared().uses;
  return findings;
}

}  // namespace

void ExpectContract(Exchange exchange) {
  if (control::IsControlTarget(exchange.target)) return;
  Findings findings = CheckWithScopes(exchange);
  if (std::this_thread::get_id() != kTestThread) {
    const std::lock_guard lock(Shared().mutex);
    Findings& unreported = Shared().unreported;
    unreported.insert(unreported.end(), findings.begin(), findings.end());
    return;
  }
  const Findings earlier = TakeUnreportedFindings();
  findings.insert(findings.end(), earlier.begin(), earlier.end());
  for (const std::string& finding : findings)
    FAIL_CHECK("contract: " << finding << "\n" << exchange.body);
}

Findings TakeUnreportedFindings() {
  const std::lock_guard lock(Shared().mutex);
  return std::exchange(Shared().unreported, {});
}

ReplacedReplies::ReplacedReplies(const std::vector<std::string>& outcomes) {
  const std::lock_guard lock(Shared().mutex);
  Shared().replacements = {outcomes.begin(), outcomes.end()};
  uses_before_ = Shared().uses;
}

ReplacedReplies::~ReplacedReplies() {
  std::size_t uses = 0;
  {
    const std::lock_guard lock(Shared().mutex);
    Shared().replacements.clear();
    uses = Shared().uses - uses_before_;
  }
  CHECK(uses > 0);  // otherwise the scope is not needed, or the fault was never applied
}

ExpectedProfile::ExpectedProfile(const std::string& profile) {
  const std::lock_guard lock(Shared().mutex);
  previous_profile_ = std::exchange(Shared().profile, profile);
}

ExpectedProfile::~ExpectedProfile() {
  const std::lock_guard lock(Shared().mutex);
  Shared().profile = previous_profile_;
}

}  // namespace portone::testing
