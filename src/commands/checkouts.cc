// SPDX-License-Identifier: MIT
#include "commands/checkouts.h"

#include <chrono>
#include <utility>

#include "commands/automatic_receipts.h"
#include "commands/charging.h"
#include "commands/key_store.h"
#include "commands/quick_pay_window.h"
#include "commands/resolved_window.h"
#include "commands/unmatched_channel.h"
#include "commands/window_end.h"
#include "commands/window_instalments.h"
#include "commands/window_payment.h"
#include "domain/errors.h"
#include "domain/gateway_checks.h"
#include "domain/payment_fields.h"
#include "domain/texts.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

/// Reads the checkout's amounts in the channel's currency. Without a channel they are read in won:
/// invalid amounts are reported before the missing channel.
Result<Checkout> ReadAmounts(Checkout checkout, const Channel* channel) {
  if (!checkout.amounts) return checkout;
  const Currency currency =
      channel != nullptr ? gateways::Get(channel->pg).currencies.front() : Currency::kKrw;
  PORTONE_RETURN_IF_ERROR(SetAmounts(checkout.order, *checkout.amounts, currency));
  return checkout;
}

// FIDELITY: prepare
Result<Done> CheckPreparedAmount(const View& view, const Order& order) {
  const PreparedAmount* found = view.ledger.prepared_amounts.Find(order.merchant_uid);
  if (found == nullptr) return Done{};
  const Money amount = found->amount;
  const bool same = found->accepts_any_currency ? FormatAmount(amount) == FormatAmount(order.amount)
                                                : amount == order.amount;
  if (same) return Done{};
  return errors::PreparedAmountMismatch(FormatAmount(amount));
}

/// Whether a window opens without an amount: it does not pay, or its gateway takes that as 0.
bool MayLackAmount(const Channel& channel, const Checkout& checkout) {
  const GatewayRules& rules = gateways::Get(channel.pg);
  return rules.window.amount_optional || !GetUnchargedActionName(rules, checkout.order).empty();
}

Result<Done> CheckSupported(const Channel& channel, const Checkout& checkout) {
  const GatewayRules& rules = gateways::Get(channel.pg);
  if (!GetUnchargedActionName(rules, checkout.order).empty()) return Done{};
  const bool issues = StoresKey(rules, channel, checkout);
  if (checkout.customer_uid && rules.window.key_issuance == KeyIssuance::kNone) {
    return errors::OperationUnsupported(texts::kWindowKeyIssuance, rules.code);
  }
  if (!issues && !rules.window.charges) {
    return errors::OperationUnsupported(texts::kWindowPayment, rules.code);
  }
  const bool allows_zero = (issues && rules.window.key_issuance != KeyIssuance::kAlwaysCharges) ||
                           (!checkout.has_amount && rules.window.amount_optional);
  if (checkout.order.amount.IsZero() && !allows_zero) {
    return errors::InvalidParameter("amount", texts::kNotPositive);
  }
  return Done{};
}

/// The buyer's choice of a cash receipt, which only payments in cash have.
Result<Done> CheckReceipt(const ResolvedWindow& window, const Checkout& checkout) {
  const PayMethod method = window.payment_means.method;
  if (!checkout.cash_receipt || MayHaveReceipt(method, window.payment_means.wallet.has_value()))
    return Done{};
  return errors::ReceiptNotApplicable(Name(method));
}

/// The buyer's choice of a bank, which only accounts have.
Result<Done> CheckBank(const ResolvedWindow& window, const Checkout& checkout) {
  const PayMethod method = window.payment_means.method;
  const bool has_bank = method == PayMethod::kTrans || method == PayMethod::kVbank;
  if (!checkout.bank_code || has_bank) return Done{};
  return errors::BankNotApplicable(Name(method));
}

/// The gateway's reply when its window is called.
struct Opening {
  std::optional<GatewayError> refusal{};
  bool shows_page = true;  ///< the gateway shows its page before it refuses
};

/// Runs the gateway's checks. Errors, before a payment is created: those of the checks that PortOne
/// makes itself.
Result<Opening> CheckGateway(Tx& tx, const ResolvedWindow& window, const GatewayRequest& request) {
  const GatewayRules& rules = window.rules;
  if (auto error = rules.check_access(request)) return Opening{std::move(error), false};
  const Result<Done> order = CheckOrder(rules, request);
  if (!order.ok()) {
    const std::optional<GatewayError>& error = order.error().gateway;
    if (!error) return order.error();
    // An error without a code comes from PortOne's own script.
    if (error->code.empty()) return errors::WindowRefused(error->message);
    return Opening{error, true};
  }
  const bool reserved = window.issues_key && IsReserved(tx.ledger.keys, rules.reservations(request),
                                                        *request.customer_uid);
  return reserved ? Opening{rules.already_reserved_error.ToError()} : Opening{};
}

