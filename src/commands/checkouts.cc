// SPDX-License-Identifier: MIT
#include "commands/checkouts.h"

#include <chrono>
#include <utility>

#include "commands/billing_keys.h"
#include "commands/charging.h"
#include "commands/key_store.h"
#include "commands/vbanks.h"
#include "commands/window_end.h"
#include "commands/window_instalments.h"
#include "domain/decide_payment_means.h"
#include "domain/errors.h"
#include "domain/gateway_checks.h"
#include "domain/payment_fields.h"
#include "domain/texts.h"
#include "gateways/magic_cards.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

constexpr const char* kBuyersExpiry = "2030-12";
constexpr const char* kBuyersBank = "004";

/// The resolved settings of a window.
struct Window {
  Channel channel;
  const GatewayRules& rules;
  PayMethod method;            ///< the requested one, or a default
  PaymentMeans payment_means;  ///< what the buyer pays with
  Order order;                 ///< in the gateway's own currency if the request names none
  bool issues_key = false;
  bool charges_money = true;
};

/// Reads the checkout's amounts in the channel's currency. Without a channel they are read in won:
/// invalid amounts are reported before the missing channel.
Result<Checkout> ReadAmounts(Checkout checkout, const Channel* channel) {
  if (!checkout.amounts) return checkout;
  const Currency currency =
      channel != nullptr ? gateways::Get(channel->pg).currencies.front() : Currency::kKrw;
  PORTONE_RETURN_IF_ERROR(SetAmounts(checkout.order, *checkout.amounts, currency));
  return checkout;
}

