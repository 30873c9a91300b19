// SPDX-License-Identifier: MIT
// The records of a sandbox as flat JSON objects, for expectations and for the lists of the control
// API. Without secrets.
#pragma once

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

/// The fields that expectations about payments can use, in their order, the first one `kind`.
Json PaymentToJson(const Payment& payment);
/// The same for schedules.
Json ScheduleToJson(const commands::ScheduleView& view);

/// The same for certifications, with the code that was sent.
Json CertificationToJson(const Certification& certification);

/// The same for product orders, with their deliveries, claims and reviews.
Json ProductOrderToJson(const ProductOrder& order);

/// The same for members of a quick pay.
Json QuickMemberToJson(const commands::QuickMemberView& view);

/// The same for prepared operations on prepaid money.
Json QuickPreparationToJson(const QuickPreparation& preparation);

/// The same for autopay keys, with the outcome of their charges.
Json AutopayKeyToJson(const AutopayKey& key);

/// The same for buyers' points at Benepia.
Json BenepiaAccountToJson(const commands::BenepiaAccountView& view);

/// The same for partners' sales.
Json PartnerSaleToJson(const commands::PartnerSaleView& view);

/// An escrow payment and the delivery of its goods, if there is one.
Json EscrowToJson(const Payment& payment);

/// The fields that expectations about cash receipts can use, the first one `kind`.
Json ReceiptToJson(const Receipt& receipt);

/// The slip of a payment at a convenience store. REQUIRES: it has one.
Json StoreSlipToJson(const Payment& payment);

/// A billing key: its customer, its channel, its card and the outcome of the card's charges.
Json BillingKeyToJson(const commands::BillingKeyView& view);
/// The virtual account of a payment. REQUIRES: it has one.
Json VirtualAccountToJson(const Payment& payment);

}  // namespace portone::control
