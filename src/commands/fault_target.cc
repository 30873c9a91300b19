// SPDX-License-Identifier: MIT
#include "commands/fault_target.h"

#include <cstdint>
#include <string>

namespace portone::commands {

FaultTarget MakeFaultTarget(FaultOperation operation, const Payment& payment) {
  FaultTarget target;
  target.operation = operation;
  target.pg = payment.pg.text;
  if (payment.customer_uid) target.customer_uid = payment.customer_uid->text;
  target.merchant_uid = payment.order.merchant_uid.text;
  if (payment.card) target.card = payment.card->number;
  return target;
}

FaultTarget MakeFaultTarget(FaultOperation operation, const PgCode& pg,
                            const MerchantUid& merchant_uid) {
  FaultTarget target;
  target.operation = operation;
  target.pg = pg.text;
  target.merchant_uid = merchant_uid.text;
  return target;
}

FaultDraw MakeFaultDraw(const sim::IdMint& ids) {
  return [&ids](const std::string& fault, std::uint64_t n) {
    return ids.MakeNumber("fault", fault, n);
  };
}

}  // namespace portone::commands
