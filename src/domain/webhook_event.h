// SPDX-License-Identifier: MIT
// A change of a payment's status that the merchant may be notified of. Only webhook/ knows that it
// becomes an HTTP POST.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "domain/payment.h"

namespace portone {

struct WebhookEvent {
  ImpUid imp_uid;
  MerchantUid merchant_uid;
  PaymentStatus status = PaymentStatus::kPaid;
  std::optional<std::string> cancellation_id;
};

/// The side effects of a command, for the journal.
struct SideEffects {
  std::vector<WebhookEvent> notices;
  std::vector<std::string> warnings;  ///< about input that is accepted here but fails in production
};

}  // namespace portone
