// SPDX-License-Identifier: MIT
// What is different about Naver Pay (결제형): keys by its window only, one registration for a buyer
// and a product, the day on which a service is used up. Evidence: docs/fidelity.md#naverpay
#include <algorithm>
#include <array>
#include <charconv>

#include "domain/calendar.h"
#include "domain/cancellation.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kNaverpay;

namespace {

using Refused = std::optional<GatewayFault>;

// FIDELITY: naverpay
constexpr std::array<AmountLimit, 1> kLimits{{
    {.least = 10, .below = {"Fail", "10원 미만은 결제할 수 없습니다."}},
}};

constexpr std::array<CardFaultText, 8> kCardFaults{{
    {CardCase::kDeclined, {"Fail", "결제가 거절되었습니다."}},
    {CardCase::kInsufficientFunds, {"NotEnoughAccountBalance", "잔액 부족"}},
    {CardCase::kLimitExceeded, {"Fail", "한도 초과"}},
    {CardCase::kLost, {"Fail", "분실 카드"}},
    {CardCase::kStolen, {"Fail", "도난 카드"}},
    {CardCase::kExpired, {"Fail", "유효기간 만료"}},
    {CardCase::kIssuerDown, {"BankMaintenance", "은행 시스템 점검 중입니다."}},
    {CardCase::kDeleted, {"Fail", "해지된 정기결제입니다."}},
}};

constexpr FaultText kWrongCredentials{
    "InvalidMerchantAuth", "인증 헤더 값을 잘못 입력했거나 해당 인증 값이 유효하지 않습니다."};
constexpr FaultText kBeforeInspection{"Fail", "API 호출 권한이 없습니다"};
constexpr FaultText kClosed{"userCancel",
                            "결제를 취소하셨습니다. 주문 내용 확인 후 다시 결제해주세요."};
constexpr std::string_view kTooLate =
    "결제 가능한 시간이 지났습니다. 주문 내용 확인 후 다시 결제해주세요.";

constexpr std::array<FaultText, 13> kKnownFaults{{
    kWrongCredentials,
    kClosed,
    {"UserCancel", kClosed.message},
    {"TimeExpired", kTooLate},
    {"paymentTimeExpire", kTooLate},
    {"OwnerAuthFail",
     "타인 명의 카드는 결제가 불가능합니다. 회원 본인 명의의 카드로 결제해주세요."},
    {"UnderAgeAmountLimit", "미성년자 결제 한도를 초과하였습니다."},
    {"InvalidMerchant", "유효하지 않은 가맹점입니다."},
    {"AlreadyOnGoing", "이미 진행 중인 결제입니다."},
    {"AlreadyComplete", "이미 완료된 결제입니다."},
    {"MaintenanceOngoing", "네이버페이 서비스 점검 중입니다."},
    {"FaultCheckOngoing", "네이버페이 장애 점검 중입니다."},
    {"InvalidPaymentId", "유효하지 않은 결제번호입니다."},
}};

/// Of what is wrong with a card Naver says nothing at a registration.
constexpr std::array<std::string_view, 6> kGoodCards{"1111111111111111", "4092023012341234",
                                                     "4242424242424241", "4000000000000069",
                                                     "4000000000000127", "4000000000000101"};

constexpr std::array<std::string_view, 2> kIdentities{"buyer_tel", "customer_uid"};
constexpr std::array<std::string_view, 2> kRequiredOrNot{"required", "optional"};
constexpr std::array<std::string_view, 3> kUseModes{"optional", "required", "forbidden"};
constexpr std::array<std::string_view, 2> kOffOn{"off", "on"};
constexpr std::array<std::string_view, 2> kInspections{"done", "pending"};
constexpr std::array<std::string_view, 2> kCredentials{"valid", "wrong"};
constexpr std::array<std::string_view, 2> kStrictness{"lax", "strict"};

constexpr std::array<SettingRule, 10> kSettings{{
    {"buyer_identity", "buyer_tel", kIdentities},
    {"buyer_tel", "required", kRequiredOrNot},
    {"use_cfm", "optional", kUseModes},
    {"chain_group", "off", kOffOn},
    {"chain_id", ""},
    {"inspection", "done", kInspections},
    {"credentials", "valid", kCredentials},
    {"requester", "lax", kStrictness},
    {"products", "optional", kRequiredOrNot},
    {"high_risk", "off", kOffOn},
}};

bool Is(const GatewayAsk& ask, std::string_view setting, std::string_view value) {
  return Setting(kNaverpay, ask.channel, setting) == value;
}

GatewayFault Failed(std::string message) {
  return {"Fail", std::move(message)};
}

/// What PortOne itself finds before it calls Naver.
GatewayFault Missing(std::string_view parameter) {
  return {"", std::string(parameter) + " 파라메터가 누락되었습니다."};
}

/// "20201001", a real day.
bool IsDay(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() != 8 || !std::all_of(text.begin(), text.end(), digit)) return false;
  const std::string day(text);
  return ParseIso(day.substr(0, 4) + "-" + day.substr(4, 2) + "-" + day.substr(6) +
                  "T00:00:00+09:00")
      .has_value();
}

