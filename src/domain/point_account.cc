// SPDX-License-Identifier: MIT
#include "domain/point_account.h"

namespace portone {

std::int64_t GetRemainingPoints(const PaymentTable& payments, const PointAccount& account) {
  std::int64_t left = account.deposited_amount;
  for (const ImpUid& imp_uid : account.payments) {
    const Payment* payment = payments.Find(imp_uid);
    if (payment != nullptr && WasPaid(*payment)) left -= GetRemainingAmount(*payment).minor;
  }
  return left;
}

}  // namespace portone
