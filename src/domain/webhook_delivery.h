// SPDX-License-Identifier: MIT
// A webhook to one URL, with all delivery attempts and the receiver's responses.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/enum_names.h"
#include "base/http_result.h"
#include "base/instant.h"
#include "domain/ids.h"
#include "domain/webhook_event.h"
#include "domain/webhook_settings.h"

namespace portone {

/// Why an attempt is made.
enum class AttemptTrigger : std::uint8_t {
  kInitial,    ///< the payment changed
  kRetry,      ///< an earlier attempt did not succeed
  kReplay,     ///< requested through the control API
  kDuplicate,  ///< a fault sends it twice
};

template <>
struct EnumNames<AttemptTrigger> {
  static constexpr std::array<std::string_view, 4> kNames{"initial", "retry", "replay",
                                                          "duplicate"};
};

struct WebhookAttempt {
  Instant at;
  AttemptTrigger trigger = AttemptTrigger::kInitial;
  HttpResult result;
};

enum class WebhookDeliveryState : std::uint8_t {
  kPending,    ///< an attempt is planned or in progress
  kDelivered,  ///< an attempt succeeded
  kFailed,     ///< all attempts failed, and no more are planned
  kDropped,    ///< a fault prevents it from being sent
};

template <>
struct EnumNames<WebhookDeliveryState> {
  static constexpr std::array<std::string_view, 4> kNames{"pending", "delivered", "failed",
                                                          "dropped"};
};

struct WebhookDelivery {
  WebhookDeliveryId id = 0;
  std::uint64_t sequence = 0;  ///< the sandbox's sequence number of the event that triggered it
  WebhookEvent event;
  std::string url;
  WebhookFormat format = WebhookFormat::kJson;
  Instant created_at;
  WebhookDeliveryState state = WebhookDeliveryState::kPending;
  std::vector<WebhookAttempt> attempts;
  std::optional<FaultId> fault{};  ///< the fault that affected it
};

/// Whether the response counts as received: any 2xx, or with kNon200 only a 200.
bool IsSuccess(const HttpResult& result, RetryOn retry_on);

/// Whether an attempt with this result is followed by a retry. REQUIRES: retries are left.
// FIDELITY: webhook-retries
bool ShouldRetry(const HttpResult& result, RetryOn retry_on);

}  // namespace portone
