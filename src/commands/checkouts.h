// SPDX-License-Identifier: MIT
// The payment window (IMP.request_pay): opening and concluding it. The call to the merchant's
// confirm_url in between is made by web/payment_window.h, not here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "commands/checkout.h"
#include "commands/transaction.h"
#include "commands/window_state.h"
#include "domain/amount_text.h"
#include "domain/card.h"
#include "domain/gateway_rules.h"
#include "domain/merchant.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "domain/receipt.h"
#include "domain/result.h"
#include "domain/window_outcome.h"

namespace portone::commands {

/// Opens the window and runs the buyer's action up to, but not including, payment. The payment is
/// ready, or failed when the gateway refused or the buyer closed the window. Errors, in this
/// order, before a payment is created: MissingParameter (the amount), InvalidParameter (`amounts`),
/// NoChannel, MerchantUidUsed, PreparedAmountMismatch, OperationUnsupported, PayMethodUnsupported,
/// MissingParameter, PaymentMeansUnsupported, CurrencyUnsupported, InvalidParameter (amount
/// 0 without a customer_uid), BankNotApplicable, ReceiptNotApplicable, WindowRefused (by PortOne's
/// own checks for the gateway).
// FIDELITY: window
struct OpenCheckout {
  Checkout checkout;
};
Result<WindowState> Apply(Tx& tx, const OpenCheckout& command);

/// Concludes an open window: closed, abandoned, rejected by the merchant with the text in
/// `merchant_refusal`, declined or paid. What the buyer has chosen in the window (pay_method,
/// pays_with, card_quota, bank_code) is that of `checkout`. Issues a key when there is a
/// customer_uid. Sends a webhook when the payment is paid or a virtual account is issued. Errors,
/// each of which leaves the window open: PaymentNotFound (the sandbox was reset in between, or the
/// payment is no longer ready), PayMethodUnsupported, PaymentMeansUnsupported, BankNotApplicable,
/// ReceiptNotApplicable.
// FIDELITY: window
struct ConcludeCheckout {
  WindowState window;
  Checkout checkout;
  std::optional<std::string> merchant_refusal;
};
Result<WindowState> Apply(Tx& tx, const ConcludeCheckout& command);

/// The current state of an open window. Errors: PaymentNotFound (the sandbox has been reset
/// since).
struct ReadWindow {
  WindowState window;
};
Result<WindowState> Handle(const View& view, const ReadWindow& query);

/// How a window that does not open reports this to its page: the callback format of the chosen
/// channel's gateway, and whether its windows always redirect. If the choice leads to no channel:
/// the long format, without a redirect.
struct GetReturnFormat {
  ChannelChoice channel;
};
struct ReturnFormat {
  CallbackFormat callback = CallbackFormat::kLong;
  bool redirects = false;
  std::string_view redirects_unless{};  ///< as in the gateway's WindowRules
};
Result<ReturnFormat> Handle(const View& view, const GetReturnFormat& query);

/// Opens and concludes a window without confirm_url. Errors: as OpenCheckout, FaultInjected.
Result<WindowState> Apply(Tx& tx, const Checkout& command);

}  // namespace portone::commands
