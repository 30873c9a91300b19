// SPDX-License-Identifier: MIT
// Payments, schedules, certifications, billing keys, virtual accounts, slips, cash receipts,
// deliveries, records of a quick pay, points and partners' sales as flat JSON objects, for
// expectations and for the lists of the control API. Without secrets.
#pragma once

#include <cstddef>
#include <utility>

#include "commands/quick_members.h"
#include "commands/record_lists.h"
#include "commands/record_views.h"
#include "commands/schedules.h"
#include "domain/certification.h"
#include "domain/payment.h"
#include "domain/product_order.h"
#include "domain/quick_pay.h"
#include "domain/receipt.h"
#include "json/json.h"

namespace portone::control {

/// Like Json{{"key", value}, ...} but moves the values instead of copying them: there may be a
/// million objects.
template <std::size_t N>
inline Json MakeObject(std::pair<const char*, Json> (&&members)[N]) {
  Json object = Json::object();
  auto& list = object.get_ref<Json::object_t&>();
  list.reserve(N);
  for (auto& [key, value] : members)
    list.emplace_back(key, std::move(value));
  return object;
}

/// The fields that expectations about payments can use, in their order, the first one `kind`.
Json DescribePayment(const Payment& payment);
/// The same for schedules.
Json DescribeSchedule(const commands::ScheduleView& view);

/// The same for certifications, with the code that was sent.
Json DescribeCertification(const Certification& certification);

/// The same for product orders, with their deliveries, claims and reviews.
Json DescribeProductOrder(const ProductOrder& order);

/// The same for members of a quick pay.
Json DescribeQuickMember(const commands::QuickMemberView& view);

/// The same for announced operations on prepaid money.
Json DescribeQuickPreparation(const QuickPreparation& preparation);

/// The same for autopay keys, with the outcome of their charges.
Json DescribeAutopayKey(const AutopayKey& key);

/// The same for buyers' points at Benepia.
Json DescribeBenepiaAccount(const commands::BenepiaAccountView& view);

/// The same for partners' sales.
Json DescribePartnerSale(const commands::PartnerSaleView& view);

/// An escrow payment and the delivery of its goods, if there is one.
Json DescribeEscrow(const Payment& payment);

/// The same for cash receipts.
Json DescribeReceipt(const Receipt& receipt);

/// The slip of a payment at a convenience store. REQUIRES: it has one.
Json DescribeStoreSlip(const Payment& payment);

/// A billing key: its customer, its channel, its card and the outcome of the card's charges.
Json DescribeBillingKey(const commands::BillingKeyView& view);
/// The virtual account of a payment. REQUIRES: it has one.
Json DescribeVirtualAccount(const Payment& payment);

}  // namespace portone::control
