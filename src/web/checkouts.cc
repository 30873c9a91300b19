// SPDX-License-Identifier: MIT
#include "web/checkouts.h"

#include <utility>

#include "api/serve.h"
#include "commands/tiers.h"
#include "web/payment_window.h"
#include "web/read_checkout.h"

namespace portone::web {

Result<Done> CheckTier(engine::Engine& engine, const TierCode& tier) {
  if (tier.empty()) return Done{};
  PORTONE_RETURN_IF_ERROR(engine.Query(commands::ReadTier{tier}));
  return Done{};
}

Result<CheckoutResult> RunCheckout(engine::Sandbox& sandbox, webhook::Sender& sender,
                                   const api::Request& request, const TierCode& tier,
                                   const scenario::CheckoutRequest& checkout_request) {
  engine::Engine& engine = sandbox.engine;
  const auto refuse = [&](const Error& error) -> Result<CheckoutResult> {
    const bool is_of_this_call = error.code == Errc::kPaymentMeansUnsupported ||
                                 error.code == Errc::kBankNotApplicable ||
                                 error.code == Errc::kReceiptNotApplicable;
    if (error.code == Errc::kPoisoned || is_of_this_call) return error;
    return CheckoutResult{MakeNotOpenedResult(engine, checkout_request, error)};
  };
  const Result<Done> known_tier = CheckTier(engine, tier);
  if (!known_tier.ok()) return refuse(known_tier.error());
  const Result<commands::Checkout> checkout =
      ReadCheckout(request, checkout_request, engine.tolerance());
  if (!checkout.ok()) return refuse(checkout.error());
  const auto window =
      RunWindow(sandbox, sender, api::MakeJournalRequest(request, tier), checkout.value());
  if (!window.ok()) return refuse(window.error());
  return CheckoutResult{MakeEndResult(api::MakeReplyOptions(request, sandbox), checkout_request,
                                      checkout.value(), window.value()),
                        window.value().payment};
}

}  // namespace portone::web