// --- Who may call at all ---

/// Cancellations and deletions say on whose behalf and why.
Refused Unsigned(bool strict, std::string_view reason, std::string_view requester,
                 const auto& asked) {
  const bool known = requester == "customer" || requester == "admin";
  if (!reason.empty() && known) return std::nullopt;
  const std::string missing = reason.empty() ? "reason" : "extra.requester";
  if (strict && !requester.empty() && !known) {
    return Failed("extra.requester 파라메터가 올바르지 않습니다. (customer 또는 admin)");
  }
  if (strict) return Failed(Missing(missing).message);
  asked.Warn(missing + " is missing or unknown; Naver's inspection wants reason and " +
             "extra.requester (customer or admin)");
  return std::nullopt;
}

/// "naverpay.{key}" names the credentials of some other contract.
bool NamesAnotherKey(const GatewayAsk& ask) {
  const Parameters& extra = ask.order.extra;
  if (ask.occasion != Occasion::kWindow || extra.Has("channelKey") || extra.Has("channel_key")) {
    return false;
  }
  const std::string_view pg = extra.Text("pg");
  const std::string own = std::string(kNaverpay.code) + ".";
  return pg.starts_with(own) && pg.substr(own.size()) != ask.channel.pg_id;
}

Refused CheckAccess(const GatewayAsk& ask) {
  if (Is(ask, "credentials", "wrong") || NamesAnotherKey(ask)) return kWrongCredentials.Fault();
  if (ask.occasion == Occasion::kWindow && Is(ask, "inspection", "pending")) {
    return kBeforeInspection.Fault();
  }
  if (ask.occasion != Occasion::kDelete) return std::nullopt;
  const Parameters& said = ask.order.extra;
  return Unsigned(Is(ask, "requester", "strict"), said.Text("reason"), said.Text("extra.requester"),
                  ask);
}

Refused CheckCancel(const CancelAsk& ask) {
  if (Setting(kNaverpay, ask.channel, "credentials") == "wrong") return kWrongCredentials.Fault();
  return Unsigned(Setting(kNaverpay, ask.channel, "requester") == "strict",
                  ask.request.reason.value_or(""), ask.request.extra.Text("extra.requester"), ask);
}

// --- The day on which what is paid for is used up ---

/// Of a registration nothing is paid.
bool IsRegistration(const GatewayAsk& ask) {
  return ask.occasion == Occasion::kWindow && ask.customer_uid != nullptr;
}

