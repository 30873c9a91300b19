// SPDX-License-Identifier: MIT
#include "commands/charging.h"

#include <utility>

#include "commands/automatic_receipts.h"
#include "commands/fault_target.h"
#include "commands/faults.h"
#include "commands/key_store.h"
#include "domain/decide_payment_means.h"
#include "domain/errors.h"
#include "domain/gateway_checks.h"
#include "domain/payment_fields.h"
#include "domain/texts.h"
#include "gateways/magic_cards.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

bool IsStrict(const World& world) {
  return world.merchant.switches.merchant_uid_reuse == MerchantUidReuse::kStrict;
}

/// `order` is the attempt's.
Payment MakePayment(const Tx& tx, const ChargeAttempt& attempt, Order order) {
  Payment payment;
  payment.imp_uid = MintImpUid(tx, order.merchant_uid);
  payment.sequence = tx.sequence;
  payment.order = std::move(order);
  payment.channel_key = attempt.channel.channel_key;
  payment.pg = attempt.channel.pg;
  payment.pg_id = attempt.channel.pg_id;
  payment.customer_uid = attempt.customer_uid;
  payment.customer_uid_usage = attempt.usage;
  // A schedule of a customer without a key may have no gateway at all.
  if (const GatewayRules* rules = gateways::Find(payment.pg.text)) {
    SetPaymentMeans(*rules, GetKeyPaymentMeans(*rules, attempt.pays_with), attempt.card, payment);
    payment.emb_pg_provider = attempt.emb_pg_provider;
  }
  payment.user_agent = attempt.user_agent;
  payment.started_at = tx.now - attempt.time_since_start;
  return payment;
}

bool NeedsConfirmation(const ChargeAttempt& attempt) {
  return attempt.deferred_result && !attempt.decline_error &&
         attempt.card.charge_outcome == CardOutcome::kApproved;
}

/// The outcome that a verification code (CVC) selects in the gateway's test mode.
// FIDELITY: test-cards
CardOutcome GetCvcOutcome(const GatewayRules& rules, const std::optional<std::string>& cvc) {
  for (const MagicCvc& row : rules.magic_cvcs) {
    if (row.effect != MagicCvc::Effect::kRefused || cvc != row.cvc) continue;
    return rules.FindCardOutcome(row.error.code).value_or(CardOutcome::kDeclined);
  }
  return CardOutcome::kApproved;
}

/// Sets the interim status of a gateway that confirms later.
void SetInterimStatus(const Tx& tx, Payment& payment, const DeferredResult& deferred) {
  if (deferred.interim_status == PaymentStatus::kPaid) Approve(tx, payment);
  if (deferred.interim_status != PaymentStatus::kFailed) return;
  const bool in_window = payment.device != Device::kApi;
  Fail(tx, payment,
       in_window ? deferred.interim_error.message : FormatFailReason(deferred.interim_error));
}

void SetResult(const Tx& tx, Payment& payment, const ChargeAttempt& attempt) {
  if (attempt.decline_error) {
    Fail(tx, payment, FormatFailReason(*attempt.decline_error));
  } else if (attempt.card.charge_outcome != CardOutcome::kApproved && !payment.without_charge) {
    // FIDELITY: decline-layers
    const GatewayRules& rules = gateways::Get(attempt.channel.pg);
    Fail(tx, payment, FormatFailReason(rules.FindCardError(attempt.card.charge_outcome)));
  } else if (attempt.deferred_result) {
    SetInterimStatus(tx, payment, *attempt.deferred_result);
  } else {
    Approve(tx, payment);
  }
}

/// Plans the pingback of a charge that is confirmed later, or stores the key of a paid one.
const Payment& FinishCharge(Tx& tx, const Payment& payment, const ChargeAttempt& attempt) {
  if (NeedsConfirmation(attempt)) {
    tx.ledger.pending.Add(
        payment.imp_uid,
        PendingCharge{tx.sequence, attempt.deferred_result->approved, attempt.key});
    if (attempt.deferred_result->delay != kNever) {
      tx.agenda.Put(tx.now + attempt.deferred_result->delay,
                    Pingback{payment.imp_uid, Pingback::Operation::kCharge, tx.sequence, tx.tier});
    }
  } else if (attempt.key && payment.status == PaymentStatus::kPaid) {
    StoreKey(tx, *attempt.key);
  }
  return payment;
}

}  // namespace

