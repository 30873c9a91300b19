// SPDX-License-Identifier: MIT
#include "commands/charging.h"

#include <utility>

#include "commands/billing_keys.h"
#include "commands/faults.h"
#include "domain/gateway_checks.h"
#include "gateways/magic_cards.h"
#include "gateways/registry.h"

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

bool Waits(const Attempt& attempt) {
  return attempt.wait && !attempt.declined && attempt.card.when_charged == CardCase::kGood;
}

/// What a verification code makes of its card in the gateway's own test mode.
// FIDELITY: test-cards
CardCase CaseOfCvc(const GatewayRules& rules, const std::optional<std::string>& cvc) {
  for (const MagicCvc& row : rules.magic_cvcs) {
    if (row.means != MagicCvc::Means::kRefused || cvc != row.cvc) continue;
    return rules.CaseOf(row.fault.code).value_or(CardCase::kDeclined);
  }
  return CardCase::kGood;
}

/// What a gateway says until it says more.
void Suspend(const Tx& tx, Payment& payment, const Wait& wait) {
  if (wait.meanwhile == PaymentStatus::kPaid) Approve(tx, payment);
  if (wait.meanwhile != PaymentStatus::kFailed) return;
  const bool in_window = payment.device != Device::kApi;
  Fail(tx, payment, in_window ? wait.fault.message : FailReason(wait.fault));
}

void Decide(const Tx& tx, Payment& payment, const Attempt& attempt) {
  if (attempt.declined) {
    Fail(tx, payment, FailReason(*attempt.declined));
  } else if (attempt.card.when_charged != CardCase::kGood && !payment.only_issued) {
    // FIDELITY: decline-layers
    const GatewayRules& rules = gateways::Of(attempt.channel.pg);
    Fail(tx, payment, FailReason(rules.CardFault(attempt.card.when_charged)));
  } else if (attempt.wait) {
    Suspend(tx, payment, *attempt.wait);
  } else {
    Approve(tx, payment);
  }
}

/// The key of a charge that was decided, now or when the gateway has had its last word.
const Payment& Follow(Tx& tx, const Payment& payment, const Attempt& attempt) {
  if (Waits(attempt)) {
    tx.ledger.pending.Await(payment.imp_uid,
                            PendingCharge{tx.sequence, attempt.wait->approves, attempt.key});
    if (attempt.wait->delay != kNever) {
      tx.agenda.Put(tx.now + attempt.wait->delay,
                    Pingback{payment.imp_uid, Pingback::Of::kCharge, tx.sequence, tx.tier});
    }
  } else if (attempt.key && payment.status == PaymentStatus::kPaid) {
    StoreKey(tx, *attempt.key);
  }
  return payment;
}

}  // namespace

ImpUid ImpUidOf(const Tx& tx, const MerchantUid& merchant_uid, std::uint64_t attempt,
                Device device) {
  const std::string prefix = device == Device::kApi ? "imps_" : "imp_";
  return ImpUid(prefix + tx.ids.Digits("imp_uid", tx.tier.text() + merchant_uid.text, attempt, 12));
}

ImpUid MintImpUid(const Tx& tx, const MerchantUid& merchant_uid, Device device) {
  const PaymentTable& payments = tx.ledger.payments;
  for (std::uint64_t attempt = payments.Attempts(merchant_uid).size();; ++attempt) {
    ImpUid imp_uid = ImpUidOf(tx, merchant_uid, attempt, device);
    if (payments.Find(imp_uid) == nullptr) return imp_uid;
  }
}

PresentedCard LookAtCard(const Channel& channel, const CardInput& input) {
  const StandardCode& company = gateways::CompanyOfCard(input.number);
  const GatewayRules& rules = gateways::Of(channel.pg);
  CardCase card_case = gateways::CaseOfCard(rules, input.number, input.expiry);
  if (card_case == CardCase::kGood) card_case = CaseOfCvc(rules, input.cvc);
  const bool at_issue = RefusedAtIssue(card_case);
  return {Card{std::string(company.code), std::string(company.name), rules.mask_card(input.number),
               0, at_issue ? CardCase::kGood : card_case},
          at_issue ? card_case : CardCase::kGood};
}

Result<Done> CheckAttempts(const View& view, const MerchantUid& merchant_uid) {
  if (!IsStrict(view.world)) return CheckUnpaid(view, merchant_uid);
  if (!view.ledger.payments.Attempts(merchant_uid).empty()) return errors::MerchantUidUsed();
  return Done{};
}

Result<Done> CheckUnpaid(const View& view, const MerchantUid& merchant_uid) {
  for (const Payment* attempt : view.ledger.payments.Attempts(merchant_uid)) {
    const bool waits = attempt->status == PaymentStatus::kReady &&
                       view.ledger.pending.AwaitsCharge(attempt->imp_uid);
    if (waits || BlocksMerchantUid(*attempt)) return errors::MerchantUidUsed();
  }
  return Done{};
}

Result<Done> CheckMerchantUid(const View& view, const MerchantUid& merchant_uid) {
  if (IsStrict(view.world) && view.ledger.schedules.Find(merchant_uid) != nullptr) {
    return errors::MerchantUidUsed();
  }
  return CheckAttempts(view, merchant_uid);
}

GatewayAsk AskFor(Tx& tx, Occasion occasion, const Channel& channel, const Order& order) {
  GatewayAsk ask{occasion, channel, order, tx.now, tx.now};
  ask.warnings = &tx.consequences.warnings;
  return ask;
}

Result<Done> CheckCharge(const GatewayAsk& ask) {
  return CheckOrder(gateways::Of(ask.channel.pg), ask);
}

Result<Done> CheckKeyCharge(const GatewayAsk& ask) {
  const GatewayRules& rules = gateways::Of(ask.channel.pg);
  if (!rules.rest.again) return errors::OperationUnsupported("빌링키 결제(again)", rules.code);
  PORTONE_TRY([[maybe_unused]] const Done chargeable, CheckOrder(rules, ask));
  if (const auto fault = rules.check_access(ask)) return errors::ChargeRefused(*fault);
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
  Payment payment = Begin(tx, attempt);
  Decide(tx, payment, attempt);
  return Follow(tx, tx.ledger.payments.Insert(std::move(payment)), attempt);
}

const Payment& ChargeBegun(Tx& tx, const ImpUid& imp_uid, const Attempt& attempt) {
  const Payment& payment =
      tx.ledger.payments.Update(imp_uid, [&](Payment& deciding) { Decide(tx, deciding, attempt); });
  return Follow(tx, payment, attempt);
}

void Approve(const Tx& tx, Payment& payment) {
  const std::string& cause = payment.imp_uid.text;
  payment.status = PaymentStatus::kPaid;
  payment.paid_at = tx.now;
  payment.failed_at.reset();
  payment.fail_reason.reset();
  payment.pg_tid =
      gateways::Of(payment.pg).pg_tid({payment.pg_id, tx.now, tx.ids.Number("pg_tid", cause, 0)});
  // FIDELITY: registration-records
  if (payment.card && !payment.only_issued) {
    payment.apply_num = tx.ids.Digits("apply_num", cause, 0, 8);
  }
}

void Fail(const Tx& tx, Payment& payment, std::string reason) {
  payment.status = PaymentStatus::kFailed;
  payment.failed_at = tx.now;
  payment.fail_reason = std::move(reason);
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
