// SPDX-License-Identifier: MIT
// Views of records that are computed from other records: buyers' points, and partners' sales.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "domain/ledger.h"
#include "domain/partner_sale.h"
#include "domain/payment.h"
#include "domain/point_account.h"

namespace portone::commands {

/// The points that a buyer has from an employer.
struct BenepiaAccountView {
  std::string user;
  std::int64_t deposited_amount = 0;  ///< deposited so far, in won
  std::int64_t remaining = 0;         ///< what is left, in won
  std::size_t payments = 0;           ///< how many were made out of it
};
BenepiaAccountView MakeBenepiaAccountView(const Ledger& ledger, const BenepiaAccount& account);

/// A sale of another business, and the payment that it is a part of.
struct PartnerSaleView {
  ImpUid imp_uid;
  MerchantUid merchant_uid;
  PartnerSale sale;
};

/// The sales of partners that a payment consists of, in their order; none for most payments.
std::vector<PartnerSaleView> MakePartnerSaleViews(const Payment& payment);

}  // namespace portone::commands
