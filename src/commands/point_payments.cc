// SPDX-License-Identifier: MIT
#include "commands/point_payments.h"

#include <utility>

#include "commands/charging.h"
#include "commands/fault_target.h"
#include "commands/faults.h"
#include "domain/errors.h"

namespace portone::commands {

Result<Done> CheckCurrencyIsWon(const Channel& channel, const Order& order) {
  const Currency currency = order.amount.currency;
  if (currency == Currency::kKrw) return Done{};
  return errors::CurrencyUnsupported(channel.pg.text, GetCurrencyCode(currency));
}

Result<std::optional<GatewayError>> ApplyChargeFault(Tx& tx, const Channel& channel,
                                                     const Order& order) {
  return ApplyFault(tx, MakeFaultTarget(FaultOperation::kCharge, channel.pg, order.merchant_uid));
}

Payment PayFromPointAccount(Tx& tx, const PointPaymentRequest& request, PointAccount& account) {
  Payment payment;
  payment.imp_uid = MintImpUid(tx, request.order.merchant_uid);
  payment.sequence = tx.sequence;
  payment.order = request.order;
  payment.pay_method = PayMethod::kPoint;
  payment.emb_pg_provider = request.service;
  payment.channel_key = request.channel.channel_key;
  payment.pg = request.channel.pg;
  payment.pg_id = request.channel.pg_id;
  payment.user_agent = request.user_agent;
  payment.started_at = tx.now;
  Approve(tx, payment);
  account.payments.push_back(payment.imp_uid);
  return SendPaymentWebhook(tx, tx.ledger.payments.Insert(std::move(payment)));
}

}  // namespace portone::commands
