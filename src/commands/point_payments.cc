// SPDX-License-Identifier: MIT
#include "commands/point_payments.h"

#include <utility>

#include "commands/charging.h"

namespace portone::commands {

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
