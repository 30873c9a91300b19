// SPDX-License-Identifier: MIT
// The outcome of a V1 call, from the result of its command or query. A call whose result has no
// overload has an empty outcome.
#pragma once

#include <string>
#include <vector>

#include "commands/product_orders.h"
#include "commands/schedules.h"
#include "domain/billing_key.h"
#include "domain/call_outcome.h"
#include "domain/certification.h"
#include "domain/payment.h"

namespace portone::api {

/// The payment's order and present status.
inline CallOutcome DescribeResult(const Payment& payment) {
  return DescribeOutcome(payment);
}

/// The schedule's order and present status.
inline CallOutcome DescribeResult(const commands::ScheduleView& view) {
  return DescribeOutcome(view.schedule);
}

/// The first schedule's order and present status, and how many more schedules there are.
inline CallOutcome DescribeResult(const std::vector<commands::ScheduleView>& views) {
  if (views.empty()) return {};
  CallOutcome outcome = DescribeOutcome(views.front().schedule);
  if (views.size() == 1) return outcome;
  outcome.status += " and " + std::to_string(views.size() - 1) + " more";
  return outcome;
}

/// The certification's order number and present status.
inline CallOutcome DescribeResult(const Certification& certification) {
  return {.merchant_uid = certification.merchant_uid.text,
          .imp_uid = certification.imp_uid.text,
          .status = "certification " + std::string(Name(certification.status)),
          .reason = certification.fail_reason.value_or(""),
          .pg = certification.pg.text};
}

/// The first product order's payment and status, and how many more there are.
inline CallOutcome DescribeResult(const commands::LookupResult<commands::ProductOrderView>& found) {
  if (found.list.empty()) return {};
  const ProductOrder& first = found.list.front().order;
  CallOutcome outcome{.merchant_uid = first.merchant_uid.text,
                      .imp_uid = first.imp_uid.text,
                      .status = "product order " + std::string(Name(first.state.status))};
  if (found.list.size() > 1)
    outcome.status += " and " + std::to_string(found.list.size() - 1) + " more";
  return outcome;
}

/// The key's customer.
inline CallOutcome DescribeResult(const BillingKey& key) {
  return {.customer_uid = key.customer_uid.text, .status = "billing key", .pg = key.pg.text};
}

}  // namespace portone::api
