// SPDX-License-Identifier: MIT
// What is different about NICE payments' old module: keys by REST only, exact
// lists of instalments, fixed-amount contracts, dollars in some windows.
// Evidence: docs/fidelity.md#nice
#include <algorithm>
#include <array>

#include "domain/balance.h"
#include "domain/calendar.h"
#include "domain/cancellation.h"
#include "domain/card.h"
#include "domain/card_codes.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "domain/vbank.h"
#include "gateways/magic_cards.h"
#include "gateways/nice_codes.h"
#include "gateways/nice_settings.h"
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kNice;

namespace {

using MaybeFault = std::optional<GatewayFault>;

bool Is(const Channel& channel, std::string_view setting, std::string_view value) {
  return Setting(kNice, channel, setting) == value;
}

/// Everything that is sent to NICE is hashed with the key of the merchant.
MaybeFault WrongKey(const Channel& channel) {
  if (Is(channel, "merchant_key", "wrong")) return NiceText("A211").Fault();
  if (Is(channel, "merchant_key", "missing")) return NiceText("A301").Fault();
  return std::nullopt;
}

/// What the contract says of storing cards.
// FIDELITY: nice-contracts
MaybeFault NoKeys(const Channel& channel) {
  if (Is(channel, "billing_contract", "none")) return NiceText("F117").Fault();
  if (Is(channel, "billing_contract", "suspended")) return NiceText("F115").Fault();
  if (Is(channel, "billing_contract", "ended")) return NiceText("F116").Fault();
  return std::nullopt;
}

/// What it says of charging stored ones.
MaybeFault NoKeyCharges(const Channel& channel) {
  if (Is(channel, "billing_contract", "in_review")) return NiceText("CC84").Fault();
  if (!Is(channel, "billing_contract", "active")) return NiceText("8901").Fault();
  return std::nullopt;
}

/// What it demands beside number and expiry. Their content is not looked at.
MaybeFault MissingCardField(const GatewayAsk& ask) {
  const bool needs_birth = !Is(ask.channel, "card_fields", "number");
  const bool needs_password = Is(ask.channel, "card_fields", "birth_and_password");
  const bool complete =
      (!needs_birth || ask.card->birth) && (!needs_password || ask.card->pwd_2digit);
  return complete ? MaybeFault() : NiceText("A117").Fault();
}

bool UsesCard(const GatewayAsk& ask) {
  return ask.method == PayMethod::kCard;
}

/// Windows that lead to a card company at once are a feature that NICE turns
/// on, and a currency other than the won wants to know by what it is paid.
// FIDELITY: nice-window
MaybeFault WrongWindow(const GatewayAsk& ask) {
  const Parameters& said = ask.order.extra;
  if (UsesCard(ask) && said.Has("card.direct") && Is(ask.channel, "card_direct", "off")) {
    return NiceText("A302").Fault();
  }
  if (ask.order.amount.currency == Currency::kUsd && !said.Has("pay_method")) {
    return NiceText("A145").Fault();
  }
  return std::nullopt;
}

MaybeFault RefusedByContract(const GatewayAsk& ask) {
  if (ask.occasion == Occasion::kDelete) return std::nullopt;
  if (auto fault = WrongKey(ask.channel)) return fault;
  if (ask.occasion == Occasion::kWindow) return WrongWindow(ask);
  if (ask.card == nullptr) return NoKeyCharges(ask.channel);
  const bool stores = ask.customer_uid != nullptr;
  if (!stores && Is(ask.channel, "keyin_contract", "none")) return NiceText("A128").Fault();
  if (auto fault = stores ? NoKeys(ask.channel) : MaybeFault()) return fault;
  return MissingCardField(ask);
}

/// Dollars are taken from cards in a window; on a mobile the old one cannot.
// FIDELITY: nice-dollars
MaybeFault WrongDollars(const GatewayAsk& ask) {
  if (ask.order.amount.currency != Currency::kUsd) return std::nullopt;
  if (ask.occasion != Occasion::kWindow) return NiceText("3056").Fault();
  if (!UsesCard(ask)) return NiceText("A146").Fault();
  const bool old_mobile = ask.device == Device::kMobile && !ask.order.extra.Flag("niceMobileV2");
  return old_mobile ? NiceText("3055").Fault() : MaybeFault();
}

/// A list of months offers these and nothing between.
// FIDELITY: nice-quota
MaybeFault NotListed(const GatewayAsk& ask) {
  const Order& order = ask.order;
  if (order.card_quota < 2 || !order.extra.Has("display.card_quota")) return std::nullopt;
  if (!Is(ask.channel, "card_quota", "exact")) return std::nullopt;
  const std::string months = std::to_string(order.card_quota);
  const auto listed = order.extra.List("display.card_quota");
  const bool offered = std::find(listed.begin(), listed.end(), months) != listed.end();
  return offered ? MaybeFault() : NiceText("3022").Fault();
}

/// What card.detail says of a company, the later line over the earlier; "*"
/// means all.
bool Enabled(const Parameters& said, std::string_view company) {
  bool enabled = true;
  for (std::size_t i = 0;; ++i) {
    const std::string line = "card.detail[" + std::to_string(i) + "]";
    if (!said.Has(line)) return enabled;
    const std::string_view code = said.Text(line + ".card_code");
    if (code == "*" || code == company) enabled = said.Flag(line + ".enabled");
  }
}

/// The card that is typed must be one that the window takes.
// FIDELITY: nice-cards
MaybeFault WrongCompany(const GatewayAsk& ask) {
  if (!UsesCard(ask)) return std::nullopt;
  const Parameters& said = ask.order.extra;
  const std::string_view company = CompanyOfBuyer(said, ask.card).code;
  if (said.Has("card.direct")) {
    const std::string_view direct = said.Text("card.direct.code");
    if (FindCardCompany(direct) == nullptr) return NiceText("A121").Fault();
    if (direct != company) return NiceText("A222").Fault();
  }
  return Enabled(said, company) ? MaybeFault() : NiceText("F118").Fault();
}

/// Only a fixed-amount (지정금액) contract names its own VAT. By REST it passes
/// everywhere.
MaybeFault WrongVat(const GatewayAsk& ask) {
  if (!ask.order.vat_amount || Is(ask.channel, "tax_mode", "fixed")) return std::nullopt;
  if (ask.occasion == Occasion::kWindow) return NiceText("1615").Fault();
  ask.Warn("vat_amount is for channels whose tax_mode is fixed");
  return std::nullopt;
}

/// Interest at the merchant's cost and the card's points are each a contract.
MaybeFault NotAgreed(const GatewayAsk& ask) {
  const Parameters& said = ask.order.extra;
  const Channel& channel = ask.channel;
  if (said.Flag("interest_free_by_merchant") && Is(channel, "interest_free", "off")) {
    return NiceText("3033").Fault();
  }
  if (said.Flag("use_card_point") && Is(channel, "card_points", "off")) {
    return NiceText("3091").Fault();
  }
  return std::nullopt;
}

/// What a window takes and makes nothing of.
void WarnOfWindow(const GatewayAsk& ask) {
  const Parameters& said = ask.order.extra;
  if (!said.Has("channelKey") && !said.Has("channel_key") && !said.Has("pg")) {
    ask.Warn("neither channelKey nor pg was sent: the default channel is used");
  }
  const std::string_view language = said.Text("language");
  if (!language.empty() && language != "ko" && language != "en" && language != "zh") {
    ask.Warn("language is ko, en or zh, not " + std::string(language) + ": the window is Korean");
  }
  const std::string_view mobile = said.Text("niceMobileV2");
  if (!mobile.empty() && mobile != "true" && mobile != "false") {
    ask.Warn("niceMobileV2 is true or false, not " + std::string(mobile));
  }
  const bool newer = ask.device == Device::kMobile && said.Flag("niceMobileV2");
  if (said.Has("bypass.CardShowOpt") && !newer) {
    ask.Warn(
        "bypass.CardShowOpt is read by the mobile window of niceMobileV2 "
        "alone");
  }
}

MaybeFault RefusedOrder(const GatewayAsk& ask) {
  MaybeFault fault = WrongDollars(ask);
  if (!fault) fault = WrongVat(ask);
  if (!fault) fault = NotAgreed(ask);
  if (fault || ask.occasion != Occasion::kWindow) return fault;
  WarnOfWindow(ask);
  fault = NotListed(ask);
  return fault ? fault : WrongCompany(ask);
}

/// The parts of a cancellation by a fixed-amount contract: each as much as is
/// left of it, or when only a part is cancelled no more.
// FIDELITY: nice-fixed-amount
bool NamesExactTaxes(const CancelAsk& ask) {
  const CancelRequest& request = ask.request;
  if (!request.amount || !request.tax_free || !request.vat_amount) return false;
  const TaxParts left = BalanceOf(ask.payment).parts;
  const Money supply = *request.amount - *request.tax_free - *request.vat_amount;
  if (*request.amount == Remaining(ask.payment)) {
    return *request.tax_free == left.tax_free && *request.vat_amount == left.vat;
  }
  return supply.minor >= 0 && supply.minor <= left.supply.minor &&
         request.tax_free->minor <= left.tax_free.minor &&
         request.vat_amount->minor <= left.vat.minor;
}

/// An escrow's money is cancelled whole, and where the contract says so once
/// the buyer has decided.
// FIDELITY: nice-escrow
MaybeFault KeptInEscrow(const CancelAsk& ask) {
  const Payment& payment = ask.payment;
  if (!payment.escrow) return std::nullopt;
  const auto& amount = ask.request.amount;
  const bool part = amount && !amount->IsZero() && *amount != payment.order.amount;
  if (part) return NiceText("2052").Fault();
  const bool waits = Is(ask.channel, "escrow_cancel", "after_decision") && !payment.confirmed;
  return waits ? NiceText("2027").Fault() : MaybeFault();
}

MaybeFault RefusedCancel(const CancelAsk& ask) {
  if (auto fault = WrongKey(ask.channel)) return fault;
  if (Is(ask.channel, "cancel_password", "wrong")) return NiceText("2024").Fault();
  if (Is(ask.channel, "cancel_password", "missing")) return NiceText("2025").Fault();
  if (auto fault = KeptInEscrow(ask)) return fault;
  const bool exact = !Is(ask.channel, "tax_mode", "fixed") || NamesExactTaxes(ask);
  return exact ? MaybeFault() : NiceText("1617").Fault();
}

/// A fixed-amount contract needs tax_free for an account; any other takes none.
// FIDELITY: nice-vbank
MaybeFault RefusedAccount(const Channel& channel, const VbankRequest& request) {
  if (auto fault = WrongKey(channel)) return fault;
  const bool fits = request.names_tax_free == Is(channel, "tax_mode", "fixed");
  return fits ? MaybeFault() : NiceText("1615").Fault();
}

/// Digits 9 to 12 as stars, as recorded: 95404900****1569.
std::string MaskNinthToTwelfth(std::string_view digits) {
  std::string masked(digits);
  for (std::size_t i = 8; i < masked.size() && i < 12; ++i)
    masked[i] = '*';
  return masked;
}

/// A card is known by its masked number; all that may be remembered.
// FIDELITY: nice-registered-card
Claims OneKeyForCard(const GatewayAsk& ask) {
  Claims claims;
  if (ask.card == nullptr || !Is(ask.channel, "registered_card", "refuse")) return claims;
  claims.names.push_back("nice:" + ask.channel.pg_id + ":" + MaskNinthToTwelfth(ask.card->number));
  return claims;
}

/// The merchant id, "0116" ("0301" for a virtual account), the time in Korea
/// and four digits, as recorded.
std::string NiceTid(const TidSource& source) {
  const std::string four = std::to_string(source.number % 10'000);
  return std::string(source.pg_id) + (source.method == PayMethod::kVbank ? "0301" : "0116") +
         FormatKoreanDigits(source.at).substr(2) + std::string(4 - four.size(), '0') + four;
}

std::optional<std::string> IssueLoaderReceipt(const Payment& payment) {
  return "TID=" + payment.pg_tid.value_or("") + "&type=0&InnerWin=Y";
}

constexpr std::array<Requirement, 1> kRequired{{{"pay_method", {Occasion::kWindow}}}};
constexpr std::array<Currency, 2> kCurrencies{Currency::kKrw, Currency::kUsd};
constexpr std::array<std::string_view, 1> kVbankNeeds{"vbank_holder"};
constexpr std::array<AmountLimit, 1> kLimits{{
    {.least = 1'000, .below = NiceText("3041"), .methods = {PayMethod::kCard}},
}};

}  // namespace

// FIDELITY: nice
const GatewayRules kNice{
    .code = "nice",
    .name = "나이스페이먼츠 (구모듈)",
    .default_pg_id = "nictest04m",
    .rest = {.issue_key = true,
             .onetime = true,
             .onetime_keeps = true,
             .schedule_issues = true,
             .again = true},
    .window = {.pays = true,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kPhone, PayMethod::kKakaopay}},
    .vbank = {.issue = true, .required = kVbankNeeds, .due_in_past = NiceText("A108")},
    .cancel = {.repeats_vat = true, .repeats_tax_free = true, .taxes_refused = NiceText("1617")},
    .own = {.identity_type = false},
    .required = kRequired,
    .currencies = kCurrencies,
    .currency_refused = NiceText("3052"),
    .limits = kLimits,
    // Of a list up to its greatest by these facts; NotListed takes out what
    // lies between.
    .instalments = {.refused = NiceText("3024"), .not_offered = NiceText("3022")},
    .card_faults = kNiceCardFaults,
    .known_faults = kNiceCodes,
    .settings = kNiceSettings,
    .check_access = RefusedByContract,
    .check_order = RefusedOrder,
    .check_vbank = RefusedAccount,
    .check_cancel = RefusedCancel,
    .claims = OneKeyForCard,
    .claimed = NiceText("F201"),
    .pg_tid = NiceTid,
    .mask_card = MaskNinthToTwelfth,
    .receipt_query = IssueLoaderReceipt,
};

}  // namespace portone::gateways
