// SPDX-License-Identifier: MIT
// KG Inicis: issues keys in the window without a charge, and over REST. Evidence:
// docs/gateways/html5_inicis.md#html5-inicis
#include <array>

#include "domain/payment.h"
#include "gateways/checks.h"
#include "gateways/registry.h"

namespace portone::gateways::html5_inicis {

extern const GatewayRules kRules;

namespace {

// FIDELITY: html5-inicis
constexpr std::array<CardErrorText, 4> kCardErrors{{
    {CardOutcome::kUnknownBin, {"550929", "빌키생성 실패"}},
    {CardOutcome::kWrongNumber, {"550929", "빌키생성 실패"}},
    {CardOutcome::kWrongExpiry, {"550929", "빌키생성 실패"}},
    {CardOutcome::kRevoked, {"550997", "조회되는 빌키 없음"}},
}};

constexpr std::array<ErrorText, 6> kErrors{{
    {"01", "정상적 인증 처리가 되지 않았습니다."},
    {"550433", "빌링 미사용 가맹점 빌링거래 발생"},
    {"1141", "빌키 조회가 불가한 지불수단"},
    {"500503", "간편결제 부분취소 제한 가맹점"},
    {"500626", "기 취소 거래"},
    {"V023", "파라미터의 데이터 설정이 잘못되었습니다."},
}};

// FIDELITY: callback
constexpr PageRules kInicisPage{
    .opening_refusal = RefusalFormat::kBracketed,
    .later_refusal = RefusalFormat::kBracketed,
    .closed_error = {"", "사용자가 결제를 취소하셨습니다"},
    .closed_redirect_text =
        "F0005:결제가 중단되었습니다({imp_uid}).01 | 사용자가 결제를 취소 하였습니다.",
    .authentication_code = "01",
    .closed_reason = "사용자가 결제를 취소함",
    .fails_when_abandoned = true,
    .silent_app_methods = {PayMethod::kTrans},
};

constexpr Operations kOnetime{Operation::kOnetime};

constexpr std::array<Requirement, 6> kRequired{{
    {"name", kOnetime, {}, "이니시스 빌링결제는 상품명이 필수입니다."},
    {"buyer_name", kOnetime},
    {"buyer_email", kOnetime},
    {"buyer_tel", kOnetime},
    {"name", {Operation::kAgain}},
    {"buyer_tel", {Operation::kWindow}},
}};

constexpr std::array<std::string_view, 8> kEscrowRequired{
    "sender.name",   "sender.tel",   "sender.addr",   "sender.postcode",
    "receiver.name", "receiver.tel", "receiver.addr", "receiver.postcode"};

constexpr std::array<std::string_view, 4> kVbankRequired{"pg_api_key", "vbank_holder", "buyer_name",
                                                         "buyer_email"};

// FIDELITY: payment-forms
constexpr std::array<TransactionNumberPattern, 9> kTransactionNumbers{{
    {.payments = {.methods = {PayMethod::kVbank}, .on_mobile = true},
     .pattern = "INIMX_VBNK{mid}{time}{digits:6}"},
    {.payments = {.methods = {PayMethod::kVbank}}, .pattern = "StdpayVBNK{mid}{time}{digits:6}"},
    {.payments = {.origins = {PaymentOrigin::kWindowKey}, .on_mobile = false},
     .pattern = "StdpayBill{mid}{time}{digits:6}"},
    {.payments = {.origins = {PaymentOrigin::kOnetime, PaymentOrigin::kKeyCharge}},
     .pattern = "INIAPICARD{mid}{time}{digits:6}"},
    {.payments = {.methods = {PayMethod::kPhone}, .on_mobile = true},
     .pattern = "INIMX_HPP_{mid}{time}{digits:6}"},
    {.payments = {.methods = {PayMethod::kPhone}}, .pattern = "StdpayHPP_{mid}{time}{digits:6}"},
    {.payments = {.methods = {PayMethod::kTrans}, .on_mobile = false},
     .pattern = "StdpayDBNK{mid}{time}{digits:6}"},
    {.payments = {.methods = kCardOrWallet, .origins = {PaymentOrigin::kWindow}, .on_mobile = true},
     .pattern = "INIMX_CARD{mid}{time}{digits:6}"},
    {.payments = {.methods = kCardOrWallet, .origins = {PaymentOrigin::kWindow}},
     .pattern = "StdpayCARD{mid}{time}{digits:6}"},
}};

constexpr std::array<ReceiptUrlPattern, 3> kReceiptUrls{{
    {.payments = {.methods = {PayMethod::kVbank}},
     .url = "https://iniweb.inicis.com/DefaultWebApp/mall/cr/cm/"
            "mCmReceipt_head.jsp?noTid=&noMethod=1"},
    {.payments = {.origins = {PaymentOrigin::kWindowKey}},
     .url = "https://iniweb.inicis.com/DefaultWebApp/mall/cr/cm/"
            "mCmReceipt_head.jsp?noTid={tid}&noMethod=1"},
    {.url = "https://iniweb.inicis.com/receipt/iniReceipt.jsp?noTid={tid}",
     .callback_url = "https://iniweb.inicis.com/DefaultWebApp/mall/cr/cm/"
                     "mCmReceipt_head.jsp?noTid={tid}&noMethod=1"},
}};

constexpr std::array<AccountFormat, 2> kAccounts{{
    {"004", "KB 국민은행"},
    {"011", "농협중앙회"},
}};

constexpr std::array<StandardCode, 2> kCompanies{{
    {"374", "외환카드"},
    {"381", "국민KB카드"},
}};

constexpr std::array<KnownMerchantId, 2> kMerchantIds{{
    {"INIpayTest"},
    {"INIBillTst"},
}};

constexpr std::array<SettingRule, 1> kSettings{{kTestMid}};

/// A test merchant id does not cancel parts of what was paid through a wallet.
// FIDELITY: test-mid
std::optional<GatewayError> CheckCancel(const CancelContext& context) {
  if (auto error = CheckTestMidCancel(kRules, context)) return error;
  const bool is_test_mid = GetSetting(kRules, context.channel, kTestMid.name) == "on";
  if (!is_test_mid || !context.payment.emb_pg_provider || !IsPartialCancel(context))
    return std::nullopt;
  return kRules.DescribeCancelError(CancelRefusal::kNoPartialCancelEasyPay).text.ToError();
}

constexpr std::array<CancelErrorText, 2> kCancelErrors{{
    {CancelRefusal::kAlreadyCancelledAtGateway, {"500626", "기 취소 거래"}, TextSource::kRecorded},
    {CancelRefusal::kNoPartialCancelEasyPay,
     {"500503", "간편결제 부분취소 제한 가맹점"},
     TextSource::kRecorded},
}};

}  // namespace

const GatewayRules kRules{
    .code = "html5_inicis",
    .name = "KG이니시스",
    .color = "#d7202f",
    .default_pg_id = "INIpayTest",
    .merchant_ids = kMerchantIds,
    .rest = kFullRest,
    .window = {.charges = true,
               .key_issuance = KeyIssuance::kKeyOnly,
               .methods = {PayMethod::kCard, PayMethod::kKakaopay, PayMethod::kNaverpay,
                           PayMethod::kSamsung, PayMethod::kApplepay, PayMethod::kSsgpay,
                           PayMethod::kPayco, PayMethod::kTosspay, PayMethod::kLpay,
                           PayMethod::kTrans, PayMethod::kVbank, PayMethod::kPhone,
                           PayMethod::kCultureland, PayMethod::kSmartculture,
                           PayMethod::kHappymoney, PayMethod::kBooknlife},
               .issue_methods = {PayMethod::kCard},
               .wallets = {PayMethod::kKakaopay, PayMethod::kNaverpay, PayMethod::kSamsung,
                           PayMethod::kApplepay, PayMethod::kSsgpay, PayMethod::kPayco,
                           PayMethod::kTosspay, PayMethod::kLpay}},
    .page = kInicisPage,
    .format = {.transaction_numbers = kTransactionNumbers,
               .receipt_urls = kReceiptUrls,
               .mask = {.to = 15},
               .keys_show_type = false,
               .key_charges_show_type = false,
               .money_callback_card_number = "*********",
               .vbank = {.holder = "（주）케이지이니시", .accounts = kAccounts},
               .companies = kCompanies},
    .vbank = {.issue = true, .required = kVbankRequired},
    .cancel = {.refusal_format = CancelRefusalFormat::kCodeAndText, .allows_later_months = true},
    .optional_operations = {.partner_receipts = true},
    .escrow = {.deliveries = true,
               .changes = true,
               .sends_webhooks = true,
               .required = kEscrowRequired},
    .cash_receipts = {.issues = true,
                      .cancels = true,
                      .issues_external = true,
                      .cancels_external = true,
                      .url =
                          "https://iniweb.inicis.com/DefaultWebApp/mall/cr/cm/Cash_mCmReceipt.jsp?"
                          "noTid={tid}&clpaymethod=22"},
    .required = kRequired,
    .card_errors = kCardErrors,
    .cancel_errors = kCancelErrors,
    .known_errors = kErrors,
    .settings = kSettings,
    .check_cancel = CheckCancel,
};

}  // namespace portone::gateways::html5_inicis
