// SPDX-License-Identifier: MIT
// Naver Pay (결제형): issues keys in the window only, one key for each buyer and product, and the
// date by which a service is used (이용완료일). Evidence: docs/gateways/naverpay.md#naverpay
#include <algorithm>
#include <array>
#include <charconv>

#include "domain/calendar.h"
#include "domain/cancel_request.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "gateways/registry.h"

namespace portone::gateways::naverpay {

extern const GatewayRules kRules;

namespace {

using MaybeError = std::optional<GatewayError>;

// FIDELITY: naverpay
constexpr std::array<AmountLimit, 1> kLimits{{
    {.min = 10, .below_min_error = {"Fail", "10원 미만은 결제할 수 없습니다."}},
}};

constexpr std::array<CardErrorText, 8> kCardErrors{{
    {CardOutcome::kDeclined, {"Fail", "결제가 거절되었습니다."}},
    {CardOutcome::kInsufficientFunds, {"NotEnoughAccountBalance", "잔액 부족"}},
    {CardOutcome::kLimitExceeded, {"Fail", "한도 초과"}},
    {CardOutcome::kLost, {"Fail", "분실 카드"}},
    {CardOutcome::kStolen, {"Fail", "도난 카드"}},
    {CardOutcome::kExpired, {"Fail", "유효기간 만료"}},
    {CardOutcome::kIssuerDown, {"BankMaintenance", "은행 시스템 점검 중입니다."}},
    {CardOutcome::kRevoked, {"Fail", "해지된 정기결제입니다."}},
}};

constexpr ErrorText kWrongCredentials{
    "InvalidMerchantAuth", "인증 헤더 값을 잘못 입력했거나 해당 인증 값이 유효하지 않습니다."};
constexpr ErrorText kInspectionPending{"Fail", "API 호출 권한이 없습니다"};
constexpr ErrorText kClosed{"userCancel",
                            "결제를 취소하셨습니다. 주문 내용 확인 후 다시 결제해주세요."};
constexpr std::string_view kTimedOut =
    "결제 가능한 시간이 지났습니다. 주문 내용 확인 후 다시 결제해주세요.";

constexpr std::array<ErrorText, 13> kKnownErrors{{
    kWrongCredentials,
    kClosed,
    {"UserCancel", kClosed.message},
    {"TimeExpired", kTimedOut},
    {"paymentTimeExpire", kTimedOut},
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

/// Cards that are refused elsewhere; Naver reports no card error when a key is issued.
constexpr std::array<std::string_view, 11> kApprovedCards{
    "1111111111111111", "4092023012341234", "4242424242424241", "4000000000000069",
    "4000000000000127", "4000000000000101", "4000000000000051", "4000000000000044",
    "4000000000000036", "4000000000000093", "5570420000000006"};

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

bool HasSetting(const GatewayRequest& request, std::string_view setting, std::string_view value) {
  return GetSetting(kRules, request.channel, setting) == value;
}

GatewayError MakeFailError(std::string message) {
  return {"Fail", std::move(message)};
}

/// Reported by PortOne itself, before it calls Naver.
GatewayError MakeMissingError(std::string_view parameter) {
  return {"", std::string(parameter) + " 파라메터가 누락되었습니다."};
}

/// "20201001", an existing date.
bool IsDate(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() != 8 || !std::all_of(text.begin(), text.end(), digit)) return false;
  const std::string day(text);
  return ParseIso(day.substr(0, 4) + "-" + day.substr(4, 2) + "-" + day.substr(6) +
                  "T00:00:00+09:00")
      .has_value();
}

/// Checks that a cancellation or deletion names its reason and who requests it.
MaybeError CheckReason(bool strict, std::string_view reason, std::string_view requester,
                       const auto& context) {
  const bool known = requester == "customer" || requester == "admin";
  if (!reason.empty() && known) return std::nullopt;
  const std::string missing = reason.empty() ? "reason" : "extra.requester";
  if (strict && !requester.empty() && !known) {
    return MakeFailError("extra.requester 파라메터가 올바르지 않습니다. (customer 또는 admin)");
  }
  if (strict) return MakeFailError(MakeMissingError(missing).message);
  context.Warn(missing + " is missing or unknown; Naver's inspection requires reason and " +
               "extra.requester (customer or admin)");
  return std::nullopt;
}

/// Whether "naverpay.{key}" selects the credentials of another contract.
bool UsesOtherContract(const GatewayRequest& request) {
  const Parameters& extra = request.order.extra;
  if (request.operation != Operation::kWindow || extra.Has("channelKey") ||
      extra.Has("channel_key")) {
    return false;
  }
  const std::string_view pg = extra.Text("pg");
  const std::string own = std::string(kRules.code) + ".";
  return pg.starts_with(own) && pg.substr(own.size()) != request.channel.pg_id;
}

MaybeError CheckAccess(const GatewayRequest& request) {
  if (HasSetting(request, "credentials", "wrong") || UsesOtherContract(request))
    return kWrongCredentials.ToError();
  if (request.operation == Operation::kWindow && HasSetting(request, "inspection", "pending")) {
    return kInspectionPending.ToError();
  }
  if (request.operation != Operation::kDelete) return std::nullopt;
  const Parameters& params = request.order.extra;
  return CheckReason(HasSetting(request, "requester", "strict"), params.Text("reason"),
                     params.Text("extra.requester"), request);
}

MaybeError CheckCancel(const CancelContext& context) {
  if (GetSetting(kRules, context.channel, "credentials") == "wrong")
    return kWrongCredentials.ToError();
  return CheckReason(GetSetting(kRules, context.channel, "requester") == "strict",
                     context.request.reason.value_or(""),
                     context.request.extra.Text("extra.requester"), context);
}

/// Whether the window issues a key, which charges nothing.
bool IsKeyIssue(const GatewayRequest& request) {
  return request.operation == Operation::kWindow && request.customer_uid != nullptr;
}

// FIDELITY: naver-use-cfm
MaybeError CheckUseDate(const GatewayRequest& request) {
  const bool in_window = request.operation == Operation::kWindow;
  const std::string_view day =
      request.order.extra.Text(in_window ? "naverUseCfm" : "extra.naverUseCfm");
  if (IsKeyIssue(request)) {
    if (!day.empty()) request.Warn("naverUseCfm is ignored when a key is issued");
    return std::nullopt;
  }
  if (day.empty()) {
    if (!HasSetting(request, "use_cfm", "required")) return std::nullopt;
    return MakeFailError("이용완료일(naverUseCfm)이 누락되었습니다.");
  }
  if (HasSetting(request, "use_cfm", "forbidden")) {
    return MakeFailError("이용완료일(naverUseCfm)을 사용하는 가맹점이 아닙니다.");
  }
  if (!IsDate(day)) return MakeFailError("이용완료일(naverUseCfm)은 yyyyMMdd 형식이어야 합니다.");
  if (day < FormatKoreanDigits(request.charged_at).substr(0, 8)) {
    return MakeFailError("이용완료일(naverUseCfm)은 결제 당일 또는 미래의 일자여야 합니다.");
  }
  return std::nullopt;
}

/// A merchant group shares one partner id; naverChainId names the service.
MaybeError CheckChainId(const GatewayRequest& request) {
  const bool sent = !request.order.extra.Text("naverChainId").empty();
  if (HasSetting(request, "chain_group", "on")) {
    const bool known = sent || !GetSetting(kRules, request.channel, "chain_id").empty();
    if (known) return std::nullopt;
    return MakeFailError(MakeMissingError("naverChainId").message);
  }
  if (sent) request.Warn("naverChainId is for group merchants only");
  return std::nullopt;
}

constexpr std::array<std::string_view, 3> kPurchaserFields{
    "naverPurchaserName", "naverPurchaserBirthday", "naverMerchantUserKey"};

MaybeError CheckPurchaser(const GatewayRequest& request) {
  const Parameters& extra = request.order.extra;
  const bool high_risk = HasSetting(request, "high_risk", "on");
  for (const std::string_view name : kPurchaserFields) {
    const bool sent = !extra.Text(name).empty();
    if (high_risk && !sent) return MakeFailError(MakeMissingError(name).message);
    if (!high_risk && sent) request.Warn(std::string(name) + " is for high-risk merchants only");
  }
  if (high_risk && !IsDate(extra.Text("naverPurchaserBirthday"))) {
    return MakeFailError("naverPurchaserBirthday는 yyyyMMdd 형식이어야 합니다.");
  }
  return std::nullopt;
}

constexpr std::array<std::string_view, 5> kProductFields{"categoryType", "categoryId", "uid",
                                                         "name", "count"};

/// The first field of naverProducts that is missing or not a date; "" when all are valid.
std::string FindInvalidProductField(const Parameters& extra) {
  if (!extra.Has("naverProducts[0]")) return "naverProducts";
  for (std::size_t i = 0;; ++i) {
    const std::string product = "naverProducts[" + std::to_string(i) + "]";
    if (!extra.Has(product)) return "";
    for (const std::string_view name : kProductFields) {
      if (extra.Text(product + "." + std::string(name)).empty()) {
        return product + "." + std::string(name);
      }
    }
    for (const char* name : {".startDate", ".endDate"}) {
      const std::string_view day = extra.Text(product + name);
      if (!day.empty() && !IsDate(day)) return product + name;
    }
  }
}

MaybeError CheckProducts(const GatewayRequest& request) {
  const std::string invalid = FindInvalidProductField(request.order.extra);
  if (invalid.empty()) return std::nullopt;
  if (HasSetting(request, "products", "required")) {
    return MakeFailError(invalid + " 파라메터가 누락되었거나 올바르지 않습니다.");
  }
  request.Warn(invalid + " is missing or wrong; Naver's inspection requires naverProducts");
  return std::nullopt;
}

/// Warns about parameters that Naver accepts but handles differently from what a merchant expects.
void WarnAboutParameters(const GatewayRequest& request) {
  const Parameters& extra = request.order.extra;
  const std::string name = request.order.name.value_or("");
  if (name.find(" 외 ") != std::string::npos && name.ends_with("개")) {
    request.Warn("name: Naver appends \"외 2개\" itself");
  }
  const std::string_view benefit = extra.Text("naverCultureBenefit");
  if (!benefit.empty() && benefit != "true" && benefit != "false") {
    request.Warn("naverCultureBenefit must be a boolean");
  }
  const std::string_view count = extra.Text("naverProductCount");
  int items = 0;
  std::from_chars(count.data(), count.data() + count.size(), items);
  if (!count.empty() && items < 1) request.Warn("naverProductCount must be the number of items");
  const std::string_view action = extra.Text("naverActionType");
  if (!action.empty() && action != "NEW" && action != "CHANGE") {
    request.Warn("naverActionType must be NEW or CHANGE; treated as NEW");
  }
  if (extra.Flag("naverPopupMode") && request.device == Device::kMobile) {
    request.Warn("a popup may be blocked on mobile; Naver's inspection recommends a redirect");
  }
}

MaybeError CheckWindow(const GatewayRequest& request) {
  if (HasSetting(request, "buyer_tel", "required") && request.order.buyer.tel.value_or("").empty())
    return MakeMissingError("buyer_tel");
  const bool redirects = !request.order.extra.Flag("naverPopupMode");
  if (redirects && request.redirect_url == nullptr) return MakeMissingError("m_redirect_url");
  WarnAboutParameters(request);
  MaybeError error = CheckChainId(request);
  if (error || IsKeyIssue(request)) return error;
  error = CheckPurchaser(request);
  return error ? error : CheckProducts(request);
}

MaybeError CheckOrder(const GatewayRequest& request) {
  MaybeError error;
  if (request.operation == Operation::kWindow) error = CheckWindow(request);
  return error ? error : CheckUseDate(request);
}

/// There is no m_redirect_url when the window was refused before it opened.
ReturnBy ChooseReturnBy(const GatewayRequest& request) {
  const bool popup = request.order.extra.Flag("naverPopupMode");
  return popup || request.redirect_url == nullptr ? ReturnBy::kCallback : ReturnBy::kRedirect;
}

/// One key for each buyer and product. Naver identifies the buyer by the Naver account, the
/// emulator by what the merchant sends. A customer_uid can have only one key for a product in any
/// case.
KeyReservation MakeProductReservations(const GatewayRequest& request) {
  const std::string code(request.order.extra.Text("naverProductCode"));
  if (code.empty()) return {};
  const std::string contract = std::string(kRules.code) + ":" + request.channel.pg_id + ":";
  KeyReservation reservations;
  reservations.replaces_own = request.order.extra.Text("naverActionType") == "CHANGE";
  reservations.names.push_back(contract + "uid:" + request.customer_uid->text + ":" + code);
  std::string tel = request.order.buyer.tel.value_or("");
  std::erase_if(tel, [](char c) { return c < '0' || c > '9'; });
  if (!tel.empty() && HasSetting(request, "buyer_identity", "buyer_tel")) {
    reservations.names.push_back(contract + "tel:" + tel + ":" + code);
  }
  return reservations;
}

}  // namespace

const GatewayRules kRules{
    .code = "naverpay",
    .name = "네이버페이 (결제형)",
    .color = "#03c75a",
    .default_pg_id = "naverpaytest",
    .rest = {.charges_stored_keys = true},
    .window = {.charges = true,
               .key_issuance = KeyIssuance::kKeyOnly,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kPoint,
                           PayMethod::kNaverpay, PayMethod::kNaverpayCard,
                           PayMethod::kNaverpayPoint},
               .popup_parameter = "naverPopupMode",
               .redirects_unless = "naverPopupMode"},
    .page = {.opening_refusal = RefusalFormat::kUndecorated,
             .later_refusal = RefusalFormat::kUndecorated,
             .closed_error = kClosed},
    .payment_means = {.is_wallet = true},
    .optional_operations = {.points = true, .confirm = true, .cash_amount = true},
    .limits = kLimits,
    .card_errors = kCardErrors,
    .known_errors = kKnownErrors,
    .approved_cards = kApprovedCards,
    .settings = kSettings,
    .check_access = CheckAccess,
    .check_order = CheckOrder,
    .check_cancel = CheckCancel,
    .return_by = ChooseReturnBy,
    .reservations = MakeProductReservations,
    .already_reserved_error = {"Fail", "이미 등록된 정기결제 정보입니다."},
};

}  // namespace portone::gateways::naverpay
