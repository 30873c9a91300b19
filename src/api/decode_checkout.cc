// SPDX-License-Identifier: MIT
#include "api/decode_checkout.h"

#include <algorithm>
#include <string>
#include <utility>

#include "api/decode.h"
#include "api/decode_redirect.h"
#include "domain/calendar.h"
#include "domain/errors.h"
#include "domain/texts.h"

namespace portone::api {
namespace {

constexpr std::int64_t kMaxQuota = 99;

Result<Done> CheckTypes(const Fields& params) {
  if (!params.Has("merchant_uid")) return errors::MissingParameter("merchant_uid");
  if (!params.IsString("merchant_uid")) {
    return errors::InvalidParameter("merchant_uid", texts::kNotOfTypeString);
  }
  if (params.Has("amount") && !params.IsNumber("amount")) {
    return errors::InvalidParameter("amount", texts::kNotOfTypeNumber);
  }
  return Done{};
}

/// "20301231", "2030-12-31", "203012312359", "20301231235959" or "2030-12-31 23:59:59", in Korean
/// time. A date alone means the last second of that day.
// FIDELITY: vbank-due
std::optional<Instant> ParseDue(std::string text) {
  std::erase_if(text, [](char c) { return c == '-' || c == ':' || c == ' ' || c == 'T'; });
  if (text.size() == 8) text += "235959";
  if (text.size() == 12) text += "00";
  if (text.size() != 14) return std::nullopt;
  return ParseIso(text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6, 2) + "T" +
                  text.substr(8, 2) + ":" + text.substr(10, 2) + ":" + text.substr(12, 2) +
                  "+09:00");
}

Result<std::optional<Instant>> DecodeVbankDue(const Fields& params) {
  PORTONE_TRY(const std::optional<std::string> text, params.OptionalText("vbank_due", kNoLimit));
  if (!text) return std::optional<Instant>();
  const auto due = ParseDue(*text);
  if (!due) {
    return errors::InvalidParameter("vbank_due", texts::kNotADueTime);
  }
  return due;
}

/// The instalment months fixed by card.direct. A quota of 60 or more also uses the card's points:
/// the months are then the quota minus 60 (minus 80 for Hyundai).
Result<int> DecodeQuota(const Fields& params) {
  constexpr std::string_view kHyundai = "367";
  const std::optional<Fields> card = params.Object("card");
  const std::optional<Fields> direct = card ? card->Object("direct") : std::nullopt;
  if (!direct) return 0;
  PORTONE_TRY(const auto quota, direct->OptionalInteger("quota", 0, kMaxQuota));
  PORTONE_TRY(const auto company, direct->OptionalText("code", kNoLimit));
  const int months = static_cast<int>(quota.value_or(0));
  const int points_offset = company == kHyundai ? 80 : 60;
  return months >= points_offset ? months - points_offset : months;
}

Result<std::optional<CardInput>> DecodeCardInfo(const Fields& params) {
  const std::optional<Fields> card = params.Object("card");
  const std::optional<Fields> info = card ? card->Object("info") : std::nullopt;
  if (!info) return std::optional<CardInput>();
  PORTONE_TRY(CardInput input, DecodeCard(*info, "number"));
  return std::optional(std::move(input));
}

/// Whether card.info.number is written "1234-1234-1234-1234".
bool HasDashedNumber(const Fields& params) {
  const std::optional<Fields> card = params.Object("card");
  const std::optional<Fields> info = card ? card->Object("info") : std::nullopt;
  if (!info) return false;
  const auto number = info->OptionalText("number", kNoLimit);
  return number.ok() && number.value() &&
         std::count(number.value()->begin(), number.value()->end(), '-') == 3;
}

/// A payment keeps the empty texts that its page sent.
// FIDELITY: callback
void KeepEmptyTexts(const Fields& params, Order& order) {
  const auto keep = [&params](const char* name, std::optional<std::string>& text) {
    if (!text && params.IsEmptyText(name)) text = "";
  };
  keep("name", order.name);
  keep("buyer_name", order.buyer.name);
  keep("buyer_email", order.buyer.email);
  keep("buyer_tel", order.buyer.tel);
  keep("buyer_addr", order.buyer.addr);
  keep("buyer_postcode", order.buyer.postcode);
  keep("custom_data", order.custom_data);
}

}  // namespace

Result<commands::Checkout> DecodeCheckout(const Fields& params) {
  commands::Checkout checkout;
  PORTONE_RETURN_IF_ERROR(CheckTypes(params));
  PORTONE_TRY(WindowOrder decoded, DecodeWindowOrder(params));
  checkout.order = std::move(decoded.order);
  KeepEmptyTexts(params, checkout.order);
  checkout.amounts = std::move(decoded.amounts);
  checkout.has_amount = params.Has("amount");
  checkout.order.extra = params.Flatten({}, "card.info");
  PORTONE_TRY(checkout.order.card_quota, DecodeQuota(params));
  PORTONE_TRY(checkout.channel, DecodeWindowChannel(params));
  PORTONE_TRY(checkout.pay_method, params.OptionalText("pay_method", 32));
  PORTONE_TRY(std::optional<std::string> customer_uid, params.OptionalText("customer_uid", 80));
  if (customer_uid) checkout.customer_uid = CustomerUid(*std::move(customer_uid));
  PORTONE_TRY(checkout.customer_id, params.OptionalText("customer_id", kNoLimit));
  PORTONE_TRY(checkout.card_info, DecodeCardInfo(params));
  if (checkout.card_info) {
    checkout.order.extra.Put("card.info", HasDashedNumber(params) ? "sent" : "without dashes");
  }
  PORTONE_TRY(checkout.redirect_url, DecodeRedirectUrl(params));
  PORTONE_TRY(checkout.confirm_url, params.OptionalText("confirm_url", kNoLimit));
  PORTONE_TRY(checkout.vbank_due, DecodeVbankDue(params));
  return checkout;
}

}  // namespace portone::api
