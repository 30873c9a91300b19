// SPDX-License-Identifier: MIT
#include "domain/payment.h"

namespace portone {

Money GetCancelledAmount(const Payment& payment) {
  Money sum{0, payment.order.amount.currency};
  for (const Cancellation& cancellation : payment.cancellations)
    sum = sum + cancellation.amount;
  return sum;
}

Money GetRemainingAmount(const Payment& payment) {
  Money received = payment.order.amount;
  if (payment.vbank && payment.vbank->fixed_unlimited) {
    received.minor = 0;
    for (const Deposit& deposit : payment.deposits)
      received = received + deposit.amount;
  }
  return received - GetCancelledAmount(payment);
}

}  // namespace portone
