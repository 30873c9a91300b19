// SPDX-License-Identifier: MIT
// What a payment window (IMP.request_pay) is opened with, and what its buyer does.
#pragma once

#include <optional>
#include <string>

#include "domain/amount_text.h"
#include "domain/card.h"
#include "domain/channel.h"
#include "domain/merchant.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "domain/payment_means.h"
#include "domain/receipt.h"
#include "domain/window_outcome.h"

namespace portone::commands {

/// The parameters of request_pay, and what the buyer does.
struct Checkout {
  Order order;  ///< amount 0 only issues a key, where the gateway allows it
  /// If set, these replace the amounts of `order`. They are in the currency of the window's
  /// channel.
  std::optional<OrderAmountTexts> amounts{};
  bool has_amount = true;  ///< false: none was sent, which some gateways take as 0
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

  BuyerAction buyer_action = PayInWindow{};
  std::optional<CardInput> buyers_card;         ///< entered in the window
  std::optional<FundingSource> pays_with{};     ///< absent: the gateway's default
  std::optional<std::string> bank_code{};       ///< of a transfer or an account; absent: a default
  std::optional<ReceiptChoice> cash_receipt{};  ///< chosen in the window; absent: none
  bool is_shown = false;  ///< the window opens now, for a buyer who looks at it
};

}  // namespace portone::commands
