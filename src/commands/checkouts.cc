// SPDX-License-Identifier: MIT
#include "commands/checkouts.h"

#include <chrono>
#include <utility>

#include "commands/billing_keys.h"
#include "commands/charging.h"
#include "commands/vbanks.h"
#include "domain/gateway_checks.h"
#include "gateways/magic_cards.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

constexpr const char* kBuyersExpiry = "2030-12";
constexpr const char* kBuyersBank = "004";
constexpr std::chrono::hours kAccountOpen{24 * 30};

/// What a window is about, settled once.
struct Window {
  Channel channel;
  const GatewayRules& rules;
  PayMethod method;
  Order order;          ///< in the gateway's own currency where none was named
  bool issues = false;  ///< a key
  bool pays = true;     ///< money moves
};

// FIDELITY: prepare
Result<Done> CheckRegistration(const View& view, const Order& order) {
  const Registration* found = view.ledger.registrations.Find(order.merchant_uid);
  if (found == nullptr) return Done{};
  const Money amount = found->amount;
  const bool same = found->any_currency ? FormatAmount(amount) == FormatAmount(order.amount)
                                        : amount == order.amount;
  if (same) return Done{};
  return errors::RegistrationMismatch(FormatAmount(amount));
}

Result<PayMethod> ChooseMethod(const GatewayRules& rules, const Checkout& checkout) {
  const WindowRules& window = rules.window;
  const bool issue_has_own = checkout.customer_uid && !window.issue_methods.empty();
  const PayMethods& taken = issue_has_own ? window.issue_methods : window.methods;
  if (taken.empty()) return window.default_method;
  if (!checkout.pay_method) {
    if (taken.Has(window.default_method)) return window.default_method;
    return errors::MissingParameter("pay_method");
  }
  const auto method = FindPayMethod(*checkout.pay_method);
  if (!method || !taken.Has(*method)) {
    return errors::MethodUnsupported(rules.code, *checkout.pay_method);
  }
  return *method;
}

Result<Done> CheckServed(const GatewayRules& rules, const Checkout& checkout) {
  if (checkout.customer_uid && rules.window.issue == WindowIssue::kNone) {
    return errors::OperationUnsupported("결제창 방식의 빌링키 발급", rules.code);
  }
  if (!checkout.customer_uid && !rules.window.pays) {
    return errors::OperationUnsupported("결제창 방식의 일반결제", rules.code);
  }
  const bool nothing = checkout.order.amount.IsZero();
  const bool may_be_nothing =
      checkout.customer_uid && rules.window.issue != WindowIssue::kAlwaysPays;
  if (nothing && !may_be_nothing) {
    return errors::InvalidParameter("amount", "0보다 커야 합니다");
  }
  return Done{};
}

Result<Window> WindowOf(const World& world, const Checkout& checkout) {
  PORTONE_TRY(Channel channel, ChooseWindowChannel(world.merchant, checkout.channel));
  const GatewayRules& rules = gateways::Of(channel.pg);
  PORTONE_TRY([[maybe_unused]] const Done served, CheckServed(rules, checkout));
  PORTONE_TRY(const PayMethod method, ChooseMethod(rules, checkout));
  Window window{std::move(channel), rules, method, checkout.order,
                checkout.customer_uid.has_value()};
  return window;
}

const CardInput* TypedBy(const Checkout& checkout) {
  if (checkout.card_info) return &*checkout.card_info;
  return checkout.buyers_card ? &*checkout.buyers_card : nullptr;
}

/// The card that the buyer shows.
PresentedCard ShownBy(const Window& window, const Checkout& checkout) {
  const CardInput* typed = TypedBy(checkout);
  if (typed != nullptr) return LookAtCard(window.channel, *typed);
  PresentedCard shown =
      LookAtCard(window.channel, {std::string(gateways::kBuyersCard), kBuyersExpiry, {}, {}, {}});
  const StandardCode& company = gateways::CompanyOfBuyer(window.order.extra, nullptr);
  shown.card.code = company.code;
  shown.card.name = company.name;
  return shown;
}

GatewayAsk AskFor(Tx& tx, const Window& window, const Checkout& checkout) {
  GatewayAsk ask = AskFor(tx, Occasion::kWindow, window.channel, window.order);
  ask.device = checkout.device;
  ask.method = window.method;
  if (checkout.customer_uid) ask.customer_uid = &*checkout.customer_uid;
  ask.card = TypedBy(checkout);
  if (checkout.redirect_url) ask.redirect_url = &*checkout.redirect_url;
  return ask;
}

/// What the gateway says when its window is called. Refused before there is a payment: what PortOne
/// itself looks at.
Result<std::optional<GatewayFault>> WhyRefused(Tx& tx, const Window& window,
                                               const GatewayAsk& ask) {
  const GatewayRules& rules = window.rules;
  std::optional<GatewayFault> fault = rules.check_access(ask);
  if (!fault) {
    const Result<Done> order = CheckOrder(rules, ask);
    if (!order.ok() && !order.error().gateway) return order.error();
    if (!order.ok()) fault = order.error().gateway;
  }
  if (!fault && window.issues && IsClaimed(tx.ledger.keys, rules.claims(ask), *ask.customer_uid)) {
    fault = rules.claimed.Fault();
  }
  return fault;
}

