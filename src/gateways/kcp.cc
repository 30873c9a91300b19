// SPDX-License-Identifier: MIT
// NHN KCP: REST operations and the window for one-time payments. Evidence:
// docs/gateways/kcp.md#kcp
#include <algorithm>
#include <array>
#include <charconv>

#include "domain/calendar.h"
#include "domain/cancel_request.h"
#include "domain/card.h"
#include "domain/errors.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "gateways/kcp_checks.h"
#include "gateways/kcp_codes.h"
#include "gateways/kcp_format.h"
#include "gateways/kcp_settings.h"
#include "gateways/registry.h"

namespace portone::gateways::kcp {

extern const GatewayRules kRules;

namespace {

constexpr std::array<std::string_view, 2> kCardAuth{"lax", "strict"};
constexpr std::array<std::string_view, 2> kCardExpiry{"format", "strict"};

constexpr std::array<SettingRule, 4> kRestSettings{{
    {"rest_contract", kcp::kYesNo[0], kcp::kYesNo},
    {"card_auth", kCardAuth[0], kCardAuth},
    {"card_expiry", kCardExpiry[0], kCardExpiry},
    {"later_month_refunds", kcp::kYesNo[0], kcp::kYesNo},
}};
constexpr auto kSettings = kcp::Concatenate(kcp::kContractSettings, kRestSettings);

constexpr PayMethods kGiftCertificates{PayMethod::kCultureland, PayMethod::kSmartculture,
                                       PayMethod::kBooknlife, PayMethod::kHappymoney};

constexpr std::array<Requirement, 4> kRequired{{
    {"buyer_name", {Operation::kWindow}, {PayMethod::kPhone}},
    {"bypass.shop_user_id", {Operation::kWindow}, {PayMethod::kPhone}},
    {"bypass.shop_user_id", {Operation::kWindow}, kGiftCertificates},
    {"bypass.pt_memcorp_cd", {Operation::kWindow}, {PayMethod::kPoint}},
}};

constexpr std::array<AmountLimit, 1> kLimits{{
    {.below_min_error = kcp::kBelowMinimum,
     .methods = {PayMethod::kCard},
     .min_setting = kcp::kMinimumAmount},
}};

std::string_view GetSetting(const Channel& channel, std::string_view name) {
  return GetSetting(kRules, channel, name);
}

std::optional<GatewayError> FindError(std::string_view code) {
  return kRules.FindError(code);
}

bool IsExpired(std::string_view expiry, Instant now) {
  const std::string month = std::string(expiry.substr(0, 4)) + std::string(expiry.substr(5));
  return month < FormatKoreanDigits(now).substr(0, 6);
}

/// Verifies the check digit of a business registration number.
bool IsBusinessNumber(std::string_view ten_digits) {
  constexpr std::array<int, 9> kWeights{1, 3, 7, 1, 3, 7, 1, 3, 5};
  const auto digit = [&](std::size_t at) { return ten_digits[at] - '0'; };
  int sum = digit(8) * 5 / 10;
  for (std::size_t i = 0; i < kWeights.size(); ++i)
    sum += digit(i) * kWeights.at(i);
  return (10 - sum % 10) % 10 == digit(9);
}

/// Checks month and day of "YYMMDD".
bool IsBirthDate(std::string_view six_digits) {
  const std::string_view month = six_digits.substr(2, 2);
  const std::string_view day = six_digits.substr(4);
  return month >= "01" && month <= "12" && day >= "01" && day <= "31";
}

std::optional<GatewayError> CheckBirth(const std::optional<std::string>& birth, bool strict) {
  constexpr std::size_t kPersonDigits = 6;
  constexpr std::size_t kBusinessDigits = 10;
  if (!birth) return strict ? FindError("8110") : std::nullopt;
  const bool has_valid_length = birth->size() == kPersonDigits || birth->size() == kBusinessDigits;
  if (!has_valid_length || !AllDigits(*birth)) return FindError("8110");
  if (!strict) return std::nullopt;
  if (birth->size() == kPersonDigits) return IsBirthDate(*birth) ? std::nullopt : FindError("CC66");
  return IsBusinessNumber(*birth) ? std::nullopt : FindError("CC67");
}

/// A one-time charge does not need the password.
std::optional<GatewayError> CheckPassword(const GatewayRequest& request, bool strict) {
  const std::optional<std::string>& password = request.card->pwd_2digit;
  const bool is_required = strict && request.customer_uid != nullptr;
  if (!password) return is_required ? FindError("8111") : std::nullopt;
  return password->size() == 2 && AllDigits(*password) ? std::nullopt : FindError("8111");
}

/// Checks the format of the card data, before the issuer is involved.
// FIDELITY: kcp-card-format
std::optional<GatewayError> CheckCardFormat(const GatewayRequest& request) {
  if (request.card == nullptr) return std::nullopt;
  constexpr std::size_t kMinDigits = 14;
  constexpr std::size_t kMaxDigits = 16;
  const CardInput& card = *request.card;
  if (!AllDigits(card.number)) return FindError("8107");
  if (card.number.size() < kMinDigits || card.number.size() > kMaxDigits) return FindError("8108");
  if (!IsExpiry(card.expiry)) return FindError("8109");
  if (GetSetting(request.channel, "card_expiry") == "strict" &&
      IsExpired(card.expiry, request.now)) {
    return FindError("8484");
  }
  const bool strict = GetSetting(request.channel, "card_auth") == "strict";
  if (auto error = CheckBirth(card.birth, strict)) return error;
  return CheckPassword(request, strict);
}

/// Entering card data anywhere except on a card company's own page needs a separate contract.
bool NeedsRestContract(const GatewayRequest& request) {
  if (request.operation == Operation::kDelete) return false;
  return request.operation != Operation::kWindow ||
         request.order.extra.Text("auth_mode") == "key-in";
}

std::optional<GatewayError> CheckAccess(const GatewayRequest& request) {
  if (auto error = kcp::CheckSite(request)) return error;
  if (NeedsRestContract(request) && GetSetting(request.channel, "rest_contract") == "no")
    return FindError("CC35");
  if (auto error = kcp::CheckContract(request)) return error;
  return CheckCardFormat(request);
}

/// A card.direct quota of 60 or more means payment with card points: 80 for Hyundai Card, 60 for
/// the other companies.
std::optional<GatewayError> CheckPointQuota(const Parameters& extra) {
  constexpr int kPointQuota = 60;
  constexpr int kHyundaiPointQuota = 80;
  constexpr std::array<std::string_view, 9> kPointCompanies{"381", "361", "365", "374", "368",
                                                            "366", "371", "041", "370"};
  const std::string_view text = extra.Text("card.direct.quota");
  int quota = 0;
  std::from_chars(text.data(), text.data() + text.size(), quota);
  if (quota < kPointQuota) return std::nullopt;
  const std::string_view company = extra.Text("card.direct.code");
  const bool is_offered = company == "367"
                              ? quota >= kHyundaiPointQuota
                              : std::find(kPointCompanies.begin(), kPointCompanies.end(),
                                          company) != kPointCompanies.end();
  return is_offered ? std::nullopt : FindError(kcp::kInvalidInstalments.code);
}

/// Each product of an escrow payment needs four fields. Their amounts are not checked.
std::optional<GatewayError> CheckEscrowProducts(const Parameters& extra) {
  constexpr std::array<std::string_view, 4> kProductFields{"orderNumber", "name", "quantity",
                                                           "amount"};
  if (!extra.Flag("escrow")) return std::nullopt;
  for (int i = 0; extra.Has("kcpProducts[" + std::to_string(i) + "]"); ++i) {
    for (const std::string_view field : kProductFields) {
      const std::string name = "kcpProducts[" + std::to_string(i) + "]." + std::string(field);
      if (!extra.Has(name)) return GatewayError{"", errors::MissingParameter(name).message};
    }
  }
  return std::nullopt;
}

struct WindowOption {
  std::string_view parameter;
  std::string_view values;  ///< each with a space before and after it
};

constexpr std::array<WindowOption, 4> kWindowOptions{{
    {"bypass.coupon_apply_yn", " Y N "},
    {"bypass.skin_indx", " 1 2 3 4 5 6 7 8 9 10 11 "},
    {"bypass.app_flag", " Y N S "},
    {"bypass.complex_pnt_yn", " Y N "},
}};

/// Parameters that only change how the window looks are accepted; invalid values are warned about.
void WarnAboutWindowOptions(const GatewayRequest& request) {
  const Parameters& extra = request.order.extra;
  for (const WindowOption& option : kWindowOptions) {
    const std::string value(extra.Text(option.parameter));
    if (value.empty() || option.values.find(" " + value + " ") != std::string_view::npos) continue;
    request.Warn(std::string(option.parameter) + " must be one of" +
                 std::string(option.values.substr(0, option.values.size() - 1)));
  }
  if (extra.Has("card.direct") && !extra.Has("company")) {
    request.Warn("company is missing: the card company's window shows iamport");
  }
}

std::optional<GatewayError> CheckOrder(const GatewayRequest& request) {
  if (request.operation == Operation::kWindow) {
    if (auto error = CheckPointQuota(request.order.extra)) return error;
    if (auto error = CheckEscrowProducts(request.order.extra)) return error;
    WarnAboutWindowOptions(request);
  }
  return kcp::CheckCharge(request);
}

/// Refunding a phone bill of an earlier month needs a separate contract.
std::optional<GatewayError> CheckCancel(const CancelContext& context) {
  const Payment& payment = context.payment;
  const auto month = [](Instant at) { return FormatKoreanDigits(at).substr(0, 6); };
  const bool is_month_over = payment.pay_method == PayMethod::kPhone && payment.paid_at &&
                             month(*payment.paid_at) != month(context.now);
  if (is_month_over && GetSetting(context.channel, "later_month_refunds") == "no")
    return CancelRules{}.month_error.ToError();
  return kcp::CheckCancellation(context);
}

constexpr std::array<KnownMerchantId, 4> kMerchantIds{{
    {"T0000"},
    {"A7NC2"},
    {"A52CY"},
    {"AO09C"},
}};

}  // namespace

const GatewayRules kRules{
    .code = "kcp",
    .name = "NHN KCP",
    .color = "#14459c",
    .default_pg_id = "T0000",
    .merchant_ids = kMerchantIds,
    .rest = kFullRest,
    .window = {.charges = true,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kPhone, PayMethod::kCultureland, PayMethod::kSmartculture,
                           PayMethod::kBooknlife, PayMethod::kHappymoney, PayMethod::kPoint,
                           PayMethod::kSamsung, PayMethod::kSamsungpay, PayMethod::kPayco,
                           PayMethod::kLpay, PayMethod::kKakaopay, PayMethod::kNaverpay,
                           PayMethod::kNaverpayCard, PayMethod::kNaverpayPoint,
                           PayMethod::kApplepay, PayMethod::kTosspay},
               .wallets = {PayMethod::kSamsung, PayMethod::kSamsungpay, PayMethod::kPayco,
                           PayMethod::kLpay, PayMethod::kKakaopay, PayMethod::kNaverpay,
                           PayMethod::kNaverpayCard, PayMethod::kNaverpayPoint,
                           PayMethod::kApplepay, PayMethod::kTosspay}},
    .page = {.closed_error = {"", "사용자 취소"}},
    .format = kcp::kPaymentFormat,
    .cancel = kcp::kCancelRules,
    .optional_operations = {.balance = true, .benepia = true},
    .escrow = {.deliveries = true, .changes = true},
    .cash_receipts = {.issues = true,
                      .cancels = true,
                      .issues_external = true,
                      .cancels_external = true,
                      .url = "https://admin8.kcp.co.kr/assist/bill.BillActionNew.do?cmd=cash_bill&"
                             "cash_no={tid}&order_no={imp_uid}&trade_mony={amount}"},
    .required = kRequired,
    .limits = kLimits,
    .instalments = kcp::kInstalmentRules,
    .card_errors = kcp::kCardErrors,
    .cancel_errors = kcp::kCancelErrors,
    .known_errors = kcp::kKnownErrors,
    .settings = kSettings,
    .check_access = CheckAccess,
    .check_order = CheckOrder,
    .check_cancel = CheckCancel,
};

}  // namespace portone::gateways::kcp
