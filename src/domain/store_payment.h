// SPDX-License-Identifier: MIT
// Decides the operations on slips for convenience stores: issue, revoke, payment. Pure functions.
// Evidence: docs/behaviour/convenience-stores.md#cvs-issue
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "domain/gateway_rules.h"
#include "domain/money.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "domain/result.h"

namespace portone {

inline constexpr std::size_t kMaxBarcodeLength = 64;
inline constexpr std::size_t kMaxConfirmUrlLength = 2048;

/// Whether a text can be printed as a barcode: letters, digits and dashes.
bool HasBarcodeCharacters(std::string_view text);

/// Whether a text is the URL of a web server, as far as its beginning tells.
bool IsWebUrl(std::string_view text);

struct StoreSlipRequest {
  Order order;
  std::optional<std::string> barcode{};  ///< absent: the gateway makes one
  std::optional<Instant> expires_at{};   ///< absent: by the merchant's contract
  std::optional<std::string> confirm_url{};
};

/// The requested slip; its barcode is empty unless the request has one. Errors, in this order:
/// OperationUnsupported (the gateway issues none), CurrencyUnsupported, StoreSlipExpiryInPast.
// FIDELITY: cvs-issue
Result<StoreSlip> DecideStoreSlip(const StoreSlipRequest& request, const GatewayRules& rules,
                                  Instant now);

/// Errors, in this order: NotStorePayment, StoreSlipNotReady.
// FIDELITY: cvs-revoke
Result<Done> DecideStoreSlipRevocation(const Payment& payment);

/// Whether a store takes `amount`, which is the order's if it is absent. Errors:
/// StorePaymentRefused, when the payment has no slip, when the slip was used, has expired or was
/// revoked, or when the amount differs.
// FIDELITY: cvs-payment
Result<Done> DecideStorePayment(const Payment& payment, const std::optional<Money>& amount);

}  // namespace portone
