// SPDX-License-Identifier: MIT
// A notice on its way to one URL, with every attempt and what the receiver said.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "domain/ids.h"
#include "domain/webhook_event.h"
#include "domain/webhook_settings.h"

namespace portone {

/// What the receiver answered; `status` 0 and an `error` when it did not.
struct DeliveryOutcome {
  int status = 0;
  std::string error;
  std::string response_body;
  Duration took{0};  ///< real time; not part of what must repeat
};

/// Why an attempt is made.
enum class AttemptReason : std::uint8_t {
  kFirst,      ///< the payment changed
  kRetry,      ///< an earlier attempt did not succeed
  kReplay,     ///< somebody asked for it
  kDuplicate,  ///< a fault sends it twice
};

/// "first send", "retry", "replay", "duplicate".
std::string_view ReasonText(AttemptReason reason);

struct DeliveryAttempt {
  Instant at;
  AttemptReason reason = AttemptReason::kFirst;
  DeliveryOutcome outcome;
};

enum class DeliveryState : std::uint8_t {
  kPending,    ///< an attempt is still to come, or under way
  kDelivered,  ///< an attempt succeeded
  kFailed,     ///< none did, and no more will be made
  kDropped,    ///< a fault keeps it from being sent
};

/// "pending", "delivered", "failed", "dropped".
std::string_view StateText(DeliveryState state);
std::optional<DeliveryState> FindDeliveryState(std::string_view text);

struct Delivery {
  DeliveryId id = 0;
  std::uint64_t sequence = 0;  ///< of what gave occasion to it, among all that happened
  Notice notice;
  std::string url;
  WebhookFormat format = WebhookFormat::kJson;
  Instant created_at;
  DeliveryState state = DeliveryState::kPending;
  std::vector<DeliveryAttempt> attempts;
  std::optional<FaultId> fault{};  ///< that did something to it
};

/// Whether an answer means that the receiver took it: any 2xx, or with kUntil200 a 200 alone.
bool Succeeded(const DeliveryOutcome& outcome, RetryOn retry_on);

/// Whether an attempt that ended like this is followed by another one. REQUIRES: retries are left.
// FIDELITY: webhook-retries
bool WorthRetrying(const DeliveryOutcome& outcome, RetryOn retry_on);

}  // namespace portone