ImpUid MakeImpUid(const Tx& tx, const MerchantUid& merchant_uid, std::uint64_t attempt,
                  Device device) {
  const std::string prefix = device == Device::kApi ? "imps_" : "imp_";
  std::string cause = tx.tier.text() + merchant_uid.text;
  // FIDELITY: ids
  if (!tx.ids.scope().empty()) cause = tx.ids.scope() + "\n" + cause;
  return ImpUid(prefix + tx.ids.MakeDigits("imp_uid", cause, attempt, 12));
}

ImpUid MintImpUid(const Tx& tx, const MerchantUid& merchant_uid, Device device) {
  const PaymentTable& payments = tx.ledger.payments;
  for (std::uint64_t attempt = payments.FindByMerchantUid(merchant_uid).size();; ++attempt) {
    ImpUid imp_uid = MakeImpUid(tx, merchant_uid, attempt, device);
    if (payments.Find(imp_uid) == nullptr) return imp_uid;
  }
}

PresentedCard InspectCard(const Channel& channel, const CardInput& input) {
  const gateways::BinInfo bin_info = gateways::GetBinInfo(input.number);
  const GatewayRules& rules = gateways::Get(channel.pg);
  CardOutcome card_outcome = gateways::GetCardOutcome(rules, input.number, input.expiry);
  if (card_outcome == CardOutcome::kApproved) card_outcome = GetCvcOutcome(rules, input.cvc);
  const bool refused_at_issue = IsRefusedAtIssue(card_outcome);
  PresentedCard presented{
      Card{std::string(bin_info.company.code),
           std::string(GetCardCompanyName(rules, bin_info.company)),
           MaskCardNumber(rules.format.mask, input.number), bin_info.is_check ? 1 : 0,
           refused_at_issue ? CardOutcome::kApproved : card_outcome,
           std::string(bin_info.publisher_code)},
      refused_at_issue ? card_outcome : CardOutcome::kApproved};
  if (const gateways::TestCard* row = gateways::FindTestCard(input.number)) {
    presented.card.cancel_refusal = row->cancel_refusal;
    if (row->is_check_card) presented.card.type = 1;
  }
  return presented;
}

Result<Done> CheckMerchantUidReuse(const View& view, const MerchantUid& merchant_uid) {
  if (!IsStrict(view.world)) return CheckUnpaid(view, merchant_uid);
  if (!view.ledger.payments.FindByMerchantUid(merchant_uid).empty())
    return errors::MerchantUidUsed();
  return Done{};
}

Result<Done> CheckUnpaid(const View& view, const MerchantUid& merchant_uid) {
  const bool blocks = view.world.merchant.switches.unapproved_order == UnapprovedOrder::kRefuse;
  for (const Payment* attempt : view.ledger.payments.FindByMerchantUid(merchant_uid)) {
    const bool pending = blocks && attempt->status == PaymentStatus::kReady &&
                         view.ledger.pending.HasCharge(attempt->imp_uid);
    if (pending || WasPaid(*attempt)) return errors::MerchantUidUsed();
  }
  return Done{};
}

Result<Done> CheckOtherAttempts(const PaymentTable& payments, const Payment& payment) {
  for (const Payment* attempt : payments.FindByMerchantUid(payment.order.merchant_uid)) {
    if (attempt != &payment && WasPaid(*attempt)) return errors::MerchantUidUsed();
  }
  return Done{};
}

Result<Done> CheckMerchantUid(const View& view, const MerchantUid& merchant_uid) {
  if (IsStrict(view.world) && view.ledger.schedules.Find(merchant_uid) != nullptr) {
    return errors::MerchantUidUsed();
  }
  return CheckMerchantUidReuse(view, merchant_uid);
}

void WarnAboutLongMerchantUid(Tx& tx, const MerchantUid& merchant_uid) {
  const std::size_t length = CountCharacters(merchant_uid);
  if (length <= kMaxMerchantUidLength) return;
  tx.side_effects.warnings.push_back("merchant_uid has " + std::to_string(length) +
                                     " characters; the documented maximum is " +
                                     std::to_string(kMaxMerchantUidLength));
}

GatewayRequest MakeGatewayRequest(Tx& tx, Operation operation, const Channel& channel,
                                  const Order& order) {
  GatewayRequest request{operation, channel, order, tx.now, tx.now};
  request.warnings = &tx.side_effects.warnings;
  return request;
}

