// SPDX-License-Identifier: MIT
#include "commands/record_views.h"

namespace portone::commands {

BenepiaAccountView MakeBenepiaAccountView(const Ledger& ledger, const BenepiaAccount& account) {
  return {account.user, account.account.deposited_amount,
          GetRemainingPoints(ledger.payments, account.account), account.account.payments.size()};
}

std::vector<PartnerSaleView> MakePartnerSaleViews(const Payment& payment) {
  std::vector<PartnerSaleView> views;
  views.reserve(payment.partner_sales.size());
  for (const PartnerSale& sale : payment.partner_sales)
    views.push_back({payment.imp_uid, payment.order.merchant_uid, sale});
  return views;
}

}  // namespace portone::commands
