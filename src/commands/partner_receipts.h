// SPDX-License-Identifier: MIT
// Registering the sales of other businesses that a payment consists of, for its receipt.
#pragma once

#include <vector>

#include "commands/transaction.h"
#include "domain/partner_sale.h"
#include "domain/payment.h"
#include "domain/result.h"

namespace portone::commands {

/// Registers the sales, once. Errors, in this order: PaymentNotFound, PartnersUnsupported,
/// PartnerSalesRefused (not paid or fully cancelled; registered before; more than was paid),
/// GatewayFailed (a fault).
// FIDELITY: partner-receipts
struct RegisterPartnerSales {
  ImpUid imp_uid;
  std::vector<PartnerSale> sales;  ///< at least one, in the payment's currency: won
};
Result<Payment> Apply(Tx& tx, const RegisterPartnerSales& command);

}  // namespace portone::commands