/// A wallet may be asked for by what it holds.
PayMethod WalletOf(PayMethod method) {
  const bool is_part = method == PayMethod::kNaverpayCard || method == PayMethod::kNaverpayPoint;
  return is_part ? PayMethod::kNaverpay : method;
}

/// A window that was refused before it opened leads nowhere, whatever its m_redirect_url.
ReturnBy ReturnOf(const Window& window, GatewayAsk ask, bool refused) {
  if (window.rules.window.always_redirects) return ReturnBy::kRedirect;
  if (refused) ask.redirect_url = nullptr;
  return window.rules.return_by(ask);
}

Payment Begun(const Tx& tx, const Window& window, const Checkout& checkout) {
  Payment payment;
  payment.imp_uid = MintImpUid(tx, window.order.merchant_uid, checkout.device);
  payment.sequence = tx.sequence;
  payment.order = window.order;
  payment.pay_method = window.method;
  // FIDELITY: easy-pays
  if (window.rules.window.easy_pays.Has(window.method)) {
    const bool by_points = window.method == PayMethod::kNaverpayPoint;
    payment.pay_method = by_points ? PayMethod::kPoint : PayMethod::kCard;
    payment.emb_pg_provider = std::string(PayMethodText(WalletOf(window.method)));
  }
  payment.device = checkout.device;
  payment.escrow = window.order.extra.Flag("escrow");
  payment.only_issued = window.issues && !window.pays;
  payment.channel_key = window.channel.channel_key;
  payment.pg = window.channel.pg;
  payment.pg_id = window.channel.pg_id;
  payment.customer_uid = checkout.customer_uid;
  if (window.issues) payment.customer_uid_usage = CustomerUidUsage::kIssue;
  payment.user_agent = checkout.user_agent;
  payment.started_at = tx.now;
  return payment;
}

WindowState Ended(Tx& tx, WindowState window, GatewayFault refusal) {
  window.payment = tx.ledger.payments.Update(
      window.payment.imp_uid, [&](Payment& payment) { Fail(tx, payment, refusal.message); });
  window.refusal = std::move(refusal);
  return window;
}

/// The buyer is shown an account to pay into.
Result<WindowState> ShowAccount(Tx& tx, WindowState window, const Checkout& checkout,
                                const GatewayRules& rules) {
  const Instant due = checkout.vbank_due.value_or(tx.now + kAccountOpen);
  if (due <= tx.now) {
    const FaultText& said = rules.vbank.due_in_past;
    return Ended(
        tx, std::move(window),
        said.code.empty() ? GatewayFault{"", errors::VbankDueInPast().message} : said.Fault());
  }
  window.payment = OpenAccount(tx, window.payment.imp_uid, kBuyersBank, due);
  window.payment = TellOf(tx, window.payment);
  return window;
}

/// A slip to be paid in a convenience store is recorded as an account whose number nobody knows.
// FIDELITY: other-gateways
void ShowSlip(const Tx& tx, Payment& payment) {
  payment.pay_method = PayMethod::kVbank;
  VirtualAccount slip;
  slip.number = "unknown";
  slip.due = tx.now + kAccountOpen;
  slip.issued_at = tx.now;
  payment.vbank = std::move(slip);
}

/// What the payment of a window charges, and the key that comes of it.
Attempt AttemptOf(Tx& tx, const Window& window, const Checkout& checkout, const Card& card) {
  Attempt attempt;
  attempt.channel = window.channel;
  attempt.order = window.order;
  attempt.card = card;
  attempt.customer_uid = checkout.customer_uid;
  if (!window.issues) return attempt;
  const AcceptedCard accepted{window.channel, card};
  attempt.key =
      KeyOf(tx, *checkout.customer_uid, accepted, window.order.buyer, checkout.customer_id);
  attempt.key->claims = window.rules.claims(AskFor(tx, window, checkout));
  return attempt;
}

/// A card is only one of the means; whoever pays by another shows none.
bool UsesCard(const Window& window) {
  return window.issues || window.method == PayMethod::kCard;
}

Result<Done> MeetWindowFaults(Tx& tx, const Window& window, Attempt& attempt) {
  if (window.pays) return MeetFaults(tx, attempt);
  const Result<Done> met = MeetIssueFaults(tx, *attempt.customer_uid,
                                           {attempt.channel, attempt.card}, errors::KeyRefused);
  if (met.ok() || !met.error().gateway) return met;
  attempt.declined = met.error().gateway;
  return Done{};
}

