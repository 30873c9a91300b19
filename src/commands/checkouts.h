// SPDX-License-Identifier: MIT
// The buyer's window (IMP.request_pay): opened, and brought to its end. Between the two the
// merchant may be asked (confirm_url), which is not done here: control/payment_window.h puts the
// two together.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "commands/transaction.h"
#include "domain/card.h"
#include "domain/error.h"
#include "domain/gateway_rules.h"
#include "domain/merchant.h"
#include "domain/order.h"
#include "domain/payment.h"

namespace portone::commands {

/// What the buyer does in the window.
struct PayInWindow {};
struct CloseWindow {};
/// Pays, and the gateway refuses.
using DeclinedInWindow = GatewayFault;
using BuyerAct = std::variant<PayInWindow, CloseWindow, DeclinedInWindow>;

/// The parameters of request_pay, and who is in front of the window.
struct Checkout {
  Order order;  ///< an amount of zero only stores a key, where the gateway lets it
  ChannelChoice channel;
  std::optional<std::string> pay_method;  ///< absent: what the gateway takes first
  std::optional<CustomerUid> customer_uid;
  std::optional<std::string> customer_id;
  std::optional<CardInput> card_info;  ///< card.info: no window is shown
  Device device = Device::kPc;
  std::optional<std::string> redirect_url;
  std::optional<std::string> confirm_url;
  std::optional<Instant> vbank_due;  ///< absent: 30 days from now
  std::optional<std::string> user_agent;

  BuyerAct buyer = PayInWindow{};
  std::optional<CardInput> buyers_card;  ///< that is typed into the window
};

/// In what currency a window is when it names none. Refused: NoChannel.
struct ReadWindowCurrency {
  ChannelChoice channel;
};
Result<Currency> Answer(const View& view, const ReadWindowCurrency& query);

/// A window as it stands: its payment, and why it came to an end when it failed.
struct WindowState {
  Payment payment;
  std::optional<GatewayFault> refusal{};
  ReturnBy return_by = ReturnBy::kCallback;
  bool tells_ids_only = false;
  std::uint64_t generation = 0;  ///< of the world in which it was opened
};

/// Opens the window and lets the buyer act, short of paying. The payment is ready, or failed when
/// the gateway refused or the buyer closed the window. Refused, in this order, before there is a
/// payment: NoChannel, MerchantUidUsed, RegistrationMismatch, OperationUnsupported or
/// IssueUnsupported, MethodUnsupported, MissingParameter, CurrencyUnsupported, InvalidParameter (an
/// amount of zero without a customer_uid).
// FIDELITY: window
struct OpenCheckout {
  Checkout checkout;
};
Result<WindowState> Apply(Tx& tx, const OpenCheckout& command);

/// Brings a window that is open to its end: `stopped` by the merchant with this text, or paid, with
/// a key for who has a customer_uid. Tells of what is paid, or issued as a virtual account.
/// Refused: PaymentNotFound (a reset came in between).
// FIDELITY: window
struct ConcludeCheckout {
  WindowState window;
  Checkout checkout;
  std::optional<std::string> stopped;
};
Result<WindowState> Apply(Tx& tx, const ConcludeCheckout& command);

/// Both at once, for a window about which the merchant is not asked. Refused as OpenCheckout, and
/// FaultInjected.
Result<WindowState> Apply(Tx& tx, const Checkout& command);

}  // namespace portone::commands
