// SPDX-License-Identifier: MIT
#include "domain/call_outcome.h"

#include "domain/money.h"

namespace portone {
namespace {

std::string FormatMoney(Money money) {
  return FormatAmount(money) + " " + std::string(GetCurrencyCode(money.currency));
}

}  // namespace

CallOutcome DescribeOutcome(const Payment& payment) {
  const bool failed = payment.status == PaymentStatus::kFailed;
  return {.merchant_uid = payment.order.merchant_uid.text,
          .imp_uid = payment.imp_uid.text,
          .customer_uid = payment.customer_uid ? payment.customer_uid->text : "",
          .status = std::string(Name(payment.status)),
          .reason = failed ? payment.fail_reason.value_or("no reason") : "",
          .amount = FormatMoney(payment.order.amount),
          .pg = payment.pg.text};
}

CallOutcome DescribeOutcome(const Schedule& schedule) {
  return {.merchant_uid = schedule.order.merchant_uid.text,
          .imp_uid = schedule.imp_uid ? schedule.imp_uid->text : "",
          .customer_uid = schedule.customer_uid.text,
          .status = std::string(Name(schedule.status)),
          .reason = "",
          .amount = FormatMoney(schedule.order.amount),
          .pg = schedule.pg.text};
}

}  // namespace portone
