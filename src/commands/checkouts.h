// SPDX-License-Identifier: MIT
// The payment window (IMP.request_pay): opening and concluding it. The call to the merchant's
// confirm_url in between is made by control/payment_window.h, not here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "commands/transaction.h"
#include "domain/amount_text.h"
#include "domain/card.h"
#include "domain/gateway_rules.h"
#include "domain/merchant.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "domain/result.h"

namespace portone::commands {

/// What the buyer does in the window.
struct PayInWindow {};
struct CloseWindow {};
/// The buyer pays, and the gateway declines.
using DeclineInWindow = GatewayError;
using BuyerAction = std::variant<PayInWindow, CloseWindow, DeclineInWindow>;

/// The parameters of request_pay, and what the buyer does.
struct Checkout {
  Order order;  ///< amount 0 only issues a key, where the gateway allows it
  /// Replace the amounts of `order`: they are in the currency of the window's channel.
  std::optional<OrderAmountTexts> amounts{};
  ChannelChoice channel;
  std::optional<std::string> pay_method;  ///< absent: the gateway's default
  std::optional<CustomerUid> customer_uid;
  std::optional<std::string> customer_id;
  std::optional<CardInput> card_info;  ///< card.info: the window is not shown
  Device device = Device::kPc;
  std::optional<std::string> redirect_url;
  std::optional<std::string> confirm_url;
  std::optional<Instant> vbank_due;  ///< absent: 30 days from now
  std::optional<std::string> user_agent;

  BuyerAction buyer = PayInWindow{};
  std::optional<CardInput> buyers_card;  ///< entered in the window
  std::optional<PaysWith> pays_with{};   ///< absent: what is usual at the gateway
};

/// The current state of a window: its payment and, if it failed, why.
struct WindowState {
  Payment payment;
  std::optional<GatewayError> refusal{};
  ReturnBy return_by = ReturnBy::kCallback;
  bool ids_only = false;
  std::uint64_t generation = 0;  ///< of the world it was opened in
};

/// Opens the window and runs the buyer's action up to, but not including, payment. The payment is
/// ready, or failed when the gateway refused or the buyer closed the window. Errors, in this
/// order, before a payment is created: InvalidParameter (`amounts`), NoChannel, MerchantUidUsed,
/// PreparedAmountMismatch, OperationUnsupported or IssueUnsupported, MethodUnsupported,
/// MissingParameter, InvalidParameter (`pays_with`), CurrencyUnsupported, InvalidParameter (amount
/// 0 without a customer_uid).
// FIDELITY: window
struct OpenCheckout {
  Checkout checkout;
};
Result<WindowState> Apply(Tx& tx, const OpenCheckout& command);

/// Concludes an open window: rejected by the merchant with the text in `merchant_refusal`, or paid.
/// Issues a key when there is a customer_uid. Sends a webhook when the payment is paid or a virtual
/// account is issued. Errors: PaymentNotFound (the sandbox was reset in between).
// FIDELITY: window
struct ConcludeCheckout {
  WindowState window;
  Checkout checkout;
  std::optional<std::string> merchant_refusal;
};
Result<WindowState> Apply(Tx& tx, const ConcludeCheckout& command);

/// Both in one, for a window without confirm_url. Errors: as OpenCheckout, FaultInjected.
Result<WindowState> Apply(Tx& tx, const Checkout& command);

}  // namespace portone::commands
