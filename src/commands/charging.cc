// SPDX-License-Identifier: MIT
#include "commands/charging.h"

#include <utility>

#include "commands/faults.h"
#include "domain/gateway_rules.h"
#include "gateways/registry.h"
#include "gateways/test_cards.h"

namespace portone::commands {
namespace {

/// "imps_" and 12 digits that no payment has yet.
// FIDELITY: ids
ImpUid MintImpUid(const Tx& tx, const MerchantUid& merchant_uid) {
  for (std::uint64_t attempt = tx.world.Attempts(merchant_uid).size();; ++attempt) {
    ImpUid imp_uid("imps_" + tx.ids.Digits("imp_uid", merchant_uid.text, attempt, 12));
    if (tx.world.FindPayment(imp_uid) == nullptr) return imp_uid;
  }
}

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
  payment.receipt_url = rules.receipt_url(payment);
}

void Fail(const Tx& tx, Payment& payment, std::string reason) {
  payment.status = PaymentStatus::kFailed;
  payment.failed_at = tx.now;
  payment.fail_reason = std::move(reason);
}

}  // namespace

PresentedCard LookAtCard(const Channel& channel, const CardInput& input) {
  const gateways::CardCompany company = gateways::CompanyOfCard(input.number);
  const CardCase card_case = gateways::CaseOfCard(input.number, input.expiry);
  const bool at_issue = RefusedAtIssue(card_case);
  return {Card{std::string(company.code), std::string(company.name),
               gateways::Of(channel.pg).mask_card(input.number), 0,
               at_issue ? CardCase::kGood : card_case},
          at_issue ? card_case : CardCase::kGood};
}

Result<Done> CheckAttempts(const World& world, const MerchantUid& merchant_uid) {
  const bool strict = IsStrict(world);
  for (const ImpUid& imp_uid : world.Attempts(merchant_uid)) {
    if (strict || BlocksMerchantUid(*world.FindPayment(imp_uid))) return errors::MerchantUidUsed();
  }
  return Done{};
}

Result<Done> CheckMerchantUid(const World& world, const MerchantUid& merchant_uid) {
  if (IsStrict(world) && world.FindSchedule(merchant_uid) != nullptr) {
    return errors::MerchantUidUsed();
  }
  return CheckAttempts(world, merchant_uid);
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

Payment& Charge(Tx& tx, const Attempt& attempt) {
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
  return tx.world.Insert(std::move(payment));
}

Payment& RecordFailure(Tx& tx, const Attempt& attempt, std::string reason) {
  Payment payment = Begin(tx, attempt);
  Fail(tx, payment, std::move(reason));
  return tx.world.Insert(std::move(payment));
}

std::vector<std::string> UrlsFor(const World& world, const Payment& payment) {
  const std::string& console_url = world.merchant.webhook.url;
  if (!payment.order.notice_urls.empty() || console_url.empty()) return payment.order.notice_urls;
  return {console_url};
}

void TellOf(Tx& tx, Payment& payment) {
  payment.webhook_urls = UrlsFor(tx.world, payment);
  tx.Notify({payment.imp_uid, payment.order.merchant_uid, payment.status, std::nullopt},
            payment.webhook_urls);
}

}  // namespace portone::commands
