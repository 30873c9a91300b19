// SPDX-License-Identifier: MIT
// Toss Payments: issues keys in the window and over REST; the customer_id must stay the same.
// Evidence: docs/gateways/others.md#other-gateways
#include <array>

#include "domain/order.h"
#include "gateways/checks.h"
#include "gateways/registry.h"

namespace portone::gateways::tosspayments {

extern const GatewayRules kRules;

namespace {

constexpr ErrorText kTooSmall{
    "BELOW_MINIMUM_AMOUNT",
    "신용카드는 결제금액이 100원 이상, 계좌는 200원이상부터 결제가 가능합니다."};

constexpr std::array<AmountLimit, 2> kLimits{{
    {.min = 100, .below_min_error = kTooSmall, .methods = {PayMethod::kCard}},
    {.min = 200, .below_min_error = kTooSmall, .methods = {PayMethod::kTrans, PayMethod::kVbank}},
}};

constexpr std::array<std::string_view, 1> kVbankRequired{"buyer_name"};

constexpr std::array<CardErrorText, 9> kCardErrors{{
    {CardOutcome::kUnknownBin, {"INVALID_CARD_NUMBER", "카드번호를 다시 확인해주세요."}},
    {CardOutcome::kWrongNumber, {"INVALID_CARD_NUMBER", "카드번호를 다시 확인해주세요."}},
    {CardOutcome::kWrongExpiry,
     {"INVALID_CARD_EXPIRATION", "카드 정보를 다시 확인해주세요. (유효기간)"}},
    {CardOutcome::kDeclined,
     {"REJECT_CARD_PAYMENT", "한도초과 혹은 잔액부족으로 결제에 실패했습니다."}},
    {CardOutcome::kInsufficientFunds,
     {"REJECT_CARD_PAYMENT", "한도초과 혹은 잔액부족으로 결제에 실패했습니다."}},
    {CardOutcome::kLimitExceeded,
     {"REJECT_CARD_PAYMENT", "한도초과 혹은 잔액부족으로 결제에 실패했습니다."}},
    {CardOutcome::kLost, {"INVALID_CARD_LOST_OR_STOLEN", "분실 혹은 도난 카드입니다."}},
    {CardOutcome::kStolen, {"INVALID_CARD_LOST_OR_STOLEN", "분실 혹은 도난 카드입니다."}},
    {CardOutcome::kRevoked, {"INVALID_STOPPED_CARD", "정지된 카드 입니다."}},
}};

constexpr std::array<ErrorText, 3> kErrors{{
    {"NOT_MATCHES_CUSTOMER_KEY", "빌링 인증 고객키와 결제 요청 고객키가 일치하지 않습니다."},
    {"PAY_PROCESS_ABORTED", "Toss Payments와 계약된 결제수단(SSG)이 아닙니다."},
    {"BELOW_MINIMUM_AMOUNT",
     "신용카드는 결제금액이 100원 이상, 계좌는 200원이상부터 결제가 가능합니다."},
}};

std::optional<GatewayError> CheckMonths(const GatewayRequest& request) {
  constexpr int kKakaopayMaxMonths = 12;
  if (request.method != PayMethod::kKakaopay || request.order.card_quota <= kKakaopayMaxMonths) {
    return std::nullopt;
  }
  return MakeInvalidParameterError("card_quota", "카카오페이는 12개월까지 가능합니다");
}

// FIDELITY: payment-forms
/// On a test merchant id the gateway puts a "t" before the number.
constexpr std::array<TransactionNumberPattern, 2> kTransactionNumbers{{
    {.payments = {.origins = {PaymentOrigin::kWindow, PaymentOrigin::kWindowKey}},
     .pattern = "t{mid:4}{requested}{alnum:5}"},
    {.pattern = "t{mid:4}{time}{alnum:5}"},
}};

constexpr std::array<ReceiptUrlPattern, 2> kReceiptUrls{{
    {.payments = {.methods = {PayMethod::kVbank}},
     .url = "https://dashboard.tosspayments.com/receipt/payment-detail/"
            "bank-transfer?transactionId={tid}&ref=PX"},
    {.url = "https://dashboard.tosspayments.com/receipt/redirection?transactionId={tid}&ref=PX"},
}};

constexpr std::array<KnownMerchantId, 3> kMerchantIds{{
    {"iamporttest_3"},
    {"iamporttest_4"},
    {"tosstest"},
}};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "tosspayments",
    .name = "토스페이먼츠",
    .color = "#0064ff",
    .default_pg_id = "iamporttest_3",
    .merchant_ids = kMerchantIds,
    .rest = {.issue_key = true,
             .onetime = true,
             .schedule_stores_key = true,
             .charges_stored_keys = true},
    .window = {.charges = true,
               .key_issuance = KeyIssuance::kKeyOnly,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kPhone, PayMethod::kCultureland, PayMethod::kSmartculture,
                           PayMethod::kBooknlife, PayMethod::kHappymoney, PayMethod::kKakaopay,
                           PayMethod::kNaverpay, PayMethod::kPayco, PayMethod::kLpay,
                           PayMethod::kSsgpay, PayMethod::kSamsungpay, PayMethod::kApplepay,
                           PayMethod::kTosspay},
               .issue_methods = {PayMethod::kCard},
               .wallets = {PayMethod::kKakaopay, PayMethod::kNaverpay, PayMethod::kPayco,
                           PayMethod::kLpay, PayMethod::kSsgpay, PayMethod::kSamsungpay,
                           PayMethod::kApplepay, PayMethod::kTosspay}},
    .page = kNewerPageRules,
    .format = {.transaction_numbers = kTransactionNumbers,
               .receipt_urls = kReceiptUrls,
               .mask = {.from = 8, .hides_last = true},
               .approval_numbers = ApprovalNumberFormat::kZeros,
               .names_issuer = true},
    .vbank = {.issue = true, .required = kVbankRequired},
    .cancel = {.full_only_methods = {PayMethod::kCultureland, PayMethod::kSmartculture,
                                     PayMethod::kBooknlife, PayMethod::kHappymoney}},
    .cash_receipts = {.issues = true,
                      .cancels = true,
                      .issues_external = true,
                      .cancels_external = true,
                      .checks_identifier = false},
    .limits = kLimits,
    .card_errors = kCardErrors,
    .known_errors = kErrors,
    .check_order = CheckMonths,
};

}  // namespace portone::gateways::tosspayments
