// SPDX-License-Identifier: MIT
// What a caller asks for when cancelling a payment.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/money.h"
#include "domain/parameters.h"

namespace portone {

/// The bank account to which a virtual account payment is refunded.
struct RefundAccount {
  std::optional<std::string> holder;
  std::optional<std::string> bank;  ///< the code, in any gateway's format
  std::optional<std::string> account;
  std::optional<std::string> tel;
};

/// What a cancellation request contains besides the amounts.
struct CancelTerms {
  std::optional<std::string> reason{};
  RefundAccount refund{};  ///< required for virtual accounts, and by some gateways otherwise
  bool enable_webhook = false;
  Parameters extra{};  ///< gateway-specific parameters, such as "extra.requester"
};

struct CancelRequest : CancelTerms {
  std::optional<Money> amount{};  ///< absent or zero: the remaining amount
  std::optional<Money> tax_free{};
  std::optional<Money> vat_amount{};
  std::optional<Money> checksum{};  ///< the remaining amount that the caller expects
};

}  // namespace portone
