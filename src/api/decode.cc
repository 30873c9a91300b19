// SPDX-License-Identifier: MIT
#include "api/decode.h"

#include <algorithm>
#include <string>
#include <utility>

#include "domain/errors.h"
#include "domain/texts.h"
#include "json/text.h"

namespace portone::api {
namespace {

constexpr std::int64_t kMaxInstalmentMonths = 60;
constexpr std::size_t kMaxNoticeUrls = 100;
constexpr std::size_t kMaxLookupLength = 256;  // of a merchant_uid where it is looked up

Result<Money> DecodeAmount(const Fields& fields, Currency currency, AmountRule rule) {
  if (rule == AmountRule::kMayBeZero) {
    PORTONE_TRY(const std::optional<Money> amount, fields.OptionalAmount("amount", currency));
    return amount.value_or(Money{0, currency});
  }
  PORTONE_TRY(const Money amount, fields.RequiredAmount("amount", currency));
  if (amount.IsZero()) {
    return errors::InvalidParameter(fields.GetPath("amount"), texts::kNotPositive);
  }
  return amount;
}

Result<Buyer> DecodeBuyer(const Fields& fields) {
  Buyer buyer;
  PORTONE_TRY(buyer.name, fields.OptionalText("buyer_name", 16, TooLongPolicy::kTruncate));
  PORTONE_TRY(buyer.tel, fields.OptionalText("buyer_tel", 16, TooLongPolicy::kTruncate));
  PORTONE_TRY(buyer.email, fields.OptionalText("buyer_email", 64, TooLongPolicy::kTruncate));
  PORTONE_TRY(buyer.addr, fields.OptionalText("buyer_addr", 128, TooLongPolicy::kTruncate));
  PORTONE_TRY(buyer.postcode, fields.OptionalText("buyer_postcode", 8, TooLongPolicy::kTruncate));
  return buyer;
}

/// Decodes merchant_uid and currency. Returns the currency.
Result<std::optional<Currency>> DecodeOrderHead(const Fields& fields, Order& order) {
  PORTONE_TRY(order.merchant_uid, DecodeMerchantUid(fields));
  PORTONE_TRY(const std::optional<Currency> requested, DecodeOptionalCurrency(fields));
  order.currency_requested = requested.has_value();
  return requested;
}

Result<Done> DecodeAmounts(const Fields& fields, Currency currency, AmountRule rule, Order& order) {
  PORTONE_TRY(order.amount, DecodeAmount(fields, currency, rule));
  PORTONE_TRY(const std::optional<Money> tax_free, fields.OptionalAmount("tax_free", currency));
  order.tax_free = tax_free.value_or(Money{0, currency});
  PORTONE_TRY(order.vat_amount, fields.OptionalAmount("vat_amount", currency));
  return CheckTaxParts(order, fields.GetPath("tax_free"));
}

Result<OrderAmountTexts> DecodeAmountTexts(const Fields& fields) {
  OrderAmountTexts texts;
  PORTONE_TRY(texts.amount, fields.OptionalAmountText("amount"));
  PORTONE_TRY(texts.tax_free, fields.OptionalAmountText("tax_free"));
  PORTONE_TRY(texts.vat_amount, fields.OptionalAmountText("vat_amount"));
  return texts;
}

/// Decodes the parameters that come after the amounts.
Result<Done> DecodeOrderDetails(const Fields& fields, Order& order) {
  PORTONE_TRY(order.name, fields.OptionalText("name", 40, TooLongPolicy::kTruncate));
  PORTONE_TRY(order.buyer, DecodeBuyer(fields));
  PORTONE_TRY(const std::optional<std::int64_t> quota,
              fields.OptionalInteger("card_quota", 0, kMaxInstalmentMonths));
  order.card_quota = static_cast<int>(quota.value_or(0));
  PORTONE_TRY(order.custom_data, fields.OptionalJsonText("custom_data"));
  PORTONE_TRY(order.notice_urls, fields.Strings("notice_url", kNoLimit));
  if (order.notice_urls.size() > kMaxNoticeUrls)
    return errors::InvalidParameter("notice_url", texts::kTooManyUrls);
  order.extra = fields.Flatten({"extra", "bypass", "product_type", "product_count", "browser_ip",
                                "cash_receipt_type", "interest_free_by_merchant", "use_card_point",
                                "secure_3d_charge_id", "secure_3d_token", "customer_id"});
  return Done{};
}

std::size_t GetMerchantUidLimit(LongMerchantUid rule) {
  return rule == LongMerchantUid::kAccept ? kMaxLookupLength : kMaxMerchantUidLength;
}

}  // namespace

Result<MerchantUid> DecodeMerchantUid(const Fields& fields) {
  const LongMerchantUid rule = fields.tolerance().long_merchant_uid;
  const std::size_t limit = GetMerchantUidLimit(rule);
  PORTONE_TRY(std::string merchant_uid,
              fields.RequiredText("merchant_uid", limit,
                                  rule == LongMerchantUid::kTruncate ? TooLongPolicy::kTruncate
                                                                     : TooLongPolicy::kRefuse));
  return MerchantUid(std::move(merchant_uid));
}

Result<MerchantUid> DecodePathMerchantUid(const Fields& fields, std::string merchant_uid) {
  const LongMerchantUid rule = fields.tolerance().long_merchant_uid;
  const std::size_t limit = GetMerchantUidLimit(rule);
  if (rule == LongMerchantUid::kTruncate)
    merchant_uid = std::string(json::GetFirstCodePoints(merchant_uid, limit));
  if (CountCharacters(merchant_uid) > limit) return errors::TooLong("merchant_uid", limit);
  return MerchantUid(std::move(merchant_uid));
}

Result<Order> DecodeOrder(const Fields& fields, AmountRule rule) {
  Order order;
  PORTONE_TRY(const std::optional<Currency> requested, DecodeOrderHead(fields, order));
  PORTONE_RETURN_IF_ERROR(DecodeAmounts(fields, requested.value_or(Currency::kKrw), rule, order));
  PORTONE_RETURN_IF_ERROR(DecodeOrderDetails(fields, order));
  return order;
}

Result<WindowOrder> DecodeWindowOrder(const Fields& fields) {
  WindowOrder decoded;
  PORTONE_TRY(const std::optional<Currency> requested, DecodeOrderHead(fields, decoded.order));
  if (requested) {
    PORTONE_RETURN_IF_ERROR(
        DecodeAmounts(fields, *requested, AmountRule::kMayBeZero, decoded.order));
  } else {
    PORTONE_TRY(decoded.amounts, DecodeAmountTexts(fields));
  }
  PORTONE_RETURN_IF_ERROR(DecodeOrderDetails(fields, decoded.order));
  return decoded;
}

Result<std::optional<Currency>> DecodeOptionalCurrency(const Fields& fields) {
  PORTONE_TRY(const std::optional<std::string> code, fields.OptionalText("currency", 8));
  if (!code) return std::optional<Currency>();
  const std::optional<Currency> currency = FindCurrency(*code);
  if (!currency) {
    return errors::InvalidParameter(fields.GetPath("currency"), texts::kUnknownCurrency);
  }
  return currency;
}

Result<CardInput> DecodeCard(const Fields& fields, std::string_view number) {
  CardInput card;
  PORTONE_TRY(card.number, fields.RequiredText(number, kNoLimit));
  std::erase_if(card.number, [](char c) { return c == '-' || c == ' '; });
  PORTONE_TRY(card.expiry, fields.RequiredText("expiry", kNoLimit));
  PORTONE_TRY(card.birth, fields.OptionalText("birth", kNoLimit));
  PORTONE_TRY(card.pwd_2digit, fields.OptionalText("pwd_2digit", kNoLimit));
  PORTONE_TRY(card.cvc, fields.OptionalText("cvc", kNoLimit));
  return card;
}

Result<std::optional<CardInput>> DecodeOptionalCard(const Fields& fields) {
  PORTONE_TRY(const std::optional<std::string> number,
              fields.OptionalText("card_number", kNoLimit));
  if (!number) return std::optional<CardInput>();
  PORTONE_TRY(CardInput card, DecodeCard(fields));
  return std::optional(std::move(card));
}

Result<ChannelChoice> DecodeChannel(const Fields& fields) {
  ChannelChoice choice;
  PORTONE_TRY(std::optional<std::string> channel_key, fields.OptionalText("channel_key", 55));
  if (channel_key) choice.channel_key = ChannelKey(*std::move(channel_key));
  PORTONE_TRY(choice.pg, fields.OptionalText("pg", 80));
  return choice;
}

Result<ChannelChoice> DecodeRequiredChannel(const Fields& fields) {
  PORTONE_TRY(ChannelChoice choice, DecodeChannel(fields));
  const bool is_missing = !choice.channel_key && !choice.pg;
  if (is_missing && !fields.tolerance().accepts_undocumented())
    return errors::MissingParameter(fields.GetPath("channel_key"));
  return choice;
}

Result<ChannelChoice> DecodeWindowChannel(const Fields& params) {
  PORTONE_TRY(ChannelChoice choice, DecodeChannel(params));
  PORTONE_TRY(std::optional<std::string> key, params.OptionalText("channelKey", 55));
  if (key) choice.channel_key = ChannelKey(*std::move(key));
  return choice;
}

Result<std::optional<ChannelGroupId>> DecodeChannelGroup(const Fields& fields,
                                                         std::string_view name) {
  PORTONE_TRY(std::optional<std::string> text, fields.OptionalText(name, 55));
  if (!text) return std::optional<ChannelGroupId>();
  return std::optional(ChannelGroupId(*std::move(text)));
}

Result<Buyer> DecodeCustomer(const Fields& fields) {
  Buyer customer;
  PORTONE_TRY(customer.name, fields.OptionalText("customer_name", 20, TooLongPolicy::kTruncate));
  PORTONE_TRY(customer.tel, fields.OptionalText("customer_tel", 20, TooLongPolicy::kTruncate));
  PORTONE_TRY(customer.email, fields.OptionalText("customer_email", 200, TooLongPolicy::kTruncate));
  PORTONE_TRY(customer.addr, fields.OptionalText("customer_addr", 200, TooLongPolicy::kTruncate));
  PORTONE_TRY(customer.postcode,
              fields.OptionalText("customer_postcode", 8, TooLongPolicy::kTruncate));
  return customer;
}

Result<CustomerUid> DecodeCustomerUid(const Fields& fields) {
  PORTONE_TRY(std::string customer_uid, fields.RequiredText("customer_uid", 80));
  return CustomerUid(std::move(customer_uid));
}

Result<commands::PageRequest> DecodePageNumber(const Fields& fields) {
  constexpr std::int64_t kLastPage = 1'000'000'000;
  commands::PageRequest request;
  // FIDELITY: undocumented-values
  const std::int64_t first_page = fields.tolerance().accepts_undocumented() ? 0 : 1;
  PORTONE_TRY(const auto page, fields.OptionalInteger("page", first_page, kLastPage));
  if (page) request.page = static_cast<std::size_t>(std::max<std::int64_t>(*page, 1));
  return request;
}

Result<commands::PageRequest> DecodePage(const Fields& fields) {
  constexpr std::int64_t kMaxPageSize = 1000;
  PORTONE_TRY(commands::PageRequest request, DecodePageNumber(fields));
  PORTONE_TRY(const auto limit, fields.OptionalInteger("limit", 1, kMaxPageSize));
  if (limit) request.limit = static_cast<std::size_t>(*limit);
  return request;
}

std::optional<std::string> ReadUserAgent(const Request& request) {
  const std::string_view user_agent = request.FindHeader("User-Agent");
  if (user_agent.empty() || !json::IsUtf8(user_agent)) return std::nullopt;  // replies contain it
  return std::string(user_agent);
}

}  // namespace portone::api
