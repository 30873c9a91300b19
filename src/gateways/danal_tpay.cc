// SPDX-License-Identifier: MIT
// Danal: the window issues keys, and charges when the amount is not zero. Evidence:
// docs/gateways/others.md#other-gateways
#include <algorithm>
#include <array>

#include "domain/order.h"
#include "gateways/checks.h"
#include "gateways/registry.h"

namespace portone::gateways::danal_tpay {

extern const GatewayRules kRules;

namespace {

constexpr std::array<Requirement, 3> kRequired{{
    {"buyer_tel", {Operation::kWindow}},
    {"biz_num", {Operation::kWindow}, {PayMethod::kVbank}},
    {"name", {Operation::kAgain}},
}};

constexpr std::array<CardErrorText, 1> kCardErrors{{
    {CardOutcome::kLimitExceeded, {"3112", "한도가 초과하였습니다."}, TextSource::kRecorded},
}};

constexpr ErrorText kParsingFailed{
    "1102", "다날 서버로부터 받은 응답이 올바르지 않습니다.전문 파싱 중 오류가 발생했습니다."};

constexpr std::array<ErrorText, 3> kErrors{{
    kParsingFailed,
    {"9014",
     "다날 서버로부터 받은 응답이 올바르지 않습니다.[인증실패] 업체정보에 이상이 있습니다. 해당 "
     "서비스 업체로 문의하여 주십시오."},
    {"1114", "다날 서버로부터 받은 응답이 올바르지 않습니다.암/복호화에 실패했습니다."},
}};

constexpr std::size_t kBusinessNumberDigits = 10;

bool IsBusinessNumber(std::string_view text) {
  return text.size() == kBusinessNumberDigits &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Whether the buyer's e-mail address has no "@" or has blanks, which Danal cannot parse.
bool HasMalformedEmail(const Order& order) {
  const std::string email = order.buyer.email.value_or("");
  return !email.empty() &&
         (email.find('@') == std::string::npos || email.find(' ') != std::string::npos);
}

std::optional<GatewayError> CheckWindow(const GatewayRequest& request) {
  const bool key_only = request.customer_uid != nullptr && request.order.amount.IsZero();
  if (request.operation == Operation::kWindow && key_only) {
    request.Warn(
        "danal_tpay charges the buyer 10 won to issue a key and cancels it 30 minutes later");
  }
  if (request.operation == Operation::kWindow && HasMalformedEmail(request.order)) {
    return kParsingFailed.ToError();
  }
  if (request.operation != Operation::kWindow || request.method != PayMethod::kVbank)
    return std::nullopt;
  if (IsBusinessNumber(request.order.extra.Text("biz_num"))) return std::nullopt;
  return MakeInvalidParameterError("biz_num", "사업자등록번호 10자리여야 합니다");
}

// FIDELITY: payment-forms
constexpr std::array<TransactionNumberPattern, 2> kTransactionNumbers{{
    {.payments = {.origins = {PaymentOrigin::kWindowKey}}, .pattern = "{time}{digits:7}401"},
    {.payments = {.methods = kCardOrWallet}, .pattern = "{time}{digits:7}400"},
}};

constexpr std::array<ReceiptUrlPattern, 2> kReceiptUrls{{
    {.payments = {.origins = {PaymentOrigin::kWindowKey}}, .url = ""},
    {.payments = {.methods = kCardOrWallet},
     .url = "https://www.danalpay.com/receipt/creditcard/"
            "view.aspx?dataType=receipt&cpid={mid}&data={base64:64}"},
}};

constexpr std::array<StandardCode, 1> kCompanies{{
    {"374", "하나(구외환)"},
}};

constexpr std::array<KnownMerchantId, 1> kMerchantIds{{
    {"9810030929"},
}};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "danal_tpay",
    .name = "다날",
    .color = "#00a0e9",
    .default_pg_id = "9810030929",
    .merchant_ids = kMerchantIds,
    .rest = {.charges_stored_keys = true},
    .window = {.charges = true,
               .key_issuance = KeyIssuance::kChargesIfNonZero,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kCultureland, PayMethod::kBooknlife, PayMethod::kHappymoney},
               .issue_methods = {PayMethod::kCard}},
    .page = {.opening_refusal = RefusalFormat::kUndecorated},
    .format = {.transaction_numbers = kTransactionNumbers,
               .receipt_urls = kReceiptUrls,
               .key_windows_show_card = false,
               .vbank = {.ends_with_day = true},
               .companies = kCompanies},
    .required = kRequired,
    .card_errors = kCardErrors,
    .known_errors = kErrors,
    .check_order = CheckWindow,
};

}  // namespace portone::gateways::danal_tpay
