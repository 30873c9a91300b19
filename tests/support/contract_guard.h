// SPDX-License-Identifier: MIT
// Where tests see a reply of the V1 API, its contract is checked: TestApi, the client over real
// sockets (and with it the goldens), and who else asks. What a test does on purpose it says with a
// scope.
#pragma once

#include <string>
#include <vector>

#include "support/contract.h"

namespace portone::testing {

/// Fails the running test for each thing that is wrong with an exchange. On another thread than the
/// test's, where Catch2 may not be called, findings wait for the test's next exchange or for the
/// program's end. Addresses of the control API are passed over.
void ExpectContract(Exchange exchange);

/// Findings of other threads that no test has told. The program must not end well with any.
Findings UntoldFindings();

/// While it lives, a fault may put these outcomes ("502/-7") in a reply's place; all else about the
/// reply still counts. Fails the test when none of the replies needed it.
class ReplacedReplies {
 public:
  explicit ReplacedReplies(const std::vector<std::string>& outcomes);
  ReplacedReplies(const ReplacedReplies&) = delete;
  ReplacedReplies& operator=(const ReplacedReplies&) = delete;
  ~ReplacedReplies();

 private:
  std::size_t uses_before_;
};

/// While it lives, replies have the shape of this profile.
class ExpectedProfile {
 public:
  explicit ExpectedProfile(const std::string& profile);
  ExpectedProfile(const ExpectedProfile&) = delete;
  ExpectedProfile& operator=(const ExpectedProfile&) = delete;
  ~ExpectedProfile();

 private:
  std::string before_;
};

}  // namespace portone::testing
