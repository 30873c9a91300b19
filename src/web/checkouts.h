// SPDX-License-Identifier: MIT
// A checkout from the parameters of request_pay to what the page learns, for callers that state
// beforehand what the buyer does.
#pragma once

#include <optional>

#include "api/request.h"
#include "domain/ids.h"
#include "domain/payment.h"
#include "domain/result.h"
#include "engine/sandbox.h"
#include "scenario/checkout.h"
#include "web/page_result.h"
#include "webhook/sender.h"

namespace portone::web {

struct CheckoutResult {
  PageResult page;
  std::optional<Payment> payment{};  ///< absent: the window was not opened
};

/// Runs the window that is asked for, under the sub-merchant `tier`. What is refused before the
/// window opens is a result, too. `request` is the one that asks. Errors: Poisoned,
/// PaymentMeansUnsupported. Thread-safe; may wait for the merchant's confirm_url.
Result<CheckoutResult> RunCheckout(engine::Sandbox& sandbox, webhook::Sender& sender,
                                   const api::Request& request, const TierCode& tier,
                                   const scenario::CheckoutRequest& checkout_request);

/// Errors: TierNotFound. No tier is the merchant's own.
Result<Done> CheckTier(engine::Engine& engine, const TierCode& tier);

}  // namespace portone::web
