// SPDX-License-Identifier: MIT
// The fact that a payment changed and somebody may want to be told. Only webhook/ knows that it
// becomes an HTTP POST.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "domain/payment.h"

namespace portone {

struct Notice {
  ImpUid imp_uid;
  MerchantUid merchant_uid;
  PaymentStatus status = PaymentStatus::kPaid;
  std::optional<std::string> cancellation_id;
};

/// What came of a command besides its result, for the journal.
struct Consequences {
  std::vector<Notice> notices;
  std::vector<std::string> warnings;  ///< what passes here but will not in production
};

}  // namespace portone
