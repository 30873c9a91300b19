// SPDX-License-Identifier: MIT
#include "commands/charging.h"

#include <utility>

#include "commands/faults.h"
#include "domain/gateway_rules.h"
#include "gateways/registry.h"
#include "gateways/test_cards.h"

namespace portone::commands {
namespace {

bool IsStrict(const World& world) {
  return world.merchant.switches.merchant_uid_reuse == MerchantUidReuse::kStrict;
}

Payment Begin(const Tx& tx, const Attempt& attempt) {
  Payment payment;
  payment.imp_uid = MintImpUid(tx, attempt.order.merchant_uid);
  payment.sequence = tx.sequence;
  payment.order = attempt.order;
  payment.channel_key = attempt.channel.channel_key;
  payment.pg = attempt.channel.pg;
  payment.pg_id = attempt.channel.pg_id;
  if (!attempt.card.number.empty()) payment.card = attempt.card;
  payment.customer_uid = attempt.customer_uid;
  payment.customer_uid_usage = attempt.usage;
  payment.user_agent = attempt.user_agent;
  payment.started_at = tx.now;
  return payment;
}

void Approve(const Tx& tx, const GatewayRules& rules, Payment& payment) {
  const std::string& cause = payment.imp_uid.text;
  payment.status = PaymentStatus::kPaid;
  payment.paid_at = tx.now;
  payment.pg_tid = rules.pg_tid({payment.pg_id, tx.now, tx.ids.Number("pg_tid", cause, 0)});
  payment.apply_num = tx.ids.Digits("apply_num", cause, 0, 8);
}

void Fail(const Tx& tx, Payment& payment, std::string reason) {
  payment.status = PaymentStatus::kFailed;
  payment.failed_at = tx.now;
  payment.fail_reason = std::move(reason);
}

}  // namespace

ImpUid MintImpUid(const Tx& tx, const MerchantUid& merchant_uid) {
  const PaymentTable& payments = tx.ledger.payments;
  const std::string cause = tx.tier.text() + merchant_uid.text;
  for (std::uint64_t attempt = payments.Attempts(merchant_uid).size();; ++attempt) {
    ImpUid imp_uid("imps_" + tx.ids.Digits("imp_uid", cause, attempt, 12));
    if (payments.Find(imp_uid) == nullptr) return imp_uid;
  }
}

PresentedCard LookAtCard(const Channel& channel, const CardInput& input) {
  const StandardCode& company = gateways::CompanyOfCard(input.number);
  const CardCase card_case = gateways::CaseOfCard(input.number, input.expiry);
  const bool at_issue = RefusedAtIssue(card_case);
  return {Card{std::string(company.code), std::string(company.name),
               gateways::Of(channel.pg).mask_card(input.number), 0,
               at_issue ? CardCase::kGood : card_case},
          at_issue ? card_case : CardCase::kGood};
}

Result<Done> CheckAttempts(const View& view, const MerchantUid& merchant_uid) {
  if (!IsStrict(view.world)) return CheckUnpaid(view, merchant_uid);
  if (!view.ledger.payments.Attempts(merchant_uid).empty()) return errors::MerchantUidUsed();
  return Done{};
}

Result<Done> CheckUnpaid(const View& view, const MerchantUid& merchant_uid) {
  for (const Payment* attempt : view.ledger.payments.Attempts(merchant_uid)) {
    if (BlocksMerchantUid(*attempt)) return errors::MerchantUidUsed();
  }
  return Done{};
}

Result<Done> CheckMerchantUid(const View& view, const MerchantUid& merchant_uid) {
  if (IsStrict(view.world) && view.ledger.schedules.Find(merchant_uid) != nullptr) {
    return errors::MerchantUidUsed();
  }
  return CheckAttempts(view, merchant_uid);
}

Result<Done> CheckCharge(const Channel& channel, const Order& order) {
  const auto fault = RefusedBeforeCharge(gateways::Of(channel.pg), order.amount, order.card_quota);
  if (fault) return errors::ChargeRefused(*fault);
  return Done{};
}

Result<Done> MeetFaults(Tx& tx, Attempt& attempt, bool scheduled) {
  FaultSite site;
  site.operation = FaultOperation::kCharge;
  site.pg = attempt.channel.pg.text;
  if (attempt.customer_uid) site.customer_uid = attempt.customer_uid->text;
  site.merchant_uid = attempt.order.merchant_uid.text;
  site.card = attempt.card.number;
  site.has_reply = !scheduled;
  PORTONE_TRY(attempt.declined, MeetFault(tx, site));
  return Done{};
}

const Payment& Charge(Tx& tx, const Attempt& attempt) {
  const GatewayRules& rules = gateways::Of(attempt.channel.pg);
  Payment payment = Begin(tx, attempt);
  if (attempt.declined) {
    Fail(tx, payment, FailReason(*attempt.declined));
  } else if (attempt.card.when_charged == CardCase::kGood) {
    Approve(tx, rules, payment);
  } else {
    // FIDELITY: decline-layers
    Fail(tx, payment, FailReason(rules.CardFault(attempt.card.when_charged)));
  }
  return tx.ledger.payments.Insert(std::move(payment));
}

const Payment& RecordFailure(Tx& tx, const Attempt& attempt, std::string reason) {
  Payment payment = Begin(tx, attempt);
  Fail(tx, payment, std::move(reason));
  return tx.ledger.payments.Insert(std::move(payment));
}

std::vector<std::string> UrlsFor(const World& world, const Payment& payment) {
  const std::string& console_url = world.merchant.webhook.url;
  if (!payment.order.notice_urls.empty() || console_url.empty()) return payment.order.notice_urls;
  return {console_url};
}

const Payment& TellOf(Tx& tx, const Payment& payment) {
  const Payment& told = tx.ledger.payments.Update(
      payment.imp_uid, [&](Payment& one) { one.webhook_urls = UrlsFor(tx.world, one); });
  tx.Notify({told.imp_uid, told.order.merchant_uid, told.status, std::nullopt}, told.webhook_urls);
  return told;
}

}  // namespace portone::commands