/// A refusal that precedes the gateway's page is reported by callback.
ReturnBy ChooseReturn(const ResolvedWindow& window, const GatewayRequest& request,
                      const Opening& opening) {
  if (!opening.shows_page) return ReturnBy::kCallback;
  if (window.rules.window.always_redirects) return ReturnBy::kRedirect;
  return window.rules.return_by(request);
}

/// The newer modules do not open a window that redirects if there is no URL to redirect to.
Result<Done> CheckRedirectUrl(const ResolvedWindow& window, const GatewayRequest& request) {
  const bool newer = window.rules.page.callback == CallbackFormat::kShort;
  const bool redirects = ChooseReturn(window, request, {}) == ReturnBy::kRedirect;
  if (!newer || !redirects || request.redirect_url != nullptr) return Done{};
  return errors::WindowRefused(texts::kRedirectUrlRequired);
}

/// When the window was opened: a buyer spends 15 to 60 seconds in it. One that is left open opens
/// now.
// FIDELITY: window
Instant ChooseOpeningTime(const Tx& tx, const Checkout& checkout, const ImpUid& imp_uid) {
  if (checkout.is_shown || std::holds_alternative<AbandonWindow>(checkout.buyer_action))
    return tx.now;
  constexpr std::uint64_t kShortest = 15;
  constexpr std::uint64_t kSpan = 46;
  const std::uint64_t spent = kShortest + tx.ids.MakeNumber("dwell", imp_uid.text, 0) % kSpan;
  return tx.now - std::chrono::seconds{spent};
}

Payment MakePayment(const Tx& tx, const ResolvedWindow& window, const Checkout& checkout) {
  Payment payment;
  payment.imp_uid = MintImpUid(tx, window.order.merchant_uid, checkout.device);
  payment.sequence = tx.sequence;
  payment.order = window.order;
  // FIDELITY: easy-pays
  SetPaymentMeans(window.rules, window.payment_means, {}, payment);
  payment.device = checkout.device;
  payment.escrow = window.order.extra.Flag("escrow");
  payment.without_charge = !window.charges_money;
  payment.channel_key = window.channel.channel_key;
  payment.pg = window.channel.pg;
  payment.pg_id = window.channel.pg_id;
  if (window.issues_key) {
    payment.customer_uid = checkout.customer_uid;
    payment.customer_uid_usage = CustomerUidUsage::kIssue;
  } else if (window.rules.quick_pay.offered) {
    payment.customer_uid = checkout.customer_uid;
    if (checkout.customer_uid && window.charges_money)
      payment.customer_uid_usage = CustomerUidUsage::kPayment;
  }
  payment.user_agent = checkout.user_agent;
  payment.started_at = ChooseOpeningTime(tx, checkout, payment.imp_uid);
  return payment;
}

/// Stores what the buyer has chosen in the window. Returns the payment as it then is.
const Payment& ApplyBuyerChoices(Tx& tx, const ResolvedWindow& window, const Checkout& checkout,
                                 const Payment& payment) {
  const bool same = window.payment_means.method == payment.pay_method &&
                    checkout.order.card_quota == payment.order.card_quota;
  if (same) return payment;
  return tx.ledger.payments.Update(payment.imp_uid, [&](Payment& updated) {
    SetPaymentMeans(window.rules, window.payment_means, {}, updated);
    updated.order.card_quota = checkout.order.card_quota;
  });
}

}  // namespace

