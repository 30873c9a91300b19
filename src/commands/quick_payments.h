// SPDX-License-Identifier: MIT
// Payments of a merchant's quick pay by API: with a member's prepaid money, and with a key that
// charges a member's card without the member.
#pragma once

#include <optional>
#include <string>

#include "commands/transaction.h"
#include "domain/merchant.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "domain/quick_pay.h"
#include "domain/result.h"

namespace portone::commands {

/// Pays with prepaid money; sends the webhook. Errors, in this order: MerchantUidUsed,
/// ModuleNotFound or NoChannel, OperationUnsupported, CurrencyUnsupported; by the gateway, as
/// ChargeRefused: unknown member, one without prepaid money, an order that was not prepared, a PIN
/// that was not confirmed for it, too little money, a fault; FaultInjected.
// FIDELITY: quick-payments
struct PayWithPrepaidMoney {
  static constexpr bool kAddsState = true;  ///< refused when memory is full
  MemberId member_id;
  ImpUid pin_check;  ///< the imp_uid of the window in which the member confirmed with a PIN
  Order order;
  ChannelChoice channel;
  std::optional<std::string> user_agent{};
};
Result<Payment> Apply(Tx& tx, const PayWithPrepaidMoney& command);

/// Charges an autopay key. A declined charge is a success with a failed payment. Errors, in this
/// order: BuyerUnregistered, MerchantUidUsed, CurrencyUnsupported, FaultInjected.
// FIDELITY: quick-autopay
struct PayWithAutopayKey {
  static constexpr bool kAddsState = true;  ///< refused when memory is full
  CustomerUid customer_uid;
  Order order;
  std::optional<std::string> user_agent{};
};
Result<Payment> Apply(Tx& tx, const PayWithAutopayKey& command);

/// Deletes an autopay key and returns it. Errors: AutopayKeyNotFound, GatewayFailed (a fault).
// FIDELITY: quick-autopay
struct DeleteAutopayKey {
  CustomerUid customer_uid;
};
Result<AutopayKey> Apply(Tx& tx, const DeleteAutopayKey& command);

}  // namespace portone::commands
