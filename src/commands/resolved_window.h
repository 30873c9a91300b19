// SPDX-License-Identifier: MIT
// What a payment window is, once its channel is known: its gateway's rules, the method and the
// means of payment, the order. Opening and paying both work with it.
#pragma once

#include "commands/checkout.h"
#include "commands/transaction.h"
#include "domain/card.h"
#include "domain/channel.h"
#include "domain/gateway_request.h"
#include "domain/gateway_rules.h"
#include "domain/order.h"
#include "domain/payment_means.h"
#include "domain/result.h"

namespace portone::commands {

struct ResolvedWindow {
  Channel channel;
  const GatewayRules& rules;
  PayMethod method;            ///< the requested one, or a default
  PaymentMeans payment_means;  ///< what the buyer pays with
  Order order;                 ///< in the gateway's own currency if the request names none
  bool issues_key = false;
  bool charges_money = true;
};

/// The window of a checkout at a channel. Errors: PayMethodUnsupported, PaymentMeansUnsupported.
Result<ResolvedWindow> ResolveWindow(Channel channel, const Checkout& checkout);

/// Whether the window stores a key. Some merchant ids of a gateway cannot store any.
// FIDELITY: known-merchant-ids
bool StoresKey(const GatewayRules& rules, const Channel& channel, const Checkout& checkout);

/// The card that the page brings, or else that the buyer enters; null without one.
const CardInput* FindEnteredCard(const Checkout& checkout);

/// The request with which the gateway is asked for the window. REQUIRES: both outlive it.
GatewayRequest MakeGatewayRequest(Tx& tx, const ResolvedWindow& window, const Checkout& checkout);

}  // namespace portone::commands