/// Warns when the page names a channel that does not exist: PortOne's script accepts this, and the
/// buyer pays through another channel.
// FIDELITY: channel-choice
void WarnAboutUnmatchedChannel(Tx& tx, const WindowChannel& chosen,
                               const MerchantUid& merchant_uid) {
  if (chosen.unmatched.empty()) return;
  const std::string& channel_key = chosen.channel.channel_key.text;
  const std::string& pg = chosen.channel.pg.text;
  tx.side_effects.warnings.push_back("no channel is called " + chosen.unmatched + ": " +
                                     channel_key + " (" + pg + ") is used instead");
  tx.side_effects.unmatched_channels.push_back(
      {merchant_uid.text, chosen.unmatched, channel_key, pg});
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

Result<PayMethod> ChooseMethod(const GatewayRules& rules, const Checkout& checkout) {
  const WindowRules& window = rules.window;
  const bool has_issue_methods = checkout.customer_uid && !window.issue_methods.empty();
  const PayMethods& accepted = has_issue_methods ? window.issue_methods : window.methods;
  if (accepted.empty()) return window.default_method;
  // The script puts "card" where the page names no method.
  const bool takes_no_card = !accepted.Has(PayMethod::kCard) && accepted.Has(window.default_method);
  if (!checkout.pay_method && takes_no_card) return window.default_method;
  const std::string asked = checkout.pay_method.value_or(std::string(Name(PayMethod::kCard)));
  const auto method = Parse<PayMethod>(asked);
  if (!method || !accepted.Has(*method)) return errors::MethodUnsupported(rules.code, asked);
  return *method;
}

/// Whether the window stores a key. Some merchant ids of a gateway cannot store any.
// FIDELITY: known-merchant-ids
bool StoresKey(const GatewayRules& rules, const Channel& channel, const Checkout& checkout) {
  return checkout.customer_uid && CanStoreKeys(rules, channel);
}

Result<Done> CheckSupported(const Channel& channel, const Checkout& checkout) {
  const GatewayRules& rules = gateways::Get(channel.pg);
  const bool issues = StoresKey(rules, channel, checkout);
  if (checkout.customer_uid && rules.window.key_issue == KeyIssue::kNone) {
    return errors::OperationUnsupported(texts::kWindowKeyIssue, rules.code);
  }
  if (!issues && !rules.window.charges) {
    return errors::OperationUnsupported(texts::kWindowPayment, rules.code);
  }
  const bool allows_zero = (issues && rules.window.key_issue != KeyIssue::kAlwaysCharges) ||
                           (!checkout.has_amount && rules.window.amount_optional);
  if (checkout.order.amount.IsZero() && !allows_zero) {
    return errors::InvalidParameter("amount", texts::kNotPositive);
  }
  return Done{};
}

const CardInput* FindEnteredCard(const Checkout& checkout) {
  if (checkout.card_info) return &*checkout.card_info;
  return checkout.buyers_card ? &*checkout.buyers_card : nullptr;
}

Result<Window> MakeWindow(Channel channel, const Checkout& checkout) {
  const GatewayRules& rules = gateways::Get(channel.pg);
  PORTONE_TRY(const PayMethod method, ChooseMethod(rules, checkout));
  PaymentMeansRequest request{method, checkout.pays_with};
  request.names_card =
      FindEnteredCard(checkout) != nullptr || checkout.order.extra.Has("card.direct.code");
  PORTONE_TRY(const PaymentMeans means, DecidePaymentMeans(rules, request));
  const bool issues = StoresKey(rules, channel, checkout);
  return Window{std::move(channel), rules, method, means, checkout.order, issues};
}

/// The card the buyer pays with: the one entered, or a default one.
PresentedCard ReadBuyersCard(const Window& window, const Checkout& checkout) {
  const CardInput* entered = FindEnteredCard(checkout);
  if (entered != nullptr) return InspectCard(window.channel, *entered);
  PresentedCard presented = InspectCard(
      window.channel, {std::string(gateways::kDefaultBuyerCard), kBuyersExpiry, {}, {}, {}});
  const StandardCode& company = gateways::GetBuyerCardCompany(window.order.extra, nullptr);
  presented.card.code = company.code;
  presented.card.name = GetCardCompanyName(window.rules, company);
  return presented;
}

GatewayRequest MakeGatewayRequest(Tx& tx, const Window& window, const Checkout& checkout) {
  GatewayRequest request = MakeGatewayRequest(tx, Operation::kWindow, window.channel, window.order);
  request.device = checkout.device;
  request.method = window.method;
  if (window.issues_key) request.customer_uid = &*checkout.customer_uid;
  request.card = FindEnteredCard(checkout);
  if (checkout.redirect_url) request.redirect_url = &*checkout.redirect_url;
  return request;
}

/// The gateway's reply when its window is called.
struct Opening {
  std::optional<GatewayError> refusal{};
  bool shows_page = true;  ///< the gateway shows its page before it refuses
};

/// Runs the gateway's checks. Errors, before a payment is created: those of the checks that PortOne
/// makes itself.
Result<Opening> CheckGateway(Tx& tx, const Window& window, const GatewayRequest& request) {
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
ReturnBy ChooseReturn(const Window& window, const GatewayRequest& request, const Opening& opening) {
  if (!opening.shows_page) return ReturnBy::kCallback;
  if (window.rules.window.always_redirects) return ReturnBy::kRedirect;
  return window.rules.return_by(request);
}

/// The newer modules do not open a window that redirects if there is no URL to redirect to.
Result<Done> CheckRedirectUrl(const Window& window, const GatewayRequest& request) {
  const bool newer = window.rules.page.callback == CallbackFormat::kShort;
  const bool redirects = ChooseReturn(window, request, {}) == ReturnBy::kRedirect;
  if (!newer || !redirects || request.redirect_url != nullptr) return Done{};
  return errors::WindowRefused(texts::kRedirectUrlRequired);
}

/// When the window was opened: a buyer spends 15 to 60 seconds in it. One that is left open opens
/// now.
// FIDELITY: window
Instant FindOpeningTime(const Tx& tx, const Checkout& checkout, const ImpUid& imp_uid) {
  if (checkout.is_shown || std::holds_alternative<AbandonWindow>(checkout.buyer_action))
    return tx.now;
  constexpr std::uint64_t kShortest = 15;
  constexpr std::uint64_t kSpan = 46;
  const std::uint64_t spent = kShortest + tx.ids.Number("dwell", imp_uid.text, 0) % kSpan;
  return tx.now - std::chrono::seconds{spent};
}

Payment MakePayment(const Tx& tx, const Window& window, const Checkout& checkout) {
  Payment payment;
  payment.imp_uid = MintImpUid(tx, window.order.merchant_uid, checkout.device);
  payment.sequence = tx.sequence;
  payment.order = window.order;
  // FIDELITY: easy-pays
  SetPaymentMeans(window.rules, window.payment_means, {}, payment);
  payment.device = checkout.device;
  payment.escrow = window.order.extra.Flag("escrow");
  payment.issue_only = window.issues_key && !window.charges_money;
  payment.channel_key = window.channel.channel_key;
  payment.pg = window.channel.pg;
  payment.pg_id = window.channel.pg_id;
  if (window.issues_key) {
    payment.customer_uid = checkout.customer_uid;
    payment.customer_uid_usage = CustomerUidUsage::kIssue;
  }
  payment.user_agent = checkout.user_agent;
  payment.started_at = FindOpeningTime(tx, checkout, payment.imp_uid);
  return payment;
}

/// Opens the virtual account that the buyer pays into.
Result<WindowState> IssueAccount(Tx& tx, WindowState window, const Checkout& checkout,
                                 const GatewayRules& rules) {
  const Instant due = checkout.vbank_due.value_or(GetDefaultAccountDue(rules, tx.now));
  if (due <= tx.now) {
    const ErrorText& text = rules.vbank.due_in_past_error;
    return FailWindow(
        tx, std::move(window),
        text.code.empty() ? GatewayError{"", errors::VbankDueInPast().message} : text.ToError());
  }
  window.payment =
      OpenAccount(tx, window.payment.imp_uid, checkout.bank_code.value_or(kBuyersBank), due);
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
Attempt MakeAttempt(Tx& tx, const Window& window, const Checkout& checkout, const Card& card) {
  Attempt attempt;
  attempt.channel = window.channel;
  attempt.order = window.order;
  attempt.card = card;
  if (!window.issues_key) return attempt;
  attempt.customer_uid = checkout.customer_uid;
  const AcceptedCard accepted{window.channel, card, {}, GetKeyFundingSource(window.payment_means)};
  attempt.key =
      MakeKey(tx, *checkout.customer_uid, accepted, window.order.buyer, checkout.customer_id);
  attempt.key->reservations = window.rules.reservations(MakeGatewayRequest(tx, window, checkout));
  return attempt;
}

Result<Done> ApplyWindowFaults(Tx& tx, const Window& window, Attempt& attempt) {
  if (window.charges_money) return ApplyFaults(tx, attempt);
  const Result<Done> applied = ApplyKeyIssuanceFaults(
      tx, *attempt.customer_uid, {attempt.channel, attempt.card}, errors::KeyRefused);
  if (applied.ok() || !applied.error().gateway) return applied;
  attempt.decline_error = applied.error().gateway;
  return Done{};
}

/// Charges the buyer's payment.
Result<WindowState> Pay(Tx& tx, WindowState state, const Checkout& checkout, const Window& window) {
  const PresentedCard presented =
      window.payment_means.shows_card ? ReadBuyersCard(window, checkout) : PresentedCard{};
  if (presented.issue_outcome != CardOutcome::kApproved) {
    return FailWindow(tx, std::move(state),
                      window.rules.FindCardError(presented.issue_outcome, Operation::kWindow));
  }
  Attempt attempt = MakeAttempt(tx, window, checkout, presented.card);
  attempt.deferred_result = window.rules.deferred_result(MakeGatewayRequest(tx, window, checkout));
  const Result<Done> no_fault = ApplyWindowFaults(tx, window, attempt);
  if (!no_fault.ok()) return FailWindow(tx, std::move(state), {"", no_fault.error().message});
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
      payment.bank_code = checkout.bank_code.value_or(kBuyersBank);
    if (window.method == PayMethod::kEcontext) IssueSlip(tx, window.rules, payment);
  });
  const Payment& payment = ChargeExisting(tx, state.payment.imp_uid, attempt);
  state.payment = payment.status == PaymentStatus::kPaid && !attempt.deferred_result
                      ? SendPaymentWebhook(tx, payment)
                      : payment;
  if (payment.status == PaymentStatus::kFailed) {
    const GatewayError& error = attempt.deferred_result->interim_error;
    state.refusal = error;
    state.page_refusal =
        FormatRefusal(window.rules.page, window.rules.page.later_refusal, error, payment.imp_uid);
  }
  return state;
}

/// The payment with what the buyer has chosen in the window.
const Payment& TakeChoices(Tx& tx, const Window& window, const Checkout& checkout,
                           const Payment& payment) {
  const bool same = window.payment_means.method == payment.pay_method &&
                    checkout.order.card_quota == payment.order.card_quota;
  if (same) return payment;
  return tx.ledger.payments.Update(payment.imp_uid, [&](Payment& one) {
    SetPaymentMeans(window.rules, window.payment_means, {}, one);
    one.order.card_quota = checkout.order.card_quota;
  });
}

}  // namespace

