// SPDX-License-Identifier: MIT
// What is different about Paymentwall: every issue charges, what became of it is said later by
// pingback, and a risk review may turn a failure into a payment. Evidence:
// docs/fidelity.md#paymentwall
#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "domain/billing_key.h"
#include "domain/card.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kPaymentwall;

namespace {

constexpr FaultText kInactive{"1003", "Request payment method is not active."};
constexpr FaultText kNoPermission{"3001", "Permission denied."};
constexpr FaultText kWrongAmount{"3002", "Wrong charge amount."};
constexpr FaultText kNoCharge{"3000", "Charge not found."};
constexpr FaultText kIncomplete{"3008", "Please fill in all required fields."};
constexpr FaultText kAskIssuer{"3010",
                               "Please contact your credit card company to approve your payment"};
constexpr FaultText kNoFunds{
    "3011", "Please contact your credit card company to check your available balance"};
constexpr FaultText kWrongCvv{"3014", "Wrong CVV"};
constexpr FaultText kTooSmall{"3115", "Charge amount is too small. Default minimum is 0.50 USD."};
constexpr FaultText kTooHigh{"3116", "Charge amount is too high. Default maximum is 500 USD."};
constexpr FaultText kLastName{"3302", "Please check last name"};
/// The code is Brick's; of the text only this project says it.
// FIDELITY: own-texts
constexpr FaultText kOtherEmail{
    "5000", "구매자 이메일(buyer_email)이 빌링키 발급 시 입력한 이메일과 일치하지 않습니다."};
/// What stands in for the result while a payment is under review.
constexpr FaultText kUnderReview{"1000", "(PG사 결제 장애) Internal error"};

constexpr std::array<CardFaultText, 12> kCardFaults{{
    {CardCase::kUnknownBin, {"3003", "Card number is missing or invalid."}},
    {CardCase::kWrongNumber, {"3101", "Please verify the credit card number and retry"}},
    {CardCase::kWrongExpiry, {"3102", "You submitted an expired credit card number."}},
    {CardCase::kWrongCvc, kWrongCvv},
    {CardCase::kDeclined, kAskIssuer},
    {CardCase::kInsufficientFunds, kNoFunds},
    {CardCase::kLimitExceeded, {"3012", "Transaction was declined"}},
    {CardCase::kLost, {"3013", "Transaction was declined due to issues with the card"}},
    {CardCase::kStolen, {"3013", "Transaction was declined due to issues with the card"}},
    {CardCase::kExpired, {"3102", "You submitted an expired credit card number."}},
    {CardCase::kIssuerDown, {"3200", "Please retry the transaction or use another credit card"}},
    {CardCase::kDeleted, {"3114", "Token was deleted"}},
}};

/// The rest of Brick's book.
constexpr std::array<FaultText, 45> kBook{{
    {"1000", "Internal Error."},
    {"1001", "Project isn't loaded."},
    kInactive,
    {"2111", "Public key is missing or invalid."},
    kNoCharge,
    kNoPermission,
    kWrongAmount,
    {"3004", "Expiration month is invalid."},
    {"3005", "Expiration year is invalid."},
    {"3006", "Expiration date is invalid."},
    kIncomplete,
    {"3009", "Billing address is invalid."},
    {"3103", "You have submitted a card which is not supported."},
    {"3104", "Country of the card is not supported"},
    {"3111", "Token was not found"},
    {"3112", "One-time token is invalid"},
    {"3113", "Test credentials are invalid"},
    kTooSmall,
    kTooHigh,
    {"3201", "The charge has already been fully refunded"},
    {"3202", "You can't cancel this transaction"},
    {"3203", "This charge is not found or already captured"},
    {"3204", "You can't refund this transaction"},
    {"3205", "Duplicate charge"},
    {"3206", "The authorization for this card has expired"},
    {"3301", "Please check first name"},
    kLastName,
    {"3303", "Please check address"},
    {"3304", "City is invalid"},
    {"3305", "State is invalid"},
    {"3306", "Please check Zip / Postal Code"},
    {"3401", "Wrong subscription period"},
    {"3402", "Subscription not found"},
    {"3403", "Wrong subscription period duration"},
    {"3404", "Some subscription trial parameters are missing"},
    {"3405", "Subscription trial period is invalid"},
    {"3406", "Subscription trial period duration is invalid"},
    {"3407", "Subscription trial amount is invalid"},
    {"3408", "Number of repeated payments in case of subscription failure is invalid"},
    {"4004", "Undefined method"},
    {"4005", "Request is empty"},
    {"4006", "API key is not provided"},
    {"4007", "API key is invalid"},
    {"4008", "Decryption failed"},
    {"5000", "Customer is not allowed to pay"},
}};

using Means = MagicCvc::Means;

constexpr std::array<MagicCvc, 5> kMagicCvcs{{
    {"111", Means::kRefused, kWrongCvv},
    {"222", Means::kRefused, kNoFunds},
    {"333", Means::kRefused, kAskIssuer},
    {"555", Means::kReviewAccepted, kUnderReview},
    {"556", Means::kReviewDeclined, kUnderReview},
}};

/// The second is a declining one elsewhere.
constexpr std::array<std::string_view, 2> kGoodCards{"4242424242424242", "4000000000000002"};

constexpr std::array<Currency, 11> kCurrencies{
    Currency::kKrw, Currency::kUsd, Currency::kEur, Currency::kJpy, Currency::kCny, Currency::kGbp,
    Currency::kThb, Currency::kVnd, Currency::kSgd, Currency::kTwd, Currency::kHkd};

constexpr std::array<AmountLimit, 1> kLimits{{
    {Currency::kUsd, 50, kTooSmall, 50'000, kTooHigh},
}};

constexpr std::array<Requirement, 3> kRequired{{
    {"name", {Occasion::kWindow}},
    {"buyer_name", {Occasion::kWindow, Occasion::kOnetime}},
    {"buyer_email", {Occasion::kWindow, Occasion::kOnetime, Occasion::kAgain, Occasion::kSchedule}},
}};

constexpr std::array<std::string_view, 2> kOffOn{"off", "on"};
constexpr std::array<std::string_view, 2> kLaxStrict{"lax", "strict"};
constexpr std::array<std::string_view, 2> kOptionalRequired{"optional", "required"};
constexpr std::array<std::string_view, 2> kReadyPaid{"ready", "paid"};
constexpr std::array<std::string_view, 2> kPresentMissing{"present", "missing"};
constexpr std::array<std::string_view, 2> kTestLive{"test", "live"};

constexpr std::array<SettingRule, 12> kSettings{{
    {"pingback_s", "5", {}, SettingKind::kSeconds},
    {"review_s", "120", {}, SettingKind::kSeconds},
    {"charge_pingback_s", "0", {}, SettingKind::kSeconds},
    {"cancel_pingback_s", "5", {}, SettingKind::kSeconds},
    {"record_until_pingback", "ready", kReadyPaid},
    {"pingback_setup", "present", kPresentMissing},
    {"pci", "off", kOffOn},
    {"brick", "on", kOffOn},
    {"cvc", "optional", kOptionalRequired},
    {"buyer_name", "lax", kLaxStrict},
    {"browser_ip", "optional", kOptionalRequired},
    {"project", "test", kTestLive},
}};

bool Is(const Channel& channel, std::string_view setting, std::string_view value) {
  return Setting(kPaymentwall, channel, setting) == value;
}

bool ByBrick(const GatewayAsk& ask) {
  return ask.occasion == Occasion::kWindow && ask.order.extra.Has("card.info");
}

std::optional<GatewayFault> NeedsContract(const GatewayAsk& ask) {
  const bool keeps = ask.occasion == Occasion::kOnetime && ask.customer_uid != nullptr;
  if (keeps && Is(ask.channel, "pci", "off")) return kNoPermission.Fault();
  if (ByBrick(ask) && Is(ask.channel, "brick", "off")) return kInactive.Fault();
  if (ask.card == nullptr) return std::nullopt;
  const std::optional<std::string>& cvc = ask.card->cvc;
  if (!cvc) {
    const bool needed = ask.occasion == Occasion::kOnetime && Is(ask.channel, "cvc", "required");
    return needed ? std::optional(kIncomplete.Fault()) : std::nullopt;
  }
  const bool digits =
      std::all_of(cvc->begin(), cvc->end(), [](char c) { return c >= '0' && c <= '9'; });
  const bool fits = digits && (cvc->size() == 3 || cvc->size() == 4);
  return fits ? std::nullopt : std::optional(kWrongCvv.Fault());
}

/// The name of this order's buyer, or of the key's.
const std::optional<std::string>& NameOf(const GatewayAsk& ask) {
  const bool own = ask.order.buyer.name.has_value() || ask.key == nullptr;
  return own ? ask.order.buyer.name : ask.key->customer.name;
}

/// "Michael Jackson".
bool IsTwoWords(const std::string& name) {
  const std::size_t blank = name.find(' ');
  return blank != 0 && blank != std::string::npos && blank + 1 < name.size() &&
         name.find(' ', blank + 1) == std::string::npos;
}

std::optional<GatewayFault> WrongBuyer(const GatewayAsk& ask) {
  const bool strangers = ask.key != nullptr && ask.key->customer.email && ask.order.buyer.email &&
                         ask.key->customer.email != ask.order.buyer.email;
  if (strangers) return kOtherEmail.Fault();
  const std::optional<std::string>& name = NameOf(ask);
  if (!name || IsTwoWords(*name)) return std::nullopt;
  if (Is(ask.channel, "buyer_name", "strict")) return kLastName.Fault();
  ask.Warn("buyer_name should be a first and a last name with one blank between them: " + *name);
  return std::nullopt;
}

/// What passes, and does something else than its author may think.
void WarnOf(const GatewayAsk& ask) {
  const Parameters& said = ask.order.extra;
  if (!ask.order.names_currency) ask.Warn("no currency: the amount is in KRW");
  if (ask.occasion != Occasion::kWindow) return;
  const bool tests = said.Flag("use_test_method") || said.Flag("bypass.use_test_method");
  if (tests && Is(ask.channel, "project", "test") && said.Text("bypass.ps") != "test") {
    ask.Warn("use_test_method shows nothing in a test project without bypass.ps: \"test\"");
  }
  const std::string_view widget = said.Text("bypass.widget_code");
  if (!widget.empty() && widget != "pw_1" && widget != "t3_1") {
    ask.Warn("bypass.widget_code is pw_1, or t3_1 for Terminal3, not " + std::string(widget));
  }
}

std::optional<GatewayFault> WrongOrder(const GatewayAsk& ask) {
  const Parameters& said = ask.order.extra;
  if (const auto fault = WrongBuyer(ask)) return fault;
  const bool windowless = ask.occasion != Occasion::kWindow;
  if (windowless && !said.Has("browser_ip") && Is(ask.channel, "browser_ip", "required")) {
    return kIncomplete.Fault();
  }
  if (said.Has("secure_3d_charge_id") != said.Has("secure_3d_token")) return kIncomplete.Fault();
  const bool whole = FormatAmount(ask.order.amount).find('.') == std::string::npos;
  if (!windowless && !whole) return kWrongAmount.Fault();
  if (ask.occasion != Occasion::kScheduled) WarnOf(ask);
  return std::nullopt;
}

/// After the setting, or never: who has not set pingbacks up waits for good.
Duration Until(const Channel& channel, std::string_view setting) {
  if (Is(channel, "pingback_setup", "missing")) return Duration::max();
  return SecondsSetting(kPaymentwall, channel, setting);
}

const MagicCvc* ReviewOf(const GatewayAsk& ask) {
  if (ask.card == nullptr || ask.key != nullptr) return nullptr;
  for (const MagicCvc& row : kMagicCvcs) {
    if (row.means != Means::kRefused && ask.card->cvc == row.cvc) return &row;
  }
  return nullptr;
}

std::optional<Wait> UntilPingback(const GatewayAsk& ask) {
  if (const MagicCvc* review = ReviewOf(ask)) {
    GatewayFault meanwhile = review->fault.Fault();
    // By REST the text stands alone.
    if (ask.occasion != Occasion::kWindow) meanwhile.code.clear();
    return Wait{Until(ask.channel, "review_s"), PaymentStatus::kFailed, std::move(meanwhile),
                review->means == Means::kReviewAccepted};
  }
  const Duration delay =
      Until(ask.channel, ask.key == nullptr ? "pingback_s" : "charge_pingback_s");
  if (ask.key != nullptr && delay == Duration{0}) return std::nullopt;
  const bool paid = Is(ask.channel, "record_until_pingback", "paid");
  return Wait{delay, paid ? PaymentStatus::kPaid : PaymentStatus::kReady, {}, true};
}

std::optional<Duration> UntilCancelPingback(const Channel& channel, const Payment& /*payment*/) {
  return Until(channel, "cancel_pingback_s");
}

/// A charge that was only there to store a key.
std::optional<GatewayFault> WarnOfFakedIssue(const CancelAsk& ask) {
  constexpr std::chrono::minutes kAtOnce{10};
  const bool issued = ask.payment.customer_uid_usage == CustomerUidUsage::kIssue;
  if (issued && ask.payment.paid_at && ask.now - *ask.payment.paid_at < kAtOnce) {
    ask.Warn("a charge that is cancelled at once to store a key may get the merchant blocked");
  }
  return std::nullopt;
}

constexpr std::array<std::string_view, 10> kToShip{
    "carrier_tracking_id",      "carrier_type",           "shipping_address_country",
    "shipping_address_city",    "shipping_address_zip",   "shipping_address_state",
    "shipping_address_street",  "shipping_address_phone", "shipping_address_firstname",
    "shipping_address_lastname"};

ReturnBy BrickCallsBack(const GatewayAsk& ask) {
  return ByBrick(ask) ? ReturnBy::kCallback : hooks::ReturnByDevice(ask);
}

}  // namespace

// FIDELITY: paymentwall
const GatewayRules kPaymentwall{
    .code = "paymentwall",
    .name = "페이먼트월",
    .default_pg_id = "paymentwalltest",
    .rest = {.onetime = true, .onetime_keeps = true, .again = true},
    .window = {.pays = true, .issue = WindowIssue::kAlwaysPays},
    .own = {.delivery = true},
    .delivery = {.no_charge = kNoCharge, .incomplete = kIncomplete, .to_ship = kToShip},
    .required = kRequired,
    .currencies = kCurrencies,
    .limits = kLimits,
    .card_faults = kCardFaults,
    .known_faults = kBook,
    .magic_cvcs = kMagicCvcs,
    .good_cards = kGoodCards,
    .settings = kSettings,
    .check_access = NeedsContract,
    .check_order = WrongOrder,
    .check_cancel = WarnOfFakedIssue,
    .wait = UntilPingback,
    .cancel_wait = UntilCancelPingback,
    .return_by = BrickCallsBack,
};

}  // namespace portone::gateways
