// SPDX-License-Identifier: MIT
// Money of a buyer that is kept outside the sandbox: prepaid money, points of an employer. What is
// left follows from the payments that were made out of it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "domain/ids.h"
#include "domain/payment_table.h"

namespace portone {

struct PointAccount {
  std::int64_t deposited_amount = 0;  ///< deposited so far, in won
  std::vector<ImpUid> payments{};     ///< paid out of it, oldest first
};

/// The points that an employer grants a buyer, under the buyer's Benepia user name.
struct BenepiaAccount {
  std::string user;
  PointAccount account{};
};

using BenepiaAccounts = std::map<std::string, BenepiaAccount, std::less<>>;

/// The balance in won: deposits less payments, plus what was refunded.
std::int64_t GetRemainingPoints(const PaymentTable& payments, const PointAccount& account);

}  // namespace portone