Result<Done> CheckCharge(const GatewayRequest& request) {
  return CheckOrder(gateways::Get(request.channel.pg), request);
}

Result<Done> CheckKeyCharge(const GatewayRequest& request) {
  const GatewayRules& rules = gateways::Get(request.channel.pg);
  if (!rules.rest.charges_stored_keys) return errors::ModuleNotFound();
  PORTONE_RETURN_IF_ERROR(CheckOrder(rules, request));
  if (const auto error = rules.check_access(request)) return errors::ChargeRefused(*error);
  return Done{};
}

Result<Done> ApplyFaultToAttempt(Tx& tx, ChargeAttempt& attempt, bool scheduled) {
  FaultTarget target;
  target.operation = FaultOperation::kCharge;
  target.pg = attempt.channel.pg.text;
  if (attempt.customer_uid) target.customer_uid = attempt.customer_uid->text;
  target.merchant_uid = attempt.order.merchant_uid.text;
  target.card = attempt.card.number;
  target.has_reply = !scheduled;
  PORTONE_TRY(attempt.decline_error, ApplyFault(tx, target));
  return Done{};
}

Result<Done> CheckCurrencyIsWon(const Channel& channel, const Order& order) {
  const Currency currency = order.amount.currency;
  if (currency == Currency::kKrw) return Done{};
  return errors::CurrencyUnsupported(channel.pg.text, GetCurrencyCode(currency));
}

Result<std::optional<GatewayError>> ApplyChargeFault(Tx& tx, const Channel& channel,
                                                     const Order& order) {
  return ApplyFault(tx, MakeFaultTarget(FaultOperation::kCharge, channel.pg, order.merchant_uid));
}

const Payment& Charge(Tx& tx, ChargeAttempt attempt) {
  Payment payment = MakePayment(tx, attempt, std::move(attempt.order));
  SetResult(tx, payment, attempt);
  return FinishCharge(tx, tx.ledger.payments.Insert(std::move(payment)), attempt);
}

const Payment& ChargeExisting(Tx& tx, const ImpUid& imp_uid, const ChargeAttempt& attempt) {
  const Payment& payment = tx.ledger.payments.Update(
      imp_uid, [&](Payment& updated) { SetResult(tx, updated, attempt); });
  return FinishCharge(tx, payment, attempt);
}

std::string MintPgTid(const Tx& tx, const Payment& payment) {
  return FormatPgTid(gateways::Get(payment.pg), payment, tx.now,
                     tx.ids.MakeNumber("pg_tid", payment.imp_uid.text, 0));
}

void Approve(const Tx& tx, Payment& payment) {
  payment.status = PaymentStatus::kPaid;
  payment.paid_at = tx.now;
  payment.failed_at.reset();
  payment.fail_reason.reset();
  payment.pg_tid = MintPgTid(tx, payment);
  payment.apply_num =
      ChooseApprovalNumber(gateways::Get(payment.pg), payment,
                           tx.ids.MakeDigits("apply_num", payment.imp_uid.text, 0, 8));
}

void Fail(const Tx& tx, Payment& payment, std::string reason) {
  payment.status = PaymentStatus::kFailed;
  payment.failed_at = tx.now;
  payment.fail_reason = std::move(reason);
}

const Payment& RecordFailure(Tx& tx, ChargeAttempt attempt, std::string reason) {
  Payment payment = MakePayment(tx, attempt, std::move(attempt.order));
  Fail(tx, payment, std::move(reason));
  return tx.ledger.payments.Insert(std::move(payment));
}

std::vector<std::string> ChooseWebhookUrls(const World& world, const Payment& payment) {
  const std::string& console_url = world.merchant.webhook.url;
  if (!payment.order.notice_urls.empty() || console_url.empty()) return payment.order.notice_urls;
  return {console_url};
}

const Payment& SendPaymentWebhook(Tx& tx, const Payment& payment) {
  if (payment.status == PaymentStatus::kPaid) IssueRequestedReceipt(tx, payment.imp_uid);
  const Payment& updated = tx.ledger.payments.Update(payment.imp_uid, [&](Payment& changed) {
    changed.webhook_urls = ChooseWebhookUrls(tx.world, changed);
  });
  tx.Notify(MakeWebhookEvent(updated), updated.webhook_urls);
  return updated;
}

}  // namespace portone::commands
