// SPDX-License-Identifier: MIT
#include "commands/partner_receipts.h"

#include "commands/gateway_calls.h"
#include "domain/errors.h"
#include "domain/texts.h"
#include "gateways/registry.h"

namespace portone::commands {

Result<Payment> Apply(Tx& tx, const RegisterPartnerSales& command) {
  const Payment* payment = tx.ledger.payments.Find(command.imp_uid);
  if (payment == nullptr) return errors::PaymentNotFound();
  if (!gateways::Get(payment->pg).optional_operations.partner_receipts)
    return errors::PartnersUnsupported();
  if (!WasPaid(*payment) || payment->without_charge)
    return errors::PartnerSalesRefused(texts::kNotPaid);
  const Money remaining = GetRemainingAmount(*payment);
  if (remaining.IsZero()) return errors::PartnerSalesRefused(texts::kFullyCancelled);
  if (!payment->partner_sales.empty())
    return errors::PartnerSalesRefused(texts::kPartnersRegistered);
  Money sum{0, remaining.currency};
  for (const PartnerSale& sale : command.sales)
    sum.minor += sale.amount.minor;
  if (sum.minor > remaining.minor) return errors::PartnerSalesRefused(texts::kPartnersExceed);
  PORTONE_RETURN_IF_ERROR(CallGateway(tx, *payment));
  return tx.ledger.payments.Update(
      command.imp_uid, [&](Payment& updated) { updated.partner_sales = command.sales; });
}

}  // namespace portone::commands
