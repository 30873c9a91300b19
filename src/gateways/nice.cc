// SPDX-License-Identifier: MIT
// NICE payments' old module: issues keys over REST only, exact lists of instalments, fixed-amount
// contracts, US dollars in some windows. Evidence: docs/gateways/nice.md#nice
#include <algorithm>
#include <array>

#include "base/join.h"
#include "domain/balance.h"
#include "domain/calendar.h"
#include "domain/cancel_request.h"
#include "domain/card.h"
#include "domain/card_codes.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "domain/vbank.h"
#include "gateways/checks.h"
#include "gateways/magic_cards.h"
#include "gateways/nice_codes.h"
#include "gateways/nice_format.h"
#include "gateways/nice_settings.h"
#include "gateways/registry.h"

namespace portone::gateways::nice {

extern const GatewayRules kRules;

namespace {

using MaybeError = std::optional<GatewayError>;

bool HasSetting(const Channel& channel, std::string_view setting, std::string_view value) {
  return GetSetting(kRules, channel, setting) == value;
}

/// Every request to NICE is signed with the merchant's key.
MaybeError CheckMerchantKey(const Channel& channel) {
  if (HasSetting(channel, "merchant_key", "wrong")) return GetNiceError("A211").ToError();
  if (HasSetting(channel, "merchant_key", "missing")) return GetNiceError("A301").ToError();
  return std::nullopt;
}

/// Whether the contract allows storing cards.
// FIDELITY: nice-contracts
MaybeError CheckBillingContract(const Channel& channel) {
  if (HasSetting(channel, "billing_contract", "none")) return GetNiceError("F117").ToError();
  if (HasSetting(channel, "billing_contract", "suspended")) return GetNiceError("F115").ToError();
  if (HasSetting(channel, "billing_contract", "ended")) return GetNiceError("F116").ToError();
  return std::nullopt;
}

/// Whether the contract allows charging stored cards.
MaybeError CheckKeyCharge(const Channel& channel) {
  if (HasSetting(channel, "billing_contract", "in_review")) return GetNiceError("CC84").ToError();
  if (!HasSetting(channel, "billing_contract", "active")) return GetNiceError("8901").ToError();
  return std::nullopt;
}

/// Checks that the card fields that the contract requires besides number and expiry are present.
MaybeError CheckCardFields(const GatewayRequest& request) {
  const bool needs_birth = !HasSetting(request.channel, "card_fields", "number");
  const bool needs_password = HasSetting(request.channel, "card_fields", "birth_and_password");
  const bool complete =
      (!needs_birth || request.card->birth) && (!needs_password || request.card->pwd_2digit);
  return complete ? MaybeError() : GetNiceError("A117").ToError();
}

bool IsCardPayment(const GatewayRequest& request) {
  return request.method == PayMethod::kCard;
}

/// Windows that open a card company's page directly must be enabled by NICE, and payments in US
/// dollars must name a payment method.
// FIDELITY: nice-window
MaybeError CheckWindow(const GatewayRequest& request) {
  const Parameters& params = request.order.extra;
  if (IsCardPayment(request) && params.Has("card.direct") &&
      HasSetting(request.channel, "card_direct", "off")) {
    return GetNiceError("A302").ToError();
  }
  if (request.order.amount.currency == Currency::kUsd && !params.Has("pay_method")) {
    return GetNiceError("A145").ToError();
  }
  return std::nullopt;
}

MaybeError CheckAccess(const GatewayRequest& request) {
  if (request.operation == Operation::kDelete) return std::nullopt;
  if (auto error = CheckMerchantKey(request.channel)) return error;
  if (request.operation == Operation::kWindow) return CheckWindow(request);
  if (request.card == nullptr) return CheckKeyCharge(request.channel);
  const bool stores_key = request.customer_uid != nullptr;
  if (!stores_key && HasSetting(request.channel, "keyin_contract", "none"))
    return GetNiceError("A128").ToError();
  if (auto error = stores_key ? CheckBillingContract(request.channel) : MaybeError()) return error;
  if (auto error = CheckTestMid(kRules, request)) return error;
  return CheckCardFields(request);
}

/// US dollars are only accepted from cards in a window, and not in the old mobile window.
// FIDELITY: nice-dollars
MaybeError CheckDollars(const GatewayRequest& request) {
  if (request.order.amount.currency != Currency::kUsd) return std::nullopt;
  if (request.operation != Operation::kWindow) return GetNiceError("3056").ToError();
  if (!IsCardPayment(request)) return GetNiceError("A146").ToError();
  const bool old_mobile =
      request.device == Device::kMobile && !request.order.extra.Flag("niceMobileV2");
  return old_mobile ? GetNiceError("3055").ToError() : MaybeError();
}

/// If the window lists the months of instalments, only these are offered.
// FIDELITY: nice-quota
MaybeError CheckCardQuota(const GatewayRequest& request) {
  const Order& order = request.order;
  if (order.card_quota < 2 || !order.extra.Has("display.card_quota")) return std::nullopt;
  if (!HasSetting(request.channel, "card_quota", "exact")) return std::nullopt;
  const std::string months = std::to_string(order.card_quota);
  const auto listed = order.extra.List("display.card_quota");
  const bool offered = std::find(listed.begin(), listed.end(), months) != listed.end();
  return offered ? MaybeError() : GetNiceError("3022").ToError();
}

/// Whether card.detail enables a company. Later entries override earlier ones; "*" means all.
bool IsCompanyEnabled(const Parameters& params, std::string_view company) {
  bool enabled = true;
  for (std::size_t i = 0;; ++i) {
    const std::string line = "card.detail[" + std::to_string(i) + "]";
    if (!params.Has(line)) return enabled;
    const std::string_view code = params.Text(line + ".card_code");
    if (code == "*" || code == company) enabled = params.Flag(line + ".enabled");
  }
}

/// Checks that the window accepts the buyer's card.
// FIDELITY: nice-cards
MaybeError CheckCardCompany(const GatewayRequest& request) {
  if (!IsCardPayment(request)) return std::nullopt;
  const Parameters& params = request.order.extra;
  const std::string_view company = GetBuyerCardCompany(params, request.card).code;
  if (params.Has("card.direct")) {
    const std::string_view direct = params.Text("card.direct.code");
    if (FindCardCompany(direct) == nullptr) return GetNiceError("A121").ToError();
    if (direct != company) return GetNiceError("A222").ToError();
  }
  return IsCompanyEnabled(params, company) ? MaybeError() : GetNiceError("F118").ToError();
}

/// Only a fixed-amount (지정금액) contract may set the VAT, in a window and by REST.
// FIDELITY: nice-fixed-amount
MaybeError CheckVat(const GatewayRequest& request) {
  if (!request.order.vat_amount || HasSetting(request.channel, "tax_mode", "fixed"))
    return std::nullopt;
  request.Warn("vat_amount is for channels whose tax_mode is fixed");
  return GetNiceError("1615").ToError();
}

/// Interest-free instalments paid by the merchant and card points each need a contract.
MaybeError CheckOptionContracts(const GatewayRequest& request) {
  const Parameters& params = request.order.extra;
  const Channel& channel = request.channel;
  if (params.Flag("interest_free_by_merchant") && HasSetting(channel, "interest_free", "off")) {
    return GetNiceError("3033").ToError();
  }
  if (params.Flag("use_card_point") && HasSetting(channel, "card_points", "off")) {
    return GetNiceError("3091").ToError();
  }
  return std::nullopt;
}

/// Warns about parameters that a window accepts but ignores.
void WarnAboutWindow(const GatewayRequest& request) {
  const Parameters& params = request.order.extra;
  if (!params.Has("channelKey") && !params.Has("channel_key") && !params.Has("pg")) {
    request.Warn("neither channelKey nor pg was sent: the default channel is used");
  }
  const std::string_view language = params.Text("language");
  if (!language.empty() && language != "ko" && language != "en" && language != "zh") {
    request.Warn("language must be ko, en or zh, not " + std::string(language) +
                 ": the window is Korean");
  }
  const std::string_view mobile = params.Text("niceMobileV2");
  if (!mobile.empty() && mobile != "true" && mobile != "false") {
    request.Warn("niceMobileV2 must be true or false, not " + std::string(mobile));
  }
  const bool newer = request.device == Device::kMobile && params.Flag("niceMobileV2");
  if (params.Has("bypass.CardShowOpt") && !newer) {
    request.Warn("bypass.CardShowOpt is only read by the niceMobileV2 mobile window");
  }
}

MaybeError CheckOrder(const GatewayRequest& request) {
  MaybeError error = CheckDollars(request);
  if (!error) error = CheckVat(request);
  if (!error) error = CheckOptionContracts(request);
  if (error || request.operation != Operation::kWindow) return error;
  WarnAboutWindow(request);
  error = CheckCardQuota(request);
  return error ? error : CheckCardCompany(request);
}

/// Whether a cancellation names the tax amounts that a fixed-amount contract requires: exactly what
/// remains of each if all of the remaining amount is cancelled, otherwise no more than that.
// FIDELITY: nice-fixed-amount
bool HasValidTaxAmounts(const CancelContext& context) {
  const CancelRequest& request = context.request;
  if (!request.amount || !request.tax_free || !request.vat_amount) return false;
  const TaxParts left = ComputeBalance(context.payment).parts;
  const Money supply = *request.amount - *request.tax_free - *request.vat_amount;
  if (*request.amount == GetRemainingAmount(context.payment)) {
    return *request.tax_free == left.tax_free && *request.vat_amount == left.vat;
  }
  return supply.minor >= 0 && supply.minor <= left.supply.minor &&
         request.tax_free->minor <= left.tax_free.minor &&
         request.vat_amount->minor <= left.vat.minor;
}

/// Escrow payments can only be cancelled in full and, if the contract says so, only after the buyer
/// has confirmed or rejected the purchase.
// FIDELITY: nice-escrow
MaybeError CheckEscrow(const CancelContext& context) {
  const Payment& payment = context.payment;
  if (!payment.escrow) return std::nullopt;
  const auto& amount = context.request.amount;
  const bool is_partial = amount && !amount->IsZero() && *amount != payment.order.amount;
  if (is_partial) return GetNiceError("2052").ToError();
  const bool must_wait =
      HasSetting(context.channel, "escrow_cancel", "after_decision") && !payment.purchase_confirmed;
  return must_wait ? GetNiceError("2027").ToError() : MaybeError();
}

MaybeError CheckCancel(const CancelContext& context) {
  if (auto error = CheckMerchantKey(context.channel)) return error;
  if (HasSetting(context.channel, "cancel_password", "wrong"))
    return GetNiceError("2024").ToError();
  if (HasSetting(context.channel, "cancel_password", "missing"))
    return GetNiceError("2025").ToError();
  if (auto error = CheckEscrow(context)) return error;
  if (auto error = CheckTestMidCancel(kRules, context)) return error;
  const bool is_valid =
      !HasSetting(context.channel, "tax_mode", "fixed") || HasValidTaxAmounts(context);
  return is_valid ? MaybeError() : GetNiceError("1617").ToError();
}

/// A fixed-amount contract requires tax_free for a virtual account; others do not accept it.
// FIDELITY: nice-vbank
MaybeError CheckVbank(const Channel& channel, const VbankRequest& request) {
  if (auto error = CheckMerchantKey(channel)) return error;
  const bool matches_contract = request.has_tax_free == HasSetting(channel, "tax_mode", "fixed");
  return matches_contract ? MaybeError() : GetNiceError("1615").ToError();
}

/// Replaces digits 9 to 12 with stars, as observed: 95404900****1569.
std::string MaskNinthToTwelfth(std::string_view digits) {
  std::string masked(digits);
  for (std::size_t i = 8; i < masked.size() && i < 12; ++i)
    masked[i] = '*';
  return masked;
}

/// One key for each card. A card is identified by its masked number, as the full one is not stored.
// FIDELITY: nice-registered-card
KeyReservation MakeCardReservation(const GatewayRequest& request) {
  KeyReservation reservations;
  if (request.card == nullptr || !HasSetting(request.channel, "registered_card", "refuse"))
    return reservations;
  reservations.names.push_back("nice:" + request.channel.pg_id + ":" +
                               MaskNinthToTwelfth(request.card->number));
  return reservations;
}

constexpr std::array<Currency, 2> kCurrencies{Currency::kKrw, Currency::kUsd};
constexpr std::array<std::string_view, 1> kVbankRequired{"vbank_holder"};
constexpr std::array<AmountLimit, 1> kLimits{{
    {.below_min_error = GetNiceError("3041"),
     .methods = {PayMethod::kCard},
     .min_setting = kNiceMinimumAmountSetting},
}};

// FIDELITY: payment-forms
constexpr std::array<ReceiptUrlPattern, 1> kReceiptUrls{{
    {.url = "https://npg.nicepay.co.kr/issue/IssueLoader.do?TID={tid}&type=0&InnerWin=Y"},
}};

constexpr std::array<StandardCode, 1> kCompanies{{
    {"381", "국민KB카드"},
}};

constexpr std::array<KnownMerchantId, 4> kMerchantIds{{
    {"nictest00m"},
    {"nictest04m"},
    {"iamport00m"},
    {"iamport01m"},
}};

}  // namespace

// FIDELITY: nice
const GatewayRules kRules{
    .code = "nice",
    .name = "나이스페이먼츠 (구모듈)",
    .color = "#1d3d87",
    .default_pg_id = "nictest04m",
    .merchant_ids = kMerchantIds,
    .rest = kFullRest,
    .window = {.charges = true,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kPhone, PayMethod::kKakaopay},
               .wallets = {PayMethod::kKakaopay}},
    .format = {.transaction_numbers = kNiceTransactionNumbers,
               .receipt_urls = kReceiptUrls,
               .mask = {.from = 8},
               .empty_money_approval_number = true,
               .money_callback_card_number = "****",
               .companies = kCompanies},
    .onetime_charge_seconds = 1,
    .vbank = {.issue = true, .required = kVbankRequired, .due_in_past_error = GetNiceError("A108")},
    .cancel = {.requires_vat = true, .requires_tax_free = true, .tax_error = GetNiceError("1617")},
    .cash_receipts = {.issues = true,
                      .cancels = true,
                      .issues_external = true,
                      .cancels_external = true},
    .currencies = kCurrencies,
    .currency_error = GetNiceError("3052"),
    .limits = kLimits,
    // These rules allow every number of months up to the maximum; CheckCardQuota excludes months
    // that are not listed.
    .instalments = {.amount_error = GetNiceError("3024"),
                    .not_offered_error = GetNiceError("3022")},
    .card_errors = kNiceCardErrors,
    .cancel_errors = kNiceCancelErrors,
    .known_errors = kNiceErrors,
    .settings = kNiceSettings,
    .check_access = CheckAccess,
    .check_order = CheckOrder,
    .check_vbank = CheckVbank,
    .check_cancel = CheckCancel,
    .reservations = MakeCardReservation,
    .already_reserved_error = GetNiceError("F201"),
};

}  // namespace portone::gateways::nice