Result<WindowState> Apply(Tx& tx, const OpenCheckout& command) {
  const auto chosen = ChooseWindowChannel(tx.world.merchant, command.checkout.channel);
  const Channel* channel = chosen.ok() ? &chosen.value().channel : nullptr;
  const bool may_lack_amount =
      channel != nullptr && gateways::Get(channel->pg).window.amount_optional;
  if (!command.checkout.has_amount && !may_lack_amount) return errors::MissingParameter("amount");
  PORTONE_TRY(const Checkout checkout, ReadAmounts(command.checkout, channel));
  if (!chosen.ok()) return chosen.error();
  WarnAboutUnmatchedChannel(tx, chosen.value(), checkout.order.merchant_uid);
  PORTONE_RETURN_IF_ERROR(CheckMerchantUid(tx.view(), checkout.order.merchant_uid));
  WarnAboutLongMerchantUid(tx, checkout.order.merchant_uid);
  PORTONE_RETURN_IF_ERROR(CheckPreparedAmount(tx.view(), checkout.order));
  PORTONE_RETURN_IF_ERROR(CheckSupported(*channel, checkout));
  PORTONE_TRY(Window window, MakeWindow(*channel, checkout));
  const GatewayRequest request = MakeGatewayRequest(tx, window, checkout);
  window.charges_money = IsCharged(window.rules, request);
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
  if (std::holds_alternative<CloseWindow>(checkout.buyer_action))
    return EndClosedWindow(tx, std::move(state));
  if (std::holds_alternative<AbandonWindow>(checkout.buyer_action)) {
    return EndAbandonedWindow(tx, std::move(state));
  }
  return state;
}