// FIDELITY: naver-use-cfm
Refused WrongUseDay(const GatewayAsk& ask) {
  const bool window = ask.occasion == Occasion::kWindow;
  const std::string_view day = ask.order.extra.Text(window ? "naverUseCfm" : "extra.naverUseCfm");
  if (IsRegistration(ask)) {
    if (!day.empty()) ask.Warn("naverUseCfm means nothing to a registration");
    return std::nullopt;
  }
  if (day.empty()) {
    if (!Is(ask, "use_cfm", "required")) return std::nullopt;
    return Failed("이용완료일(naverUseCfm)이 누락되었습니다.");
  }
  if (Is(ask, "use_cfm", "forbidden")) {
    return Failed("이용완료일(naverUseCfm)을 사용하는 가맹점이 아닙니다.");
  }
  if (!IsDay(day)) return Failed("이용완료일(naverUseCfm)은 yyyyMMdd 형식이어야 합니다.");
  if (day < FormatKoreanDigits(ask.charged_at).substr(0, 8)) {
    return Failed("이용완료일(naverUseCfm)은 결제 당일 또는 미래의 일자여야 합니다.");
  }
  return std::nullopt;
}

// --- The window ---

/// A group has one partner id for several services.
Refused WrongChain(const GatewayAsk& ask) {
  const bool sent = !ask.order.extra.Text("naverChainId").empty();
  if (Is(ask, "chain_group", "on")) {
    const bool known = sent || !Setting(kNaverpay, ask.channel, "chain_id").empty();
    if (known) return std::nullopt;
    return Failed(Missing("naverChainId").message);
  }
  if (sent) ask.Warn("naverChainId is for group merchants only");
  return std::nullopt;
}

constexpr std::array<std::string_view, 3> kPurchaser{"naverPurchaserName", "naverPurchaserBirthday",
                                                     "naverMerchantUserKey"};

Refused WrongPurchaser(const GatewayAsk& ask) {
  const Parameters& extra = ask.order.extra;
  const bool high_risk = Is(ask, "high_risk", "on");
  for (const std::string_view name : kPurchaser) {
    const bool sent = !extra.Text(name).empty();
    if (high_risk && !sent) return Failed(Missing(name).message);
    if (!high_risk && sent) ask.Warn(std::string(name) + " is for high-risk merchants only");
  }
  if (high_risk && !IsDay(extra.Text("naverPurchaserBirthday"))) {
    return Failed("naverPurchaserBirthday는 yyyyMMdd 형식이어야 합니다.");
  }
  return std::nullopt;
}

constexpr std::array<std::string_view, 5> kOfProduct{"categoryType", "categoryId", "uid", "name",
                                                     "count"};

/// The first parameter of naverProducts that is missing or no day, "" when all is well.
std::string WrongProduct(const Parameters& extra) {
  if (!extra.Has("naverProducts[0]")) return "naverProducts";
  for (std::size_t i = 0;; ++i) {
    const std::string product = "naverProducts[" + std::to_string(i) + "]";
    if (!extra.Has(product)) return "";
    for (const std::string_view name : kOfProduct) {
      if (extra.Text(product + "." + std::string(name)).empty()) {
        return product + "." + std::string(name);
      }
    }
    for (const char* name : {".startDate", ".endDate"}) {
      const std::string_view day = extra.Text(product + name);
      if (!day.empty() && !IsDay(day)) return product + name;
    }
  }
}

Refused WrongProducts(const GatewayAsk& ask) {
  const std::string wrong = WrongProduct(ask.order.extra);
  if (wrong.empty()) return std::nullopt;
  if (Is(ask, "products", "required")) {
    return Failed(wrong + " 파라메터가 누락되었거나 올바르지 않습니다.");
  }
  ask.Warn(wrong + " is missing or wrong; Naver's inspection wants naverProducts");
  return std::nullopt;
}

