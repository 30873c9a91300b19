// SPDX-License-Identifier: MIT
// What is different about NHN KCP, used by REST and by the window of one payment. Evidence:
// docs/fidelity.md#kcp
#include <algorithm>
#include <array>
#include <charconv>

#include "domain/calendar.h"
#include "domain/cancellation.h"
#include "domain/card.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "gateways/kcp_codes.h"
#include "gateways/magic_cards.h"
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kKcp;

namespace {

constexpr std::array<std::string_view, 2> kCardAuth{"lax", "strict"};
constexpr std::array<std::string_view, 2> kCardExpiry{"format", "strict"};

constexpr std::array<SettingRule, 4> kOwnSettings{{
    {"rest_contract", kcp::kYesNo[0], kcp::kYesNo},
    {"card_auth", kCardAuth[0], kCardAuth},
    {"card_expiry", kCardExpiry[0], kCardExpiry},
    {"later_month_refunds", kcp::kYesNo[0], kcp::kYesNo},
}};
constexpr auto kSettings = kcp::Joined(kcp::kContract, kOwnSettings);

constexpr PayMethods kGiftCertificates{PayMethod::kCultureland, PayMethod::kSmartculture,
                                       PayMethod::kBooknlife, PayMethod::kHappymoney};

constexpr std::array<Requirement, 4> kRequired{{
    {"buyer_name", {Occasion::kWindow}, {PayMethod::kPhone}},
    {"bypass.shop_user_id", {Occasion::kWindow}, {PayMethod::kPhone}},
    {"bypass.shop_user_id", {Occasion::kWindow}, kGiftCertificates},
    {"bypass.pt_memcorp_cd", {Occasion::kWindow}, {PayMethod::kPoint}},
}};

constexpr std::array<AmountLimit, 1> kLimits{{
    {.least = 1'000, .below = kcp::kBelowLeast, .methods = {PayMethod::kCard}},
}};

std::string_view SettingOf(const Channel& channel, std::string_view name) {
  return Setting(kKcp, channel, name);
}

std::optional<GatewayFault> Say(std::string_view code) {
  return kKcp.FindFault(code);
}

bool IsOver(std::string_view expiry, Instant now) {
  const std::string month = std::string(expiry.substr(0, 4)) + std::string(expiry.substr(5));
  return month < FormatKoreanDigits(now).substr(0, 6);
}

/// The tax office's check digit of a business number.
bool IsBusinessNumber(std::string_view ten_digits) {
  constexpr std::array<int, 9> kWeights{1, 3, 7, 1, 3, 7, 1, 3, 5};
  const auto digit = [&](std::size_t at) { return ten_digits[at] - '0'; };
  int sum = digit(8) * 5 / 10;
  for (std::size_t i = 0; i < kWeights.size(); ++i)
    sum += digit(i) * kWeights.at(i);
  return (10 - sum % 10) % 10 == digit(9);
}

/// Month and day of "YYMMDD".
bool IsBirthday(std::string_view six_digits) {
  const std::string_view month = six_digits.substr(2, 2);
  const std::string_view day = six_digits.substr(4);
  return month >= "01" && month <= "12" && day >= "01" && day <= "31";
}

std::optional<GatewayFault> WrongBirth(const std::optional<std::string>& birth, bool strict) {
  constexpr std::size_t kPerson = 6;
  constexpr std::size_t kBusiness = 10;
  if (!birth) return strict ? Say("8110") : std::nullopt;
  const bool fits = birth->size() == kPerson || birth->size() == kBusiness;
  if (!fits || !AllDigits(*birth)) return Say("8110");
  if (!strict) return std::nullopt;
  if (birth->size() == kPerson) return IsBirthday(*birth) ? std::nullopt : Say("CC66");
  return IsBusinessNumber(*birth) ? std::nullopt : Say("CC67");
}

/// A single charge does without the password.
std::optional<GatewayFault> WrongPassword(const GatewayAsk& ask, bool strict) {
  const std::optional<std::string>& password = ask.card->pwd_2digit;
  const bool demanded = strict && ask.customer_uid != nullptr;
  if (!password) return demanded ? Say("8111") : std::nullopt;
  return password->size() == 2 && AllDigits(*password) ? std::nullopt : Say("8111");
}

/// A card by its form alone, before anybody asks its issuer.
// FIDELITY: kcp-card-form
std::optional<GatewayFault> WrongForm(const GatewayAsk& ask) {
  if (ask.card == nullptr) return std::nullopt;
  constexpr std::size_t kShortest = 14;
  constexpr std::size_t kLongest = 16;
  const CardInput& card = *ask.card;
  if (!AllDigits(card.number)) return Say("8107");
  if (card.number.size() < kShortest || card.number.size() > kLongest) return Say("8108");
  if (!IsExpiry(card.expiry)) return Say("8109");
  if (SettingOf(ask.channel, "card_expiry") == "strict" && IsOver(card.expiry, ask.now)) {
    return Say("8484");
  }
  const bool strict = SettingOf(ask.channel, "card_auth") == "strict";
  if (auto fault = WrongBirth(card.birth, strict)) return fault;
  return WrongPassword(ask, strict);
}

/// Cards that are typed in anywhere but on a card company's own page need a contract of their own.
bool NeedsRestContract(const GatewayAsk& ask) {
  if (ask.occasion == Occasion::kDelete) return false;
  return ask.occasion != Occasion::kWindow || ask.order.extra.Text("auth_mode") == "key-in";
}

std::optional<GatewayFault> NoAccess(const GatewayAsk& ask) {
  if (auto fault = kcp::WrongSite(ask)) return fault;
  if (NeedsRestContract(ask) && SettingOf(ask.channel, "rest_contract") == "no") return Say("CC35");
  if (auto fault = kcp::LacksContract(ask)) return fault;
  return WrongForm(ask);
}

/// Quotas of card.direct from 60 on ask for the card's points: 80 is Hyundai's, 60 the others'.
std::optional<GatewayFault> WrongPoints(const Parameters& extra) {
  constexpr int kPoints = 60;
  constexpr int kHyundaiPoints = 80;
  constexpr std::array<std::string_view, 9> kWithPoints{"381", "361", "365", "374", "368",
                                                        "366", "371", "041", "370"};
  const std::string_view text = extra.Text("card.direct.quota");
  int quota = 0;
  std::from_chars(text.data(), text.data() + text.size(), quota);
  if (quota < kPoints) return std::nullopt;
  const std::string_view company = extra.Text("card.direct.code");
  const bool fits = company == "367" ? quota >= kHyundaiPoints
                                     : std::find(kWithPoints.begin(), kWithPoints.end(), company) !=
                                           kWithPoints.end();
  return fits ? std::nullopt : Say(kcp::kWrongMonths.code);
}

/// Each product of an escrow payment has four parts; their amounts are compared with nothing.
std::optional<GatewayFault> WrongProducts(const Parameters& extra) {
  constexpr std::array<std::string_view, 4> kParts{"orderNumber", "name", "quantity", "amount"};
  if (!extra.Flag("escrow")) return std::nullopt;
  for (int i = 0; extra.Has("kcpProducts[" + std::to_string(i) + "]"); ++i) {
    for (const std::string_view part : kParts) {
      const std::string name = "kcpProducts[" + std::to_string(i) + "]." + std::string(part);
      if (!extra.Has(name)) return GatewayFault{"", errors::MissingParameter(name).message};
    }
  }
  return std::nullopt;
}

struct Look {
  std::string_view parameter;
  std::string_view values;  ///< between blanks
};

constexpr std::array<Look, 4> kLooks{{
    {"bypass.coupon_apply_yn", " Y N "},
    {"bypass.skin_indx", " 1 2 3 4 5 6 7 8 9 10 11 "},
    {"bypass.app_flag", " Y N S "},
    {"bypass.complex_pnt_yn", " Y N "},
}};

/// What only changes how the window looks is accepted; what KCP would not understand is noted.
void WarnOfLooks(const GatewayAsk& ask) {
  const Parameters& extra = ask.order.extra;
  for (const Look& look : kLooks) {
    const std::string value(extra.Text(look.parameter));
    if (value.empty() || look.values.find(" " + value + " ") != std::string_view::npos) continue;
    ask.Warn(std::string(look.parameter) + " must be one of" +
             std::string(look.values.substr(0, look.values.size() - 1)));
  }
  if (extra.Has("card.direct") && !extra.Has("company")) {
    ask.Warn("company is missing: the card company's window shows iamport");
  }
}

std::optional<GatewayFault> WrongOrder(const GatewayAsk& ask) {
  if (ask.occasion == Occasion::kWindow) {
    if (auto fault = WrongPoints(ask.order.extra)) return fault;
    if (auto fault = WrongProducts(ask.order.extra)) return fault;
    WarnOfLooks(ask);
  }
  return kcp::NotChargeable(ask);
}

/// A phone bill of an earlier month is paid back under a contract of its own.
std::optional<GatewayFault> WrongCancel(const CancelAsk& ask) {
  const Payment& payment = ask.payment;
  const auto month = [](Instant at) { return FormatKoreanDigits(at).substr(0, 6); };
  const bool later = payment.pay_method == PayMethod::kPhone && payment.paid_at &&
                     month(*payment.paid_at) != month(ask.now);
  if (later && SettingOf(ask.channel, "later_month_refunds") == "no")
    return CancelRules{}.month_over.Fault();
  return kcp::NotCancellable(ask);
}

}  // namespace

const GatewayRules kKcp{
    .code = "kcp",
    .name = "NHN KCP",
    .default_pg_id = "T0000",
    .rest = {.issue_key = true,
             .onetime = true,
             .onetime_keeps = true,
             .schedule_issues = true,
             .again = true},
    .window = {.pays = true,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kPhone, PayMethod::kCultureland, PayMethod::kSmartculture,
                           PayMethod::kBooknlife, PayMethod::kHappymoney, PayMethod::kPoint,
                           PayMethod::kSamsung, PayMethod::kSamsungpay, PayMethod::kPayco,
                           PayMethod::kLpay, PayMethod::kKakaopay, PayMethod::kNaverpay,
                           PayMethod::kNaverpayCard, PayMethod::kNaverpayPoint,
                           PayMethod::kApplepay, PayMethod::kTosspay},
               .easy_pays = {PayMethod::kSamsung, PayMethod::kSamsungpay, PayMethod::kPayco,
                             PayMethod::kLpay, PayMethod::kKakaopay, PayMethod::kNaverpay,
                             PayMethod::kNaverpayCard, PayMethod::kNaverpayPoint,
                             PayMethod::kApplepay, PayMethod::kTosspay},
               .closed = {"3001", "사용자 취소"}},
    .cancel = kcp::kCancelRules,
    .own = {.balance = true, .identity_type = false},
    .required = kRequired,
    .limits = kLimits,
    .instalments = kcp::kInstalmentRules,
    .card_faults = kcp::kCardFaults,
    .known_faults = kcp::kKnownFaults,
    .settings = kSettings,
    .check_access = NoAccess,
    .check_order = WrongOrder,
    .check_cancel = WrongCancel,
    .mask_card = kcp::MaskWithZeros,
    .receipt_query = kcp::BillReceipt,
};

}  // namespace portone::gateways
