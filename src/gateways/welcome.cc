// SPDX-License-Identifier: MIT
// Welcome Payments: issues keys in the window and over REST; VAT of at most 10%; a service period.
// Evidence: docs/gateways/others.md#other-gateways
#include <array>

#include "domain/order.h"
#include "domain/payment.h"
#include "gateways/checks.h"
#include "gateways/registry.h"

namespace portone::gateways::welcome {

extern const GatewayRules kRules;

namespace {

constexpr Operations kAllCharges{Operation::kOnetime, Operation::kAgain,
                                 Operation::kRegisterSchedule, Operation::kWindow};

constexpr std::array<Requirement, 2> kRequired{{
    {"customer_name", {Operation::kIssue}},
    {"buyer_name", kAllCharges},
}};

constexpr std::array<std::string_view, 1> kVbankRequired{"buyer_name"};

constexpr int kMobileMaxMonths = 36;
constexpr std::string_view kKakaobank = "090";

/// The service period is either from and to, or an interval.
std::optional<GatewayError> CheckPeriod(const Parameters& extra) {
  const bool has_from = extra.Has("period.from");
  const bool has_to = extra.Has("period.to");
  const bool has_interval = extra.Has("period.interval");
  if (has_interval && (has_from || has_to)) {
    return GatewayError{"", "제공 기간은 range와 interval 둘 중 하나만 입력해주세요"};
  }
  if (has_from != has_to) {
    return GatewayError{"",
                        "웰컴페이먼츠의 경우 제공 기간은 시작 날짜와 종료 날짜를 모두 입력하셔야 "
                        "합니다. (둘 중 하나만 입력 불가)"};
  }
  const std::string_view interval = extra.Text("period.interval");
  if (!has_interval || interval == "1m" || interval == "1y") return std::nullopt;
  return GatewayError{"",
                      "웰컴페이먼츠 제공 기간 주기가 올바르지 않습니다. 1m 또는 1y만 허용됩니다."};
}

std::optional<GatewayError> CheckMonths(const GatewayRequest& request) {
  const int months = request.order.card_quota;
  if (request.device == Device::kMobile && months > kMobileMaxMonths) {
    return MakeInvalidParameterError("card_quota", "모바일은 36개월까지 가능합니다");
  }
  if (GetCardDirect(request, "code") == kKakaobank && months > 1) {
    return MakeInvalidParameterError("card_quota", "카카오뱅크는 일시불만 가능합니다");
  }
  return std::nullopt;
}

std::optional<GatewayError> CheckOrder(const GatewayRequest& request) {
  const Order& order = request.order;
  if (order.vat_amount && order.vat_amount->minor * 10 > order.amount.minor) {
    return MakeInvalidParameterError("vat_amount", "결제 금액의 10%를 초과할 수 없습니다");
  }
  if (request.operation != Operation::kWindow) return std::nullopt;
  if (auto error = CheckPeriod(order.extra)) return error;
  return CheckMonths(request);
}

std::optional<GatewayError> CheckCancel(const CancelContext& context) {
  if (!context.payment.escrow) return std::nullopt;
  return MakeNotCancellableError("에스크로 결제는 가맹점이 취소할 수 없습니다");
}

// FIDELITY: payment-forms
constexpr std::array<TransactionNumberPattern, 1> kTransactionNumbers{{
    {.payments = {.methods = {PayMethod::kCard, PayMethod::kPoint},
                  .origins = {PaymentOrigin::kWindow}},
     .pattern = "WPCStdCARD{mid}{time}{digits:6}"},
}};

constexpr std::array<ReceiptUrlPattern, 1> kReceiptUrls{{
    {.url = "https://twbiz.paywelcome.co.kr/mCmReceipt_head.jsp?noTid={tid}&noMethod=1"},
}};

constexpr std::array<KnownMerchantId, 1> kMerchantIds{{
    {"welcometst"},
}};

constexpr std::array<std::string_view, 1> kEscrowRequired{"products"};

constexpr std::array<std::string_view, 3> kReceiptRequired{"type", "buyer_tel", "corp_reg_no"};
constexpr std::array<std::string_view, 4> kExternalReceiptRequired{"type", "buyer_tel",
                                                                   "corp_reg_no", "pay_method"};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "welcome",
    .name = "웰컴페이먼츠",
    .color = "#6a3fa0",
    .default_pg_id = "welcometst",
    .merchant_ids = kMerchantIds,
    .rest = kFullRest,
    .window = {.charges = true,
               .key_issuance = KeyIssuance::kKeyOnly,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kPhone, PayMethod::kCultureland, PayMethod::kKakaopay,
                           PayMethod::kNaverpay, PayMethod::kPayco, PayMethod::kSamsungpay,
                           PayMethod::kApplepay, PayMethod::kTosspay},
               .issue_methods = {PayMethod::kCard, PayMethod::kPhone},
               .methods_charged_on_issue = {PayMethod::kPhone},
               .wallets = {PayMethod::kKakaopay, PayMethod::kNaverpay, PayMethod::kPayco,
                           PayMethod::kSamsungpay, PayMethod::kApplepay, PayMethod::kTosspay}},
    .page = kNewerPageRules,
    .format = {.transaction_numbers = kTransactionNumbers,
               .receipt_urls = kReceiptUrls,
               .names_issuer = true},
    .vbank = {.issue = true, .required = kVbankRequired},
    .escrow = {.deliveries = true, .changes = true, .required = kEscrowRequired},
    .cash_receipts = {.issues = true,
                      .cancels = true,
                      .issues_external = true,
                      .cancels_external = true,
                      .required = kReceiptRequired,
                      .external_required = kExternalReceiptRequired},
    .required = kRequired,
    .check_order = CheckOrder,
    .check_cancel = CheckCancel,
};

}  // namespace portone::gateways::welcome