Result<WindowState> Apply(Tx& tx, const OpenCheckout& command) {
  const auto chosen = ChooseWindowChannel(tx.world.merchant, command.checkout.channel);
  const Channel* channel = chosen.ok() ? &chosen.value().channel : nullptr;
  const bool may_lack_amount = channel != nullptr && MayLackAmount(*channel, command.checkout);
  if (!command.checkout.has_amount && !may_lack_amount) return errors::MissingParameter("amount");
  PORTONE_TRY(const Checkout checkout, ReadAmounts(command.checkout, channel));
  if (!chosen.ok()) return chosen.error();
  WarnAboutUnmatchedChannel(tx, chosen.value(), checkout.order.merchant_uid);
  PORTONE_RETURN_IF_ERROR(CheckMerchantUid(tx.view(), checkout.order.merchant_uid));
  WarnAboutLongMerchantUid(tx, checkout.order.merchant_uid);
  PORTONE_RETURN_IF_ERROR(CheckPreparedAmount(tx.view(), checkout.order));
  PORTONE_RETURN_IF_ERROR(CheckSupported(*channel, checkout));
  PORTONE_TRY(ResolvedWindow window, ResolveWindow(*channel, checkout));
  PORTONE_RETURN_IF_ERROR(CheckBank(window, checkout));
  PORTONE_RETURN_IF_ERROR(CheckReceipt(window, checkout));
  const GatewayRequest request = MakeGatewayRequest(tx, window, checkout);
  window.charges_money = GetUnchargedActionName(window.rules, window.order).empty() &&
                         IsCharged(window.rules, request);
  PORTONE_TRY(Opening opening, CheckGateway(tx, window, request));
  PORTONE_RETURN_IF_ERROR(CheckRedirectUrl(window, request));

  const PageRules& page = window.rules.page;
  WindowState state{tx.ledger.payments.Insert(MakePayment(tx, window, checkout))};
  state.return_by = ChooseReturn(window, request, opening);
  state.callback_format = page.callback;
  state.omits_success =
      page.silent_app_methods.Has(window.method) && window.order.extra.Has("app_scheme");
  state.generation = tx.world.generation;
  if (opening.refusal) {
    return FailWindow(tx, std::move(state), *std::move(opening.refusal), page.opening_refusal);
  }
  if (GivesUp(checkout.buyer_action))
    return EndWithoutPayment(tx, std::move(state), checkout.buyer_action);
  return state;
}

Result<WindowState> Handle(const View& view, const ReadWindow& query) {
  const Payment* payment = view.ledger.payments.Find(query.window.payment.imp_uid);
  const bool current = query.window.generation == view.world.generation;
  if (!current || payment == nullptr) return errors::PaymentNotFound();
  WindowState state = query.window;
  state.payment = *payment;
  return state;
}

Result<ReturnFormat> Handle(const View& view, const GetReturnFormat& query) {
  const auto chosen = ChooseWindowChannel(view.world.merchant, query.channel);
  if (!chosen.ok()) return ReturnFormat{};
  const GatewayRules& rules = gateways::Get(chosen.value().channel.pg);
  return ReturnFormat{rules.page.callback, rules.window.always_redirects,
                      rules.window.redirects_unless};
}

Result<WindowState> Apply(Tx& tx, const ConcludeCheckout& command) {
  const Payment* payment = tx.ledger.payments.Find(command.window.payment.imp_uid);
  const bool current = command.window.generation == tx.world.generation;
  if (!current || payment == nullptr || payment->status != PaymentStatus::kReady) {
    return errors::PaymentNotFound();
  }
  const GatewayRules& rules = gateways::Get(payment->pg);
  const Checkout& checkout = command.checkout;
  PORTONE_TRY(ResolvedWindow window,
              ResolveWindow(ResolveChannel(tx.world.merchant,
                                           {payment->channel_key, payment->pg, payment->pg_id, {}}),
                            checkout));
  PORTONE_RETURN_IF_ERROR(CheckBank(window, checkout));
  PORTONE_RETURN_IF_ERROR(CheckReceipt(window, checkout));
  WindowState state = command.window;
  state.payment = *payment;
  if (GivesUp(checkout.buyer_action))
    return EndWithoutPayment(tx, std::move(state), checkout.buyer_action);
  if (command.merchant_refusal)
    return FailWindow(tx, std::move(state), GatewayError{"", *command.merchant_refusal});
  // Another window of the same order may have been paid in the meantime.
  if (const Result<Done> unpaid = CheckUnpaid(tx.view(), payment->order.merchant_uid);
      !unpaid.ok()) {
    return FailWindow(tx, std::move(state), GatewayError{"", unpaid.error().message});
  }
  const Payment opened = *payment;
  state.payment = ApplyBuyerChoices(tx, window, checkout, opened);
  if (auto refused = CheckWindowInstalments(window.channel, opened, state.payment.order, tx.now)) {
    return FailWindow(tx, std::move(state), *std::move(refused));
  }
  if (const auto* declined = std::get_if<DeclineInWindow>(&checkout.buyer_action)) {
    return FailWindow(tx, std::move(state), *declined);
  }
  if (const auto* named = std::get_if<DeclineByName>(&checkout.buyer_action)) {
    return FailWindow(tx, std::move(state),
                      rules.FindCardError(named->card_outcome, Operation::kWindow));
  }
  window.order = state.payment.order;
  window.charges_money = !state.payment.without_charge;
  return PayWindow(tx, std::move(state), checkout, window);
}

Result<WindowState> Apply(Tx& tx, const Checkout& command) {
  PORTONE_TRY(WindowState window, Apply(tx, OpenCheckout{command}));
  if (window.refusal || window.is_abandoned) return window;
  return Apply(tx, ConcludeCheckout{std::move(window), command, std::nullopt});
}

}  // namespace portone::commands
