// SPDX-License-Identifier: MIT
// What the window of a quick pay does besides paying: it registers members, keys and fingerprints,
// checks a PIN, and removes all of them. The page names the action (WindowRules::action_parameter).
#pragma once

#include <optional>
#include <string_view>

#include "commands/transaction.h"
#include "domain/gateway_rules.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "domain/result.h"

namespace portone::commands {

/// The action of a window that charges nothing, "PinCheck"; "" for one that pays, and at gateways
/// whose windows have no actions.
// FIDELITY: quick-window
std::string_view GetUnchargedActionName(const GatewayRules& rules, const Order& order);

/// Whether the action stores the customer_uid as a billing key.
bool StoresQuickKey(const GatewayRules& rules, const Order& order);

/// Why the gateway refuses the action or the payment of its window; nullopt when it does not.
// FIDELITY: quick-window
std::optional<GatewayError> FindQuickRefusal(const Tx& tx, const Payment& payment);

/// Confirms the action of a window that stores no billing key: its payment is paid, without money,
/// and a webhook is sent. Errors: FaultInjected. The gateway's refusal where a fault declines.
Result<std::optional<GatewayError>> ConfirmQuickAction(Tx& tx, const ImpUid& imp_uid);

/// Carries out the action of a confirmed window. REQUIRES: FindQuickRefusal returned nothing.
// FIDELITY: quick-window
void ApplyQuickAction(Tx& tx, const Payment& payment);

}  // namespace portone::commands