/// What passes and will be noticed.
void WarnOfHabits(const GatewayAsk& ask) {
  const Parameters& extra = ask.order.extra;
  const std::string name = ask.order.name.value_or("");
  if (name.find(" 외 ") != std::string::npos && name.ends_with("개")) {
    ask.Warn("name: Naver adds \"외 2개\" itself");
  }
  const std::string_view benefit = extra.Text("naverCultureBenefit");
  if (!benefit.empty() && benefit != "true" && benefit != "false") {
    ask.Warn("naverCultureBenefit is a boolean");
  }
  const std::string_view count = extra.Text("naverProductCount");
  int items = 0;
  std::from_chars(count.data(), count.data() + count.size(), items);
  if (!count.empty() && items < 1) ask.Warn("naverProductCount is the number of items");
  const std::string_view action = extra.Text("naverActionType");
  if (!action.empty() && action != "NEW" && action != "CHANGE") {
    ask.Warn("naverActionType is NEW or CHANGE; taken as NEW");
  }
  if (extra.Flag("naverPopupMode") && ask.device == Device::kMobile) {
    ask.Warn("a popup may be blocked on a mobile; Naver's inspection recommends a redirect");
  }
}

Refused WrongWindow(const GatewayAsk& ask) {
  if (Is(ask, "buyer_tel", "required") && !ask.order.buyer.tel) return Missing("buyer_tel");
  const bool redirects = !ask.order.extra.Flag("naverPopupMode");
  if (redirects && ask.redirect_url == nullptr) return Missing("m_redirect_url");
  WarnOfHabits(ask);
  Refused fault = WrongChain(ask);
  if (fault || IsRegistration(ask)) return fault;
  fault = WrongPurchaser(ask);
  return fault ? fault : WrongProducts(ask);
}

Refused CheckOrder(const GatewayAsk& ask) {
  Refused fault;
  if (ask.occasion == Occasion::kWindow) fault = WrongWindow(ask);
  return fault ? fault : WrongUseDay(ask);
}

/// A window that was refused before it opened leads nowhere: it has no m_redirect_url here.
ReturnBy ReturnByMode(const GatewayAsk& ask) {
  const bool popup = ask.order.extra.Flag("naverPopupMode");
  return popup || ask.redirect_url == nullptr ? ReturnBy::kCallback : ReturnBy::kRedirect;
}

/// Naver knows the buyer by the account; here by what the merchant sends. Whoever the buyer is, one
/// customer_uid registers a product once.
Claims OneForProduct(const GatewayAsk& ask) {
  const std::string code(ask.order.extra.Text("naverProductCode"));
  if (code.empty()) return {};
  const std::string contract = std::string(kNaverpay.code) + ":" + ask.channel.pg_id + ":";
  Claims claims;
  claims.replaces_own = ask.order.extra.Text("naverActionType") == "CHANGE";
  claims.names.push_back(contract + "uid:" + ask.customer_uid->text + ":" + code);
  std::string tel = ask.order.buyer.tel.value_or("");
  std::erase_if(tel, [](char c) { return c < '0' || c > '9'; });
  if (!tel.empty() && Is(ask, "buyer_identity", "buyer_tel")) {
    claims.names.push_back(contract + "tel:" + tel + ":" + code);
  }
  return claims;
}

}  // namespace

const GatewayRules kNaverpay{
    .code = "naverpay",
    .name = "네이버페이 (결제형)",
    .default_pg_id = "naverpaytest",
    .rest = {.again = true},
    .window = {.pays = true,
               .issue = WindowIssue::kKeyOnly,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kPoint,
                           PayMethod::kNaverpay, PayMethod::kNaverpayCard,
                           PayMethod::kNaverpayPoint},
               .closed = kClosed},
    .own = {.points = true, .confirm = true, .cash_amount = true},
    .limits = kLimits,
    .card_faults = kCardFaults,
    .known_faults = kKnownFaults,
    .good_cards = kGoodCards,
    .settings = kSettings,
    .check_access = CheckAccess,
    .check_order = CheckOrder,
    .check_cancel = CheckCancel,
    .return_by = ReturnByMode,
    .claims = OneForProduct,
    .claimed = {"Fail", "이미 등록된 정기결제 정보입니다."},
};

}  // namespace portone::gateways
