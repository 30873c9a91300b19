// SPDX-License-Identifier: MIT
#include "gateways/gateway_bench.h"

#include <algorithm>
#include <chrono>

#include "commands/external_receipts.h"
#include "commands/receipts.h"
#include "commands/store_slips.h"
#include "commands/vbanks.h"
#include "domain/errors.h"
#include "domain/gateway_checks.h"
#include "domain/payment_fields.h"

namespace portone::testing {
namespace {

/// Within this time every gateway reports its final result.
constexpr std::chrono::hours kFinalResultDelay{1};
constexpr const char* kOrder = "order1";

engine::Setup SetupWithOnly(const GatewayRules& rules, const Settings& settings) {
  engine::Setup setup = StandardSetup();
  const std::string code(rules.code);
  setup.merchant.channels = {{ChannelKey("channel-key-" + code), PgCode(code),
                              std::string(rules.default_pg_id), settings}};
  return setup;
}

Money MakeMoney(const GatewayRules& rules, std::int64_t major) {
  const auto& taken = rules.currencies;
  const bool won = std::find(taken.begin(), taken.end(), Currency::kKrw) != taken.end();
  return ParseAmount(std::to_string(major), won ? Currency::kKrw : taken.front()).money.value();
}

CardInput FullCard(std::string_view digits) {
  CardInput card = MakeCard(digits);
  card.birth = "820213";
  card.pwd_2digit = "00";
  card.cvc = "826";
  return card;
}

Buyer FullBuyer() {
  return {"kim", "010-1234-5678", "kim@example.com", "Seoul", "12345"};
}

/// All other parameters that any gateway requires.
Parameters FullParameters() {
  Parameters extra;
  for (const auto& [name, value] :
       std::map<std::string, std::string>{{"customer_id", "kim1"},
                                          {"product_type", "real"},
                                          {"digital", "false"},
                                          {"vbank_due", "20240229"},
                                          {"biz_num", "1234567890"},
                                          {"company", "shop"},
                                          {"company_en", "shop"},
                                          {"order_description", "a box"},
                                          {"cash_receipt_type", "anonymous"},
                                          {"browser_ip", "192.0.2.1"},
                                          {"naverPopupMode", "true"},
                                          {"naverProductCode", "box"}}) {
    extra.Put(name, value);
  }
  return extra;
}

/// A request for a receipt, with all that any gateway requires.
commands::ReceiptRequest FullReceipt() {
  commands::ReceiptRequest request;
  request.choice = {ReceiptType::kPerson, "010-1234-5678", IdentifierType::kPhone};
  request.buyer_name = "kim";
  for (const auto& [name, value] :
       std::map<std::string, std::string>{{"type", "person"},
                                          {"identifier_type", "phone"},
                                          {"product_type", "real"},
                                          {"buyer_name", "kim"},
                                          {"buyer_tel", "010-1234-5678"},
                                          {"company_tel", "02-123-4567"},
                                          {"company_name", "shop"},
                                          {"corp_reg_no", "1234567890"},
                                          {"pay_method", "trans"}}) {
    request.sent.Put(name, value);
  }
  return request;
}

bool IsUnsupported(Errc code) {
  return code == Errc::kModuleNotFound || code == Errc::kOperationUnsupported ||
         code == Errc::kPayMethodUnsupported || code == Errc::kVbankUnsupported ||
         code == Errc::kVbankChangeUnsupported || code == Errc::kReceiptUnsupported;
}

}  // namespace

GatewayBench::GatewayBench(const GatewayRules& rules, const Settings& settings, ErrorTexts& texts)
    : rules_(rules), texts_(texts), sandbox_(SetupWithOnly(rules, settings)) {}

Order GatewayBench::FullOrder(std::string_view merchant_uid, std::int64_t major) const {
  Order order = MakeOrder(merchant_uid);
  order.amount = MakeMoney(rules_, major);
  order.tax_free = Money{0, order.amount.currency};
  order.currency_requested = true;
  order.name = "a box";
  order.buyer = FullBuyer();
  order.extra = FullParameters();
  return order;
}

commands::IssueKey GatewayBench::FullIssueKey(std::string_view card) const {
  commands::IssueKey issue = Issue("kim");
  issue.card = FullCard(card);
  issue.customer = FullBuyer();
  issue.customer_id = "kim1";
  return issue;
}

commands::ChargeOnce GatewayBench::FullCharge(std::string_view card, std::int64_t major,
                                              int months) const {
  commands::ChargeOnce charge = MakeOnetimeCharge(kOrder, card);
  charge.order = FullOrder(kOrder, major);
  charge.order.card_quota = months;
  charge.card = FullCard(card);
  return charge;
}

commands::Checkout GatewayBench::FullCheckout(std::int64_t major, std::string_view method) const {
  commands::Checkout checkout;
  checkout.order = FullOrder(kOrder, major);
  const Currency usual = rules_.currencies.front();
  checkout.order.amount = ParseAmount(std::to_string(major), usual).money.value();
  checkout.order.tax_free = Money{0, usual};
  checkout.order.currency_requested = false;
  if (!method.empty()) {
    checkout.pay_method = std::string(method);
    checkout.order.extra.Put("pay_method", std::string(method));
  }
  checkout.customer_id = "kim1";
  checkout.redirect_url = "https://shop.test/done";
  return checkout;
}

std::string GatewayBench::ToWord(const GatewayError& error) {
  texts_[{error.code, error.message}].insert(std::string(rules_.code));
  return error.code.empty() ? "no code" : error.code;
}

std::string GatewayBench::ToWord(const Error& error) {
  if (error.gateway) return ToWord(*error.gateway);
  if (IsUnsupported(error.code)) return "-";
  if (error.code == Errc::kMissingParameter) {
    return error.message.substr(0, error.message.find(' ')) + "?";
  }
  if (error.code == Errc::kParameterRequired) {  // ["name"] ...
    return error.message.substr(2, error.message.find("\"]") - 2) + "?";
  }
  if (error.code == Errc::kParameterRequiredByGateway) {
    for (const Requirement& requirement : rules_.required) {
      if (requirement.message == error.message) return std::string(requirement.parameter) + "?";
    }
  }
  if (error.code == Errc::kCurrencyUnsupported) return "currency";
  return ToWord(GatewayError{"", error.message});
}

std::string GatewayBench::ToWord(const Result<Payment>& result) {
  if (!result.ok()) return ToWord(result.error());
  const Payment& payment = result.value();
  const auto word = [](const Payment& one) {
    return one.without_charge && one.status == PaymentStatus::kPaid ? std::string("issued")
                                                                    : std::string(Name(one.status));
  };
  if (payment.status == PaymentStatus::kFailed) return "failed";
  sandbox_.AdvanceBy(kFinalResultDelay);
  const Payment later = sandbox_.Find(payment.order.merchant_uid.text);
  return later.status == payment.status ? word(payment) : word(payment) + ">" + word(later);
}

std::string GatewayBench::IssueKey(const commands::IssueKey& command) {
  const Result<BillingKey> key = sandbox_.Run(command);
  return key.ok() ? "stored" : ToWord(key.error());
}

std::string GatewayBench::ChargeOnce(const commands::ChargeOnce& command) {
  return ToWord(sandbox_.Run(command));
}

Result<Payment> GatewayBench::RunWindow(commands::Checkout checkout) {
  Result<commands::WindowState> window = sandbox_.Run(commands::OpenCheckout{checkout});
  if (window.ok() && !window.value().refusal) {
    window = sandbox_.Run(commands::ConcludeCheckout{window.value(), checkout, std::nullopt});
  }
  if (!window.ok()) return window.error();
  if (window.value().refusal) return errors::ChargeRefused(*window.value().refusal);
  return window.value().payment;
}

Result<Payment> GatewayBench::FindPayment(std::string_view merchant_uid) {
  return sandbox_.Query(
      commands::FindPaymentByOrder{MerchantUid(std::string(merchant_uid)), StatusSet::All(), {}});
}

Result<Payment> GatewayBench::CancelAndWait(const ImpUid& imp_uid, std::string_view amount) {
  sandbox_.AdvanceBy(kFinalResultDelay);
  commands::CancelPayment cancel = Cancel(imp_uid);
  if (!amount.empty()) cancel.amounts.amount = AmountText("amount", std::string(amount));
  Result<Payment> cancelled = sandbox_.Run(cancel);
  if (!cancelled.ok()) return cancelled;
  sandbox_.AdvanceBy(kFinalResultDelay);
  return sandbox_.Query(commands::FindPayment{imp_uid, true});
}

std::string GatewayBench::OpenWindow(const commands::Checkout& checkout) {
  return ToWord(RunWindow(checkout));
}

Result<Done> GatewayBench::StoreKey(std::string_view card) {
  if (rules_.rest.issue_key) {
    const Result<BillingKey> key = sandbox_.Run(FullIssueKey(card));
    return key.ok() ? Result<Done>(Done{}) : key.error();
  }
  if (rules_.window.key_issuance == KeyIssuance::kNone) return errors::ModuleNotFound();
  commands::Checkout checkout = FullCheckout(10'000);
  checkout.order.merchant_uid = MerchantUid("forkey");
  checkout.customer_uid = CustomerUid("kim");
  const Result<Payment> shown = RunWindow(checkout);
  if (!shown.ok()) return shown.error();
  sandbox_.AdvanceBy(kFinalResultDelay);
  if (card != kDecliningCard) return Done{};
  const Result<BillingKey> declining =
      sandbox_.Run(commands::SetCardOutcome{CustomerUid("kim"), CardOutcome::kDeclined});
  return declining.ok() ? Result<Done>(Done{}) : declining.error();
}

std::string GatewayBench::ChargeAgain(std::string_view card, std::int64_t major, int months,
                                      bool full) {
  const Result<Done> key = StoreKey(card);
  if (!key.ok()) return ToWord(key.error());
  commands::ChargeKey again = MakeKeyCharge("kim", kOrder);
  if (full) {
    again.order = FullOrder(kOrder, major);
    again.order.card_quota = months;
  }
  return ToWord(sandbox_.Run(again));
}

std::string GatewayBench::ScheduleCharge(bool with_card, std::int64_t major) {
  if (!with_card) {
    const Result<Done> key = StoreKey(kGoodCard);
    if (!key.ok()) return ToWord(key.error());
  }
  commands::RegisterSchedules schedules =
      MakeSchedules("kim", {EntryAt(kOrder, Start() + 2 * kFinalResultDelay)});
  schedules.entries.front().order = FullOrder(kOrder, major);
  schedules.customer = FullBuyer();
  if (with_card) schedules.card = FullCard(kGoodCard);
  const auto registered = sandbox_.Run(schedules);
  if (!registered.ok()) return ToWord(registered.error());
  sandbox_.AdvanceBy(2 * kFinalResultDelay);
  return ToWord(Result<Payment>(sandbox_.Find(kOrder)));
}

Result<Payment> GatewayBench::Pay(std::string_view method) {
  if (!rules_.window.charges) return sandbox_.Run(FullCharge(kGoodCard, 11'000, 0));
  Result<Payment> paid = RunWindow(FullCheckout(11'000, method));
  if (!paid.ok()) return paid;
  sandbox_.AdvanceBy(kFinalResultDelay);
  return sandbox_.Find(kOrder);
}

std::string GatewayBench::PayAndCancel(std::string_view method, bool in_full, Duration delay) {
  const Result<Payment> paid = Pay(method);
  if (!paid.ok()) return ToWord(paid.error());
  sandbox_.AdvanceBy(delay);
  commands::CancelPayment cancel = Cancel(paid.value().imp_uid);
  if (!in_full) cancel.amounts.amount = AmountText("amount", "1000");
  return ToWord(sandbox_.Run(cancel));
}

Result<Payment> GatewayBench::IssueVbank(bool full, bool unlimited) {
  commands::IssueVbank issue;
  VbankRequest& request = issue.request;
  request.order = full ? FullOrder(kOrder, 11'000) : MakeOrder(kOrder, 11'000);
  request.bank_code = "004";
  request.due = Start() + std::chrono::hours{24 * 30};
  request.fixed_unlimited = unlimited;
  if (full) request.holder = "portone";
  request.has_api_key = full;
  return sandbox_.Run(issue);
}

std::string GatewayBench::IssueVirtualAccount(bool full, bool unlimited) {
  return ToWord(IssueVbank(full, unlimited));
}

std::string GatewayBench::ChangeVbank() {
  const Result<Payment> issued = IssueVbank(true, false);
  if (!issued.ok()) return ToWord(issued.error());
  return ToWord(
      sandbox_.Run(commands::ChangeVbank{issued.value().imp_uid, {Won(5'000), std::nullopt}}));
}

std::string GatewayBench::RevokeVbank() {
  const Result<Payment> issued = IssueVbank(true, false);
  if (!issued.ok()) return ToWord(issued.error());
  const auto revoked = sandbox_.Run(commands::RevokeVbank{issued.value().imp_uid, true});
  return revoked.ok() ? "revoked" : ToWord(revoked.error());
}

std::string GatewayBench::ToWord(const Result<Receipt>& result) {
  return result.ok() ? std::string(Name(result.value().status)) : ToWord(result.error());
}

std::string GatewayBench::IssueReceipt(bool full) {
  const Result<Payment> paid = Pay("trans");
  if (!paid.ok()) return ToWord(paid.error());
  const commands::ReceiptRequest request =
      full ? FullReceipt() : commands::ReceiptRequest{{.identifier = "010-1234-5678"}};
  return ToWord(sandbox_.Run(commands::IssueReceipt{paid.value().imp_uid, request}));
}

std::string GatewayBench::CancelReceipt() {
  const Result<Payment> paid = Pay("trans");
  if (!paid.ok()) return ToWord(paid.error());
  const ImpUid& imp_uid = paid.value().imp_uid;
  const Result<Receipt> issued = sandbox_.Run(commands::IssueReceipt{imp_uid, FullReceipt()});
  if (!issued.ok()) return ToWord(issued);
  return ToWord(sandbox_.Run(commands::CancelReceipt{imp_uid}));
}

std::string GatewayBench::CancelPaymentWithReceipt() {
  const Result<Payment> paid = Pay("trans");
  if (!paid.ok()) return ToWord(paid.error());
  const ImpUid& imp_uid = paid.value().imp_uid;
  const Result<Receipt> issued = sandbox_.Run(commands::IssueReceipt{imp_uid, FullReceipt()});
  if (!issued.ok()) return ToWord(issued);
  const Result<Payment> cancelled = CancelAndWait(imp_uid, "");
  if (!cancelled.ok()) return ToWord(cancelled.error());
  return ToWord(sandbox_.Query(commands::FindReceipt{imp_uid}));
}

std::string GatewayBench::IssueExternalReceipt(bool cancels) {
  const MerchantUid order{kOrder};
  const Result<Receipt> issued = sandbox_.Run(
      commands::IssueExternalReceipt{order, {}, "a box", MakeMoney(rules_, 11'000), FullReceipt()});
  if (!issued.ok() || !cancels) return ToWord(issued);
  return ToWord(sandbox_.Run(commands::RevokeExternalReceipt{order}));
}

Result<Payment> GatewayBench::IssueSlip() {
  commands::IssueStoreSlip issue;
  issue.request.order = FullOrder(kOrder, 11'000);
  return sandbox_.Run(issue);
}

std::string GatewayBench::RevokeSlip() {
  const Result<Payment> issued = IssueSlip();
  if (!issued.ok()) return ToWord(issued.error());
  return ToWord(sandbox_.Run(commands::RevokeStoreSlip{issued.value().imp_uid}));
}

std::string GatewayBench::PayWithSlip() {
  const Result<Payment> issued = IssueSlip();
  if (!issued.ok()) return ToWord(issued.error());
  return ToWord(sandbox_.Run(commands::PayAtStore{issued.value().imp_uid, std::nullopt,
                                                  StorePaymentMethod::kCash, std::nullopt}));
}

std::string GatewayBench::PayAndGetTransactionId() {
  const Result<Payment> paid = Pay("");
  return paid.ok() ? paid.value().pg_tid.value_or("none") : ToWord(paid.error());
}

std::string GatewayBench::PayAndGetReceiptUrl() {
  const Result<Payment> paid = Pay("");
  if (!paid.ok()) return ToWord(paid.error());
  return FormatReceiptUrl(rules_, paid.value()).value_or("none");
}

}  // namespace portone::testing
