// SPDX-License-Identifier: MIT
// The parameters that several operations share: what is being ordered, by whom, with which card,
// over which channel.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "api/fields.h"
#include "api/request.h"
#include "commands/page.h"
#include "domain/card.h"
#include "domain/merchant.h"
#include "domain/order.h"

namespace portone::api {

/// Whether something may be ordered for nothing; then `amount` may be left out.
enum class Amount : std::uint8_t { kPositive, kMayBeZero };

/// merchant_uid, amount, currency, tax_free, vat_amount, name, buyer_*, card_quota, custom_data,
/// notice_url, and in `extra` what only some gateways read. Refused: MissingParameter,
/// InvalidParameter, TooLong.
// FIDELITY: order-parameters
/// `usual` is the currency where none is named.
Result<Order> DecodeOrder(const Fields& fields, Amount rule = Amount::kPositive,
                          Currency usual = Currency::kKrw);

/// currency: one that the gateways name. Refused: InvalidParameter.
Result<std::optional<Currency>> DecodeOptionalCurrency(const Fields& fields);

/// card_number (or as `number` spells it), expiry, birth, pwd_2digit, cvc. Refused:
/// MissingParameter for the first two.
Result<CardInput> DecodeCard(const Fields& fields, std::string_view number = "card_number");

/// The same, or nothing when there is no card_number.
Result<std::optional<CardInput>> DecodeOptionalCard(const Fields& fields);

/// channel_key, pg.
Result<ChannelChoice> DecodeChannel(const Fields& fields);

/// A channel group, at most 55 characters; operations spell the parameter differently.
Result<std::optional<ChannelGroupId>> DecodeGroup(const Fields& fields, std::string_view name);

/// customer_name, customer_tel, ...
Result<Buyer> DecodeCustomer(const Fields& fields);

/// Required, at most 80 characters.
Result<CustomerUid> DecodeCustomerUid(const Fields& fields);

/// page (from 1), of a list whose pages have 20 elements. Refused: InvalidParameter.
Result<commands::PageRequest> DecodePageNumber(const Fields& fields);

/// page (from 1) and limit (1 to 1,000, 20 without one). Refused: InvalidParameter.
Result<commands::PageRequest> DecodePage(const Fields& fields);

/// The caller's User-Agent.
std::optional<std::string> UserAgentOf(const Request& request);

}  // namespace portone::api
