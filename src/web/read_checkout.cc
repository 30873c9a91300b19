// SPDX-License-Identifier: MIT
#include "web/read_checkout.h"

#include <utility>

#include "api/decode.h"
#include "api/decode_checkout.h"
#include "api/fields.h"
#include "json/json.h"

namespace portone::web {
namespace {

/// The buyer's browser: as stated, else the caller's if it is one, else one of the device.
// FIDELITY: window
std::string ChooseUserAgent(const api::Request& request,
                            const scenario::CheckoutRequest& checkout_request) {
  constexpr const char* kOnPc =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
      "Chrome/120.0.0.0 Safari/537.36";
  constexpr const char* kOnMobile =
      "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
      "Chrome/120.0.0.0 Mobile Safari/537.36";
  if (checkout_request.user_agent) return *checkout_request.user_agent;
  const std::optional<std::string> callers = api::ReadUserAgent(request);
  if (callers && callers->starts_with("Mozilla/")) return *callers;
  return checkout_request.device == Device::kMobile ? kOnMobile : kOnPc;
}

}  // namespace

Result<commands::Checkout> ReadCheckout(const api::Request& request,
                                        const scenario::CheckoutRequest& checkout_request,
                                        Tolerance tolerance) {
  PORTONE_TRY(commands::Checkout checkout,
              api::DecodeCheckout(api::Fields(checkout_request.params, "", tolerance)));
  checkout.buyer_action = checkout_request.buyer_action;
  checkout.device = checkout_request.device;
  checkout.pays_with = checkout_request.pays_with;
  checkout.bank_code = checkout_request.bank_code;
  checkout.cash_receipt = checkout_request.cash_receipt;
  checkout.user_agent = ChooseUserAgent(request, checkout_request);
  if (checkout_request.card_quota) checkout.order.card_quota = *checkout_request.card_quota;
  checkout.buyers_card = checkout_request.card;
  return checkout;
}

std::optional<std::string> ReadText(const Json& params, const char* name) {
  const auto found = params.find(name);
  if (found == params.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

MerchantUid ReadMerchantUid(const Json& params) {
  return MerchantUid(ReadText(params, "merchant_uid").value_or(""));
}

ChannelChoice ReadChannelChoice(const Json& params) {
  ChannelChoice choice;
  choice.pg = ReadText(params, "pg");
  for (const char* name : {"channelKey", "channel_key"}) {
    if (auto key = ReadText(params, name)) choice.channel_key = ChannelKey(*std::move(key));
  }
  return choice;
}

}  // namespace portone::web
