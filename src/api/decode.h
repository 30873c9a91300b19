// SPDX-License-Identifier: MIT
// Decoders for parameters that several operations share: order, buyer, card, channel, page.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "api/fields.h"
#include "api/request.h"
#include "base/enum_names.h"
#include "commands/page.h"
#include "domain/amount_text.h"
#include "domain/card.h"
#include "domain/errors.h"
#include "domain/merchant.h"
#include "domain/order.h"
#include "domain/texts.h"

namespace portone::api {

/// Whether an amount of zero is allowed; if so, `amount` may be omitted.
enum class AmountRule : std::uint8_t { kPositive, kMayBeZero };

/// The value of an enum by its name; nullopt when it is absent. Errors: InvalidParameter, which
/// lists the names.
template <NamedEnum E>
Result<std::optional<E>> DecodeEnum(const Fields& fields, std::string_view name) {
  PORTONE_TRY(const std::optional<std::string> text, fields.OptionalText(name, kNoLimit));
  if (!text) return std::optional<E>();
  const std::optional<E> value = Parse<E>(*text);
  if (!value) return errors::InvalidParameter(fields.GetPath(name), texts::NotOneOf(Names<E>()));
  return value;
}

/// merchant_uid: required; a switch decides about one over kMaxMerchantUidLength, and one over 256
/// characters is refused. Errors: MissingParameter, InvalidParameter, TooLong.
// FIDELITY: long-merchant-uid
Result<MerchantUid> DecodeMerchantUid(const Fields& fields);

/// The same for a merchant_uid of a call's path, under which something is to be stored. Errors:
/// TooLong.
// FIDELITY: long-merchant-uid
Result<MerchantUid> DecodePathMerchantUid(const Fields& fields, std::string merchant_uid);

/// merchant_uid, amount, currency (by default won), tax_free, vat_amount, name, buyer_*,
/// card_quota, custom_data, notice_url; gateway-specific parameters go into `extra`. Errors:
/// MissingParameter, InvalidParameter, TooLong.
// FIDELITY: order-parameters
Result<Order> DecodeOrder(const Fields& fields, AmountRule rule = AmountRule::kPositive);

struct WindowOrder {
  Order order;
  /// Set when the request has no currency: `order` then has no amounts.
  std::optional<OrderAmountTexts> amounts;
};

/// As `DecodeOrder` for a payment window, where the channel decides the default currency. The
/// amounts may be zero.
Result<WindowOrder> DecodeWindowOrder(const Fields& fields);

/// currency: a supported currency code. Errors: InvalidParameter.
Result<std::optional<Currency>> DecodeOptionalCurrency(const Fields& fields);

/// card_number (or the parameter named by `number`), expiry, birth, pwd_2digit, cvc. Errors:
/// MissingParameter for the first two.
Result<CardInput> DecodeCard(const Fields& fields, std::string_view number = "card_number");

/// As `DecodeCard`; nullopt when there is no card_number.
Result<std::optional<CardInput>> DecodeOptionalCard(const Fields& fields);

/// channel_key, pg.
Result<ChannelChoice> DecodeChannel(const Fields& fields);

/// The same where one of them is required: by switch, for clients from before channels send
/// neither. Errors: MissingParameter.
// FIDELITY: undocumented-requests
Result<ChannelChoice> DecodeRequiredChannel(const Fields& fields);

/// The same for a page's parameters, which may also name the channel by channelKey.
Result<ChannelChoice> DecodeWindowChannel(const Fields& params);

/// A channel group, at most 55 characters. `name` is the parameter, which differs by operation.
Result<std::optional<ChannelGroupId>> DecodeChannelGroup(const Fields& fields,
                                                         std::string_view name);

/// customer_name, customer_tel, ...
Result<Buyer> DecodeCustomer(const Fields& fields);

/// Required, at most 80 characters.
Result<CustomerUid> DecodeCustomerUid(const Fields& fields);

/// page (from 1; 0 means 1 where undocumented requests are accepted), with the fixed page size of
/// 20. Errors: InvalidParameter.
Result<commands::PageRequest> DecodePageNumber(const Fields& fields);

/// page, as above, and limit (1 to 1,000, default 20). Errors: InvalidParameter.
Result<commands::PageRequest> DecodePage(const Fields& fields);

/// The client's User-Agent; nullopt when it is missing or not UTF-8.
std::optional<std::string> ReadUserAgent(const Request& request);

}  // namespace portone::api
