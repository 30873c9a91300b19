// SPDX-License-Identifier: MIT
// Paymentwall: issuing a key always charges, the result arrives later by pingback, and a risk
// review may turn a failure into a payment. Evidence: docs/gateways/paymentwall.md#paymentwall
#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "domain/billing_key.h"
#include "domain/card.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "gateways/registry.h"

namespace portone::gateways::paymentwall {

extern const GatewayRules kRules;

namespace {

constexpr ErrorText kInactive{"1003", "Request payment method is not active."};
constexpr ErrorText kNoPermission{"3001", "Permission denied."};
constexpr ErrorText kWrongAmount{"3002", "Wrong charge amount."};
constexpr ErrorText kNotPaid{"3000", "Charge not found."};
constexpr ErrorText kIncomplete{"3008", "Please fill in all required fields."};
constexpr ErrorText kAskIssuer{"3010",
                               "Please contact your credit card company to approve your payment"};
constexpr ErrorText kNoFunds{
    "3011", "Please contact your credit card company to check your available balance"};
constexpr ErrorText kWrongCvv{"3014", "Wrong CVV"};
constexpr ErrorText kTooSmall{"3115", "Charge amount is too small. Default minimum is 0.50 USD."};
constexpr ErrorText kTooHigh{"3116", "Charge amount is too high. Default maximum is 500 USD."};
constexpr ErrorText kLastName{"3302", "Please check last name"};
/// Brick's code with our own text.
// FIDELITY: own-texts
constexpr ErrorText kOtherEmail{
    "5000", "구매자 이메일(buyer_email)이 빌링키 발급 시 입력한 이메일과 일치하지 않습니다."};
/// The error reported while a payment is under review.
constexpr ErrorText kUnderReview{"1000", "(PG사 결제 장애) Internal error"};

constexpr std::array<CardErrorText, 12> kCardErrors{{
    {CardOutcome::kUnknownBin, {"3003", "Card number is missing or invalid."}},
    {CardOutcome::kWrongNumber, {"3101", "Please verify the credit card number and retry"}},
    {CardOutcome::kWrongExpiry, {"3102", "You submitted an expired credit card number."}},
    {CardOutcome::kWrongCvc, kWrongCvv},
    {CardOutcome::kDeclined, kAskIssuer},
    {CardOutcome::kInsufficientFunds, kNoFunds},
    {CardOutcome::kLimitExceeded, {"3012", "Transaction was declined"}},
    {CardOutcome::kLost, {"3013", "Transaction was declined due to issues with the card"}},
    {CardOutcome::kStolen, {"3013", "Transaction was declined due to issues with the card"}},
    {CardOutcome::kExpired, {"3102", "You submitted an expired credit card number."}},
    {CardOutcome::kIssuerDown, {"3200", "Please retry the transaction or use another credit card"}},
    {CardOutcome::kRevoked, {"3114", "Token was deleted"}},
}};

/// Brick's error codes that are not in kCardErrors.
constexpr std::array<ErrorText, 45> kOtherErrors{{
    {"1000", "Internal Error."},
    {"1001", "Project isn't loaded."},
    kInactive,
    {"2111", "Public key is missing or invalid."},
    kNotPaid,
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

using Effect = MagicCvc::Effect;

constexpr std::array<MagicCvc, 5> kMagicCvcs{{
    {"111", Effect::kRefused, kWrongCvv},
    {"222", Effect::kRefused, kNoFunds},
    {"333", Effect::kRefused, kAskIssuer},
    {"555", Effect::kReviewAccepted, kUnderReview},
    {"556", Effect::kReviewDeclined, kUnderReview},
}};

/// The second one is declined at other gateways.
constexpr std::array<std::string_view, 2> kApprovedCards{"4242424242424242", "4000000000000002"};

constexpr std::array<Currency, 11> kCurrencies{
    Currency::kKrw, Currency::kUsd, Currency::kEur, Currency::kJpy, Currency::kCny, Currency::kGbp,
    Currency::kThb, Currency::kVnd, Currency::kSgd, Currency::kTwd, Currency::kHkd};

constexpr std::array<AmountLimit, 1> kLimits{{
    {Currency::kUsd, 50, kTooSmall, 50'000, kTooHigh},
}};

constexpr std::array<Requirement, 3> kRequired{{
    {"name", {Operation::kWindow}},
    {"buyer_name", {Operation::kWindow, Operation::kOnetime}},
    {"buyer_email",
     {Operation::kWindow, Operation::kOnetime, Operation::kAgain, Operation::kRegisterSchedule}},
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

bool HasSetting(const Channel& channel, std::string_view setting, std::string_view value) {
  return GetSetting(kRules, channel, setting) == value;
}

bool UsesBrick(const GatewayRequest& request) {
  return request.operation == Operation::kWindow && request.order.extra.Has("card.info");
}

std::optional<GatewayError> CheckAccess(const GatewayRequest& request) {
  const bool stores_key =
      request.operation == Operation::kOnetime && request.customer_uid != nullptr;
  if (stores_key && HasSetting(request.channel, "pci", "off")) return kNoPermission.ToError();
  if (UsesBrick(request) && HasSetting(request.channel, "brick", "off")) return kInactive.ToError();
  if (request.card == nullptr) return std::nullopt;
  const std::optional<std::string>& cvc = request.card->cvc;
  if (!cvc) {
    const bool needed =
        request.operation == Operation::kOnetime && HasSetting(request.channel, "cvc", "required");
    return needed ? std::optional(kIncomplete.ToError()) : std::nullopt;
  }
  const bool only_digits =
      std::all_of(cvc->begin(), cvc->end(), [](char c) { return c >= '0' && c <= '9'; });
  const bool is_cvc = only_digits && (cvc->size() == 3 || cvc->size() == 4);
  return is_cvc ? std::nullopt : std::optional(kWrongCvv.ToError());
}

/// The buyer's name in this order, or else in the key.
const std::optional<std::string>& GetBuyerName(const GatewayRequest& request) {
  const bool own = request.order.buyer.name.has_value() || request.key == nullptr;
  return own ? request.order.buyer.name : request.key->customer.name;
}

/// "Michael Jackson".
bool IsTwoWords(const std::string& name) {
  const std::size_t blank = name.find(' ');
  return blank != 0 && blank != std::string::npos && blank + 1 < name.size() &&
         name.find(' ', blank + 1) == std::string::npos;
}

std::optional<GatewayError> CheckBuyer(const GatewayRequest& request) {
  const bool email_differs = request.key != nullptr && request.key->customer.email &&
                             request.order.buyer.email &&
                             request.key->customer.email != request.order.buyer.email;
  if (email_differs) return kOtherEmail.ToError();
  const std::optional<std::string>& name = GetBuyerName(request);
  if (!name || IsTwoWords(*name)) return std::nullopt;
  if (HasSetting(request.channel, "buyer_name", "strict")) return kLastName.ToError();
  request.Warn("buyer_name should be a first and a last name separated by one space: " + *name);
  return std::nullopt;
}

/// Warns about parameters that are accepted but may not do what the merchant expects.
void WarnAboutOrder(const GatewayRequest& request) {
  const Parameters& params = request.order.extra;
  if (!request.order.currency_requested) request.Warn("no currency: the amount is in KRW");
  if (request.operation != Operation::kWindow) return;
  if (params.Text("card.info") == "without dashes") {
    request.Warn("card.info.number is sent as dddd-dddd-dddd-dddd in the guide");
  }
  if (UsesBrick(request) && request.card != nullptr && !request.card->cvc) {
    request.Warn("card.info.cvc is missing; the guide always sends one");
  }
  const bool has_test_flag =
      params.Flag("use_test_method") || params.Flag("bypass.use_test_method");
  if (has_test_flag && HasSetting(request.channel, "project", "test") &&
      params.Text("bypass.ps") != "test") {
    request.Warn("use_test_method has no effect in a test project without bypass.ps: \"test\"");
  }
  const std::string_view widget = params.Text("bypass.widget_code");
  if (!widget.empty() && widget != "pw_1" && widget != "t3_1") {
    request.Warn("bypass.widget_code must be pw_1, or t3_1 for Terminal3, not " +
                 std::string(widget));
  }
}

std::optional<GatewayError> CheckOrder(const GatewayRequest& request) {
  const Parameters& params = request.order.extra;
  if (const auto error = CheckBuyer(request)) return error;
  const bool by_rest = request.operation != Operation::kWindow;
  if (by_rest && !params.Has("browser_ip") &&
      HasSetting(request.channel, "browser_ip", "required")) {
    return kIncomplete.ToError();
  }
  if (params.Has("secure_3d_charge_id") != params.Has("secure_3d_token"))
    return kIncomplete.ToError();
  const bool is_whole_amount = FormatAmount(request.order.amount).find('.') == std::string::npos;
  if (!by_rest && !is_whole_amount) return kWrongAmount.ToError();
  if (request.operation != Operation::kScheduledCharge) WarnAboutOrder(request);
  return std::nullopt;
}

/// The delay that a setting specifies; without pingback setup no pingback ever arrives.
Duration GetPingbackDelay(const Channel& channel, std::string_view setting) {
  if (HasSetting(channel, "pingback_setup", "missing")) return Duration::max();
  return GetSecondsSetting(kRules, channel, setting);
}

const MagicCvc* FindReview(const GatewayRequest& request) {
  if (request.card == nullptr || request.key != nullptr) return nullptr;
  for (const MagicCvc& row : kMagicCvcs) {
    if (row.effect != Effect::kRefused && request.card->cvc == row.cvc) return &row;
  }
  return nullptr;
}

std::optional<DeferredResult> DeferUntilPingback(const GatewayRequest& request) {
  if (const MagicCvc* review = FindReview(request)) {
    GatewayError interim_error = review->error.ToError();
    // REST replies contain the text without the code.
    if (request.operation != Operation::kWindow) interim_error.code.clear();
    return DeferredResult{GetPingbackDelay(request.channel, "review_s"), PaymentStatus::kFailed,
                          std::move(interim_error), review->effect == Effect::kReviewAccepted};
  }
  const Duration delay = GetPingbackDelay(
      request.channel, request.key == nullptr ? "pingback_s" : "charge_pingback_s");
  if (request.key != nullptr && delay == Duration{0}) return std::nullopt;
  const bool paid = HasSetting(request.channel, "record_until_pingback", "paid");
  return DeferredResult{delay, paid ? PaymentStatus::kPaid : PaymentStatus::kReady, {}, true};
}

std::optional<Duration> GetCancelDelay(const Channel& channel, const Payment& /*payment*/) {
  return GetPingbackDelay(channel, "cancel_pingback_s");
}

/// Warns when a charge whose only purpose was to store a key is cancelled soon.
std::optional<GatewayError> WarnAboutQuickCancel(const CancelContext& context) {
  constexpr std::chrono::minutes kQuickCancel{10};
  const bool issued = context.payment.customer_uid_usage == CustomerUidUsage::kIssue;
  if (issued && context.payment.paid_at && context.now - *context.payment.paid_at < kQuickCancel) {
    context.Warn(
        "immediately cancelling a charge that only stored a key may get the merchant blocked");
  }
  return std::nullopt;
}

constexpr std::array<std::string_view, 10> kShippingFields{
    "carrier_tracking_id",      "carrier_type",           "shipping_address_country",
    "shipping_address_city",    "shipping_address_zip",   "shipping_address_state",
    "shipping_address_street",  "shipping_address_phone", "shipping_address_firstname",
    "shipping_address_lastname"};

ReturnBy ChooseReturnBy(const GatewayRequest& request) {
  return UsesBrick(request) ? ReturnBy::kCallback : hooks::ChooseReturnByDevice(request);
}

}  // namespace

// FIDELITY: paymentwall
const GatewayRules kRules{
    .code = "paymentwall",
    .name = "페이먼트월",
    .color = "#f5a623",
    .default_pg_id = "paymentwalltest",
    .rest = {.onetime = true, .onetime_stores_key = true, .charges_stored_keys = true},
    .window = {.charges = true, .key_issuance = KeyIssuance::kAlwaysCharges},
    .page = {.opening_refusal = RefusalFormat::kUndecorated,
             .later_refusal = RefusalFormat::kUndecorated},
    .optional_operations = {.shipment = true},
    .shipment = {.not_paid_error = kNotPaid,
                 .incomplete_error = kIncomplete,
                 .required = kShippingFields},
    .required = kRequired,
    .currencies = kCurrencies,
    .limits = kLimits,
    .card_errors = kCardErrors,
    .known_errors = kOtherErrors,
    .magic_cvcs = kMagicCvcs,
    .approved_cards = kApprovedCards,
    .settings = kSettings,
    .check_access = CheckAccess,
    .check_order = CheckOrder,
    .check_cancel = WarnAboutQuickCancel,
    .deferred_result = DeferUntilPingback,
    .cancel_delay = GetCancelDelay,
    .return_by = ChooseReturnBy,
};

}  // namespace portone::gateways::paymentwall
