// SPDX-License-Identifier: MIT
// A notice on its way to one URL, with every attempt and what the receiver said.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "domain/ids.h"
#include "domain/merchant.h"
#include "domain/notice.h"

namespace portone {

/// What the receiver answered; `status` 0 and an `error` when it did not.
struct DeliveryOutcome {
  int status = 0;
  std::string error;
  std::string response_body;
  Duration took{0};  ///< real time; not part of what must repeat
};

struct DeliveryAttempt {
  Instant at;
  DeliveryOutcome outcome;
};

enum class DeliveryState : std::uint8_t { kPending, kDelivered, kFailed };

/// "pending", "delivered", "failed".
std::string_view StateText(DeliveryState state);

struct Delivery {
  DeliveryId id = 0;
  Notice notice;
  std::string url;
  WebhookFormat format = WebhookFormat::kJson;
  Instant created_at;
  DeliveryState state = DeliveryState::kPending;
  std::vector<DeliveryAttempt> attempts;
};

/// Whether an answer means that the receiver took it: any 2xx.
inline bool Succeeded(const DeliveryOutcome& outcome) {
  return outcome.status >= 200 && outcome.status < 300;
}

}  // namespace portone
