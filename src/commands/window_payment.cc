// SPDX-License-Identifier: MIT
#include "commands/window_payment.h"

#include <string>
#include <utility>

#include "commands/automatic_receipts.h"
#include "commands/billing_keys.h"
#include "commands/charging.h"
#include "commands/key_store.h"
#include "commands/product_order_changes.h"
#include "commands/quick_pay_window.h"
#include "commands/store_slips.h"
#include "commands/vbanks.h"
#include "commands/window_end.h"
#include "domain/decide_payment_means.h"
#include "domain/errors.h"
#include "domain/payment_fields.h"
#include "gateways/magic_cards.h"

namespace portone::commands {
namespace {

constexpr const char* kBuyerCardExpiry = "2030-12";
constexpr const char* kBuyerBankCode = "004";

/// The card the buyer pays with: the one entered, or a default one.
PresentedCard GetBuyersCard(const ResolvedWindow& window, const Checkout& checkout) {
  const CardInput* entered = FindEnteredCard(checkout);
  if (entered != nullptr) return InspectCard(window.channel, *entered);
  PresentedCard presented = InspectCard(
      window.channel, {std::string(gateways::kDefaultBuyerCard), kBuyerCardExpiry, {}, {}, {}});
  const StandardCode& company = gateways::GetBuyerCardCompany(window.order.extra, nullptr);
  presented.card.code = company.code;
  presented.card.name = GetCardCompanyName(window.rules, company);
  return presented;
}

/// Opens the virtual account that the buyer pays into.
Result<WindowState> IssueAccount(Tx& tx, WindowState window, const Checkout& checkout,
                                 const GatewayRules& rules) {
  const Instant due = checkout.vbank_due ? GetAccountDue(rules, *checkout.vbank_due)
                                         : GetDefaultAccountDue(rules, tx.now);
  if (due <= tx.now) {
    const ErrorText& text = rules.vbank.due_in_past_error;
    return FailWindow(
        tx, std::move(window),
        text.code.empty() ? GatewayError{"", errors::VbankDueInPast().message} : text.ToError());
  }
  window.payment =
      OpenAccount(tx, window.payment.imp_uid, checkout.bank_code.value_or(kBuyerBankCode), due);
  if (checkout.cash_receipt) RequestReceipt(tx, window.payment.imp_uid, *checkout.cash_receipt);
  window.payment = SendPaymentWebhook(tx, window.payment);
  return window;
}

/// A convenience store payment slip is recorded as a virtual account with an unknown number.
// FIDELITY: other-gateways
void IssueSlip(const Tx& tx, const GatewayRules& rules, Payment& payment) {
  payment.pay_method = PayMethod::kVbank;
  VirtualAccount slip;
  slip.number = "unknown";
  slip.due = GetDefaultAccountDue(rules, tx.now);
  slip.issued_at = tx.now;
  payment.vbank = std::move(slip);
}

/// The charge of a window, and the key it issues.
ChargeAttempt MakeAttempt(Tx& tx, const ResolvedWindow& window, const Checkout& checkout,
                          const Card& card) {
  ChargeAttempt attempt;
  attempt.channel = window.channel;
  attempt.order = window.order;
  attempt.card = card;
  if (!window.issues_key) return attempt;
  attempt.customer_uid = checkout.customer_uid;
  AcceptedCard accepted{window.channel, card, {}, GetKeyFundingSource(window.payment_means)};
  if (window.payment_means.wallet)
    accepted.emb_pg_provider = std::string(Name(*window.payment_means.wallet));
  attempt.key =
      MakeKey(tx, *checkout.customer_uid, accepted, window.order.buyer, checkout.customer_id);
  attempt.key->reservations = window.rules.reservations(MakeGatewayRequest(tx, window, checkout));
  return attempt;
}

Result<Done> ApplyWindowFaults(Tx& tx, const ResolvedWindow& window, ChargeAttempt& attempt) {
  if (window.charges_money) return ApplyFaultToAttempt(tx, attempt);
  const Result<Done> applied = ApplyKeyIssuanceFaults(
      tx, *attempt.customer_uid, {attempt.channel, attempt.card}, errors::KeyRefused);
  if (applied.ok() || !applied.error().gateway) return applied;
  attempt.decline_error = applied.error().gateway;
  return Done{};
}

/// Charges the buyer's payment.
Result<WindowState> Charge(Tx& tx, WindowState state, const Checkout& checkout,
                           const ResolvedWindow& window) {
  const PresentedCard presented =
      window.payment_means.has_card_fields ? GetBuyersCard(window, checkout) : PresentedCard{};
  if (presented.issue_outcome != CardOutcome::kApproved) {
    return FailWindow(tx, std::move(state),
                      window.rules.FindCardError(presented.issue_outcome, Operation::kWindow));
  }
  ChargeAttempt attempt = MakeAttempt(tx, window, checkout, presented.card);
  attempt.deferred_result = window.rules.deferred_result(MakeGatewayRequest(tx, window, checkout));
  const Result<Done> applied = ApplyWindowFaults(tx, window, attempt);
  if (!applied.ok()) return FailWindow(tx, std::move(state), {"", applied.error().message});
  if (!attempt.decline_error && window.charges_money &&
      presented.card.charge_outcome != CardOutcome::kApproved) {
    attempt.decline_error = window.rules.FindCardError(presented.card.charge_outcome);
  }
  if (attempt.decline_error) return FailWindow(tx, std::move(state), *attempt.decline_error);
  // Another window may have issued the key first.
  if (attempt.key &&
      IsReserved(tx.ledger.keys, attempt.key->reservations, *checkout.customer_uid)) {
    return FailWindow(tx, std::move(state), window.rules.already_reserved_error.ToError());
  }

  tx.ledger.payments.Update(state.payment.imp_uid, [&](Payment& payment) {
    SetPaymentMeans(window.rules, window.payment_means, presented.card, payment);
    if (window.payment_means.method == PayMethod::kTrans && !window.payment_means.funding_source)
      payment.bank_code = checkout.bank_code.value_or(kBuyerBankCode);
    if (window.method == PayMethod::kEcontext) IssueSlip(tx, window.rules, payment);
  });
  if (checkout.cash_receipt) RequestReceipt(tx, state.payment.imp_uid, *checkout.cash_receipt);
  const Payment& payment =
      UpdateProductOrders(tx, ChargeExisting(tx, state.payment.imp_uid, attempt));
  state.payment = payment.status == PaymentStatus::kPaid && !attempt.deferred_result
                      ? SendPaymentWebhook(tx, payment)
                      : payment;
  if (payment.status == PaymentStatus::kFailed) {
    const GatewayError& error = attempt.deferred_result->interim_error;
    state.refusal = error;
    const PageRules& page = window.rules.page;
    state.page_refusal = FormatRefusal(page, page.later_refusal, error,
                                       state.return_by == ReturnBy::kRedirect, payment.imp_uid);
  }
  return state;
}

Result<WindowState> PayOrIssue(Tx& tx, WindowState state, const Checkout& checkout,
                               const ResolvedWindow& window) {
  const bool takes_slip =
      window.method == PayMethod::kCvs && window.rules.convenience_stores.issues_slips;
  if (state.payment.pay_method != PayMethod::kVbank && !takes_slip) {
    return Charge(tx, std::move(state), checkout, window);
  }
  ChargeAttempt attempt = MakeAttempt(tx, window, checkout, {});
  const Result<Done> applied = ApplyFaultToAttempt(tx, attempt);
  if (!applied.ok()) return FailWindow(tx, std::move(state), {"", applied.error().message});
  if (attempt.decline_error) return FailWindow(tx, std::move(state), *attempt.decline_error);
  if (!takes_slip) return IssueAccount(tx, std::move(state), checkout, window.rules);
  state.payment = SendPaymentWebhook(tx, IssueWindowSlip(tx, state.payment.imp_uid));
  return state;
}

/// The window of a quick pay, which may do something other than pay.
Result<WindowState> UseQuickPay(Tx& tx, WindowState state, const Checkout& checkout,
                                const ResolvedWindow& window) {
  if (auto refusal = FindQuickRefusal(tx, state.payment))
    return FailWindow(tx, std::move(state), *std::move(refusal));
  const ImpUid imp_uid = state.payment.imp_uid;
  if (GetUnchargedActionName(window.rules, window.order).empty() || window.issues_key) {
    PORTONE_TRY(WindowState paid, PayOrIssue(tx, std::move(state), checkout, window));
    if (paid.payment.status == PaymentStatus::kPaid) ApplyQuickAction(tx, paid.payment);
    return paid;
  }
  const auto confirmed = ConfirmQuickAction(tx, imp_uid);
  if (!confirmed.ok()) return FailWindow(tx, std::move(state), {"", confirmed.error().message});
  if (confirmed.value()) return FailWindow(tx, std::move(state), *confirmed.value());
  state.payment = *tx.ledger.payments.Find(imp_uid);
  ApplyQuickAction(tx, state.payment);
  return state;
}

}  // namespace

Result<WindowState> PayWindow(Tx& tx, WindowState state, const Checkout& checkout,
                              const ResolvedWindow& window) {
  if (window.rules.quick_pay.offered) return UseQuickPay(tx, std::move(state), checkout, window);
  return PayOrIssue(tx, std::move(state), checkout, window);
}

}  // namespace portone::commands
