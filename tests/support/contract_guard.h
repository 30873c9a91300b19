// SPDX-License-Identifier: MIT
// Checks the contract of every V1 reply that tests receive: through TestApi, through the client
// over real sockets (and so in the goldens), and wherever else ExpectContract is called. Tests
// announce intended deviations with a scope object.
#pragma once

#include <string>
#include <vector>

#include "support/contract.h"

namespace portone::testing {

/// Fails the running test for each violation in an exchange. On threads other than the test's,
/// where Catch2 must not be called, findings are kept until the test's next exchange or the end of
/// the program. Requests to the control API are ignored.
void ExpectContract(Exchange exchange);

/// Findings of other threads that no test has reported. If there are any, the program must fail.
Findings TakeUnreportedFindings();

/// While it exists, a fault may substitute these outcomes ("502/-7") for a reply's; everything else
/// about the reply is still checked. Fails the test when no reply needed it.
class ReplacedReplies {
 public:
  explicit ReplacedReplies(const std::vector<std::string>& outcomes);
  ReplacedReplies(const ReplacedReplies&) = delete;
  ReplacedReplies& operator=(const ReplacedReplies&) = delete;
  ~ReplacedReplies();

 private:
  std::size_t uses_before_;
};

/// While it exists, replies are checked against this profile.
class ExpectedProfile {
 public:
  explicit ExpectedProfile(const std::string& profile);
  ExpectedProfile(const ExpectedProfile&) = delete;
  ExpectedProfile& operator=(const ExpectedProfile&) = delete;
  ~ExpectedProfile();

 private:
  std::string previous_profile_;
};

}  // namespace portone::testing