Result<WindowState> Handle(const View& view, const FindWindow& query) {
  const Payment* payment = view.ledger.payments.Find(query.window.payment.imp_uid);
  const bool current = query.window.generation == view.world.generation;
  if (!current || payment == nullptr) return errors::PaymentNotFound();
  WindowState state = query.window;
  state.payment = *payment;
  state.instalments = ListWindowInstalments(
      ResolveChannel(view.world.merchant, {payment->channel_key, payment->pg, payment->pg_id, {}}),
      *payment, view.now);
  return state;
}

Result<ReturnFormat> Handle(const View& view, const GetReturnFormat& query) {
  const auto chosen = ChooseWindowChannel(view.world.merchant, query.channel);
  if (!chosen.ok()) return ReturnFormat{};
  const GatewayRules& rules = gateways::Get(chosen.value().channel.pg);
  return ReturnFormat{rules.page.callback, rules.window.always_redirects};
}

Result<WindowState> Apply(Tx& tx, const ConcludeCheckout& command) {
  const Payment* payment = tx.ledger.payments.Find(command.window.payment.imp_uid);
  const bool current = command.window.generation == tx.world.generation;
  if (!current || payment == nullptr || payment->status != PaymentStatus::kReady) {
    return errors::PaymentNotFound();
  }
  const GatewayRules& rules = gateways::Get(payment->pg);
  const Checkout& checkout = command.checkout;
  PORTONE_TRY(Window window,
              MakeWindow(ResolveChannel(tx.world.merchant,
                                        {payment->channel_key, payment->pg, payment->pg_id, {}}),
                         checkout));
  WindowState state = command.window;
  state.payment = *payment;
  if (std::holds_alternative<CloseWindow>(checkout.buyer_action))
    return EndClosedWindow(tx, std::move(state));
  if (std::holds_alternative<AbandonWindow>(checkout.buyer_action)) {
    return EndAbandonedWindow(tx, std::move(state));
  }
  if (command.merchant_refusal)
    return FailWindow(tx, std::move(state), GatewayError{"", *command.merchant_refusal});
  // Another window of the same order may have been paid in the meantime.
  if (const Result<Done> unpaid = CheckUnpaid(tx.view(), payment->order.merchant_uid);
      !unpaid.ok()) {
    return FailWindow(tx, std::move(state), GatewayError{"", unpaid.error().message});
  }
  const Payment opened = *payment;
  state.payment = TakeChoices(tx, window, checkout, opened);
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
  window.charges_money = !state.payment.issue_only;
  if (state.payment.pay_method != PayMethod::kVbank) {
    return Pay(tx, std::move(state), checkout, window);
  }
  Attempt account = MakeAttempt(tx, window, checkout, {});
  const Result<Done> no_fault = ApplyFaults(tx, account);
  if (!no_fault.ok()) return FailWindow(tx, std::move(state), {"", no_fault.error().message});
  if (account.decline_error) return FailWindow(tx, std::move(state), *account.decline_error);
  return IssueAccount(tx, std::move(state), checkout, rules);
}

Result<WindowState> Apply(Tx& tx, const Checkout& command) {
  PORTONE_TRY(WindowState window, Apply(tx, OpenCheckout{command}));
  if (window.refusal || window.is_abandoned) return window;
  return Apply(tx, ConcludeCheckout{std::move(window), command, std::nullopt});
}

}  // namespace portone::commands
