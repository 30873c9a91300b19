// SPDX-License-Identifier: MIT
// KSNET: issuing keys over REST needs birth date and password, every charge a product type.
// Evidence: docs/gateways/others.md#other-gateways
#include <array>
#include <chrono>
#include <string>

#include "domain/calendar.h"
#include "domain/cancel_request.h"
#include "domain/payment.h"
#include "gateways/checks.h"
#include "gateways/registry.h"

namespace portone::gateways::ksnet {

extern const GatewayRules kRules;

namespace {

constexpr Operations kCharges{Operation::kOnetime, Operation::kAgain, Operation::kRegisterSchedule};

constexpr std::array<Requirement, 4> kRequired{{
    {"birth", {Operation::kIssue}},
    {"pwd_2digit", {Operation::kIssue}},
    {"product_type", kCharges},
    {"buyer_name", kCharges},
}};

constexpr std::array<Currency, 2> kCurrencies{Currency::kKrw, Currency::kUsd};

constexpr std::array<std::string_view, 2> kVbankRequired{"buyer_name", "product_type"};

constexpr std::size_t kMaxPartialCancels = 9;
constexpr std::chrono::hours kHalfYear{24 * 183};

/// Banks make no refunds between 23:00 and 06:00 in Korea.
bool AreRefundsSuspended(Instant now) {
  const std::string hour = FormatKoreanDigits(now).substr(8, 2);
  return hour == "23" || hour < "06";
}

std::optional<GatewayError> CheckCancel(const CancelContext& context) {
  if (context.payment.pay_method == PayMethod::kVbank && AreRefundsSuspended(context.now)) {
    return MakeNotCancellableError("가상계좌 환불은 23시부터 6시까지 불가능합니다");
  }
  if (!IsPartialCancel(context)) return std::nullopt;
  if (context.payment.cancellations.size() >= kMaxPartialCancels) {
    return MakeNotCancellableError("부분취소는 9회까지 가능합니다");
  }
  if (context.payment.paid_at && context.now - *context.payment.paid_at > kHalfYear) {
    return MakeNotCancellableError("부분취소는 6개월 이내에 가능합니다");
  }
  return std::nullopt;
}

// FIDELITY: payment-forms
constexpr std::array<TransactionNumberPattern, 1> kTransactionNumbers{{
    {.pattern = "{digits:12}"},
}};

constexpr std::array<ReceiptUrlPattern, 1> kReceiptUrls{{
    {.payments = {.methods = kCardOrWallet},
     .url = "http://pgims.ksnet.co.kr/pg_infoc/src/bill/credit_view.jsp?tr_no={tid}"},
}};

constexpr std::array<std::string_view, 2> kReceiptRequired{"product_type", "buyer_name"};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "ksnet",
    .name = "KSNET",
    .color = "#0b6e4f",
    .default_pg_id = "ksnettest",
    .rest = {.issue_key = true,
             .onetime = true,
             .schedule_stores_key = true,
             .charges_stored_keys = true},
    .window = {.charges = true,
               .methods = {PayMethod::kCard, PayMethod::kVbank, PayMethod::kTrans,
                           PayMethod::kPhone, PayMethod::kLpay, PayMethod::kSsgpay,
                           PayMethod::kKakaopay, PayMethod::kNaverpay, PayMethod::kPayco},
               .wallets = {PayMethod::kLpay, PayMethod::kSsgpay, PayMethod::kKakaopay,
                           PayMethod::kNaverpay, PayMethod::kPayco}},
    .page = kNewerPageRules,
    .format = {.transaction_numbers = kTransactionNumbers,
               .receipt_urls = kReceiptUrls,
               .names_issuer = true},
    .vbank = {.issue = true, .required = kVbankRequired},
    .escrow = {.deliveries = true, .changes = true},
    .cash_receipts = {.issues = true,
                      .cancels = true,
                      .issues_external = true,
                      .cancels_external = true,
                      .required = kReceiptRequired,
                      .external_required = kReceiptRequired},
    .required = kRequired,
    .currencies = kCurrencies,
    .check_cancel = CheckCancel,
};

}  // namespace portone::gateways::ksnet
