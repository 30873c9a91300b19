// SPDX-License-Identifier: MIT
// The subject and the outcome of a call or a timer, in the few words that fit on a line of a log.
#pragma once

#include <string>

#include "domain/payment.h"
#include "domain/schedule.h"

namespace portone {

/// Texts as stored, unmasked; "" for what does not apply.
struct CallOutcome {
  std::string merchant_uid{};
  std::string imp_uid{};
  std::string customer_uid{};
  std::string status{};  ///< "paid", "failed", "scheduled", "key issued", "3 schedules"
  std::string reason{};  ///< why it failed: the gateway's text
  std::string amount{};  ///< "9900 KRW"; set only together with `status`
  std::string pg{};      ///< the gateway's code

  bool has_failed() const { return !reason.empty(); }
};

/// The outcome of an operation on a payment: its present status.
CallOutcome DescribeOutcome(const Payment& payment);
/// The outcome of an operation on a scheduled charge.
CallOutcome DescribeOutcome(const Schedule& schedule);

}  // namespace portone