/// The buyer pays.
Result<WindowState> Pay(Tx& tx, WindowState state, const Checkout& checkout, const Window& window) {
  const PresentedCard presented = ShownBy(window, checkout);
  if (UsesCard(window) && presented.at_issue != CardCase::kGood) {
    return Ended(tx, std::move(state), window.rules.CardFault(presented.at_issue));
  }
  Attempt attempt = AttemptOf(tx, window, checkout, presented.card);
  attempt.wait = window.rules.wait(AskFor(tx, window, checkout));
  const Result<Done> unharmed = MeetWindowFaults(tx, window, attempt);
  if (!unharmed.ok()) return Ended(tx, std::move(state), {"", unharmed.error().message});
  if (!attempt.declined && window.pays && presented.card.when_charged != CardCase::kGood) {
    attempt.declined = window.rules.CardFault(presented.card.when_charged);
  }
  if (attempt.declined) return Ended(tx, std::move(state), *attempt.declined);
  // Another window may have been quicker.
  if (attempt.key && IsClaimed(tx.ledger.keys, attempt.key->claims, *checkout.customer_uid)) {
    return Ended(tx, std::move(state), window.rules.claimed.Fault());
  }

  tx.ledger.payments.Update(state.payment.imp_uid, [&](Payment& payment) {
    if (UsesCard(window)) payment.card = presented.card;
    if (window.method == PayMethod::kTrans) payment.bank_code = kBuyersBank;
    if (window.method == PayMethod::kEcontext) ShowSlip(tx, payment);
  });
  const Payment& payment = ChargeBegun(tx, state.payment.imp_uid, attempt);
  state.payment =
      payment.status == PaymentStatus::kPaid && !attempt.wait ? TellOf(tx, payment) : payment;
  if (payment.status == PaymentStatus::kFailed) state.refusal = attempt.wait->fault;
  return state;
}

}  // namespace

Result<Currency> Answer(const View& view, const ReadWindowCurrency& query) {
  PORTONE_TRY(const Channel channel, ChooseWindowChannel(view.world.merchant, query.channel));
  return gateways::Of(channel.pg).currencies.front();
}

Result<WindowState> Apply(Tx& tx, const OpenCheckout& command) {
  const Checkout& checkout = command.checkout;
  PORTONE_TRY([[maybe_unused]] const Channel channel,
              ChooseWindowChannel(tx.world.merchant, checkout.channel));
  PORTONE_TRY([[maybe_unused]] const Done uid_free,
              CheckMerchantUid(tx.view(), checkout.order.merchant_uid));
  PORTONE_TRY([[maybe_unused]] const Done announced, CheckRegistration(tx.view(), checkout.order));
  PORTONE_TRY(Window window, WindowOf(tx.world, checkout));
  const GatewayAsk ask = AskFor(tx, window, checkout);
  window.pays = Charges(window.rules, ask);
  PORTONE_TRY(std::optional<GatewayFault> refusal, WhyRefused(tx, window, ask));

  WindowState state{tx.ledger.payments.Insert(Begun(tx, window, checkout)), std::nullopt,
                    ReturnOf(window, ask, refusal.has_value()), window.rules.window.tells_ids_only};
  state.generation = tx.world.generation;
  if (!refusal && std::holds_alternative<CloseWindow>(checkout.buyer)) {
    refusal = window.rules.window.closed.Fault();
  }
  return refusal ? Ended(tx, std::move(state), *std::move(refusal)) : state;
}

Result<WindowState> Apply(Tx& tx, const ConcludeCheckout& command) {
  const Payment* payment = tx.ledger.payments.Find(command.window.payment.imp_uid);
  const bool of_this_world = command.window.generation == tx.world.generation;
  if (!of_this_world || payment == nullptr || payment->status != PaymentStatus::kReady) {
    return errors::PaymentNotFound();
  }
  WindowState state = command.window;
  state.payment = *payment;
  if (command.stopped) return Ended(tx, std::move(state), GatewayFault{"F0005", *command.stopped});
  // Another window of the same order may have been paid meanwhile.
  if (const Result<Done> unpaid = CheckUnpaid(tx.view(), payment->order.merchant_uid);
      !unpaid.ok()) {
    return Ended(tx, std::move(state), GatewayFault{"", unpaid.error().message});
  }
  if (const auto* declined = std::get_if<DeclinedInWindow>(&command.checkout.buyer)) {
    return Ended(tx, std::move(state), *declined);
  }
  const GatewayRules& rules = gateways::Of(payment->pg);
  const Checkout& checkout = command.checkout;
  Window window{
      ChannelNamed(tx.world.merchant, {payment->channel_key, payment->pg, payment->pg_id, {}}),
      rules,
      payment->pay_method,
      payment->order,
      checkout.customer_uid.has_value(),
      !payment->only_issued};
  if (payment->pay_method != PayMethod::kVbank) {
    return Pay(tx, std::move(state), checkout, window);
  }
  Attempt account = AttemptOf(tx, window, checkout, {});
  const Result<Done> unharmed = MeetFaults(tx, account);
  if (!unharmed.ok()) return Ended(tx, std::move(state), {"", unharmed.error().message});
  if (account.declined) return Ended(tx, std::move(state), *account.declined);
  return ShowAccount(tx, std::move(state), checkout, rules);
}

Result<WindowState> Apply(Tx& tx, const Checkout& command) {
  PORTONE_TRY(WindowState window, Apply(tx, OpenCheckout{command}));
  if (window.refusal) return window;
  return Apply(tx, ConcludeCheckout{std::move(window), command, std::nullopt});
}

}  // namespace portone::commands
