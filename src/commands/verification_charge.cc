// SPDX-License-Identifier: MIT
#include "commands/verification_charge.h"

#include <utility>

#include "commands/charging.h"
#include "domain/errors.h"
#include "domain/texts.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

MerchantUid MintMerchantUid(const Tx& tx, const CustomerUid& customer_uid) {
  const std::string owner = tx.tier.text() + customer_uid.text;
  for (std::uint64_t attempt = 0;; ++attempt) {
    MerchantUid merchant_uid("checking_" + tx.ids.MakeDigits("checking", owner, attempt, 12));
    const bool taken = !tx.ledger.payments.FindByMerchantUid(merchant_uid).empty() ||
                       tx.ledger.schedules.Find(merchant_uid) != nullptr;
    if (!taken) return merchant_uid;
  }
}

}  // namespace

Result<Done> ChargeVerificationAmount(Tx& tx, const VerificationChargeRequest& request) {
  Order order;
  order.merchant_uid = MintMerchantUid(tx, request.customer_uid);
  order.amount = request.amount;
  order.tax_free = Money{0, request.amount.currency};
  order.name = texts::kVerificationChargeName;
  order.buyer = request.buyer;
  order.currency_requested = true;
  order.extra = request.extra;
  PORTONE_RETURN_IF_ERROR(
      CheckCharge(MakeGatewayRequest(tx, Operation::kAgain, request.channel, order)));
  ChargeAttempt attempt{
      request.channel,   order, request.card, request.customer_uid, CustomerUidUsage::kPayment,
      request.user_agent};
  PORTONE_RETURN_IF_ERROR(ApplyFaultToAttempt(tx, attempt));
  if (attempt.decline_error) return errors::ChargeRefused(*attempt.decline_error);
  if (request.card.charge_outcome != CardOutcome::kApproved) {
    return errors::ChargeRefused(
        gateways::Get(request.channel.pg).FindCardError(request.card.charge_outcome));
  }
  const ImpUid imp_uid = Charge(tx, std::move(attempt)).imp_uid;
  // FIDELITY: cancellation-id
  tx.ledger.payments.Update(imp_uid, [&](Payment& payment) {
    payment.cancellations.push_back({payment.imp_uid.text + "-1", payment.pg_tid.value_or(""),
                                     request.amount, order.tax_free, order.vat_amount, tx.now,
                                     std::string(texts::kVerificationChargeCancelReason)});
    payment.status = PaymentStatus::kCancelled;
  });
  return Done{};
}

}  // namespace portone::commands
