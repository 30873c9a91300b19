// SPDX-License-Identifier: MIT
#include "api/codec/receipt_json.h"

#include <string_view>

#include "base/join.h"
#include "domain/number_pattern.h"
#include "gateways/registry.h"
#include "json/text.h"

namespace portone::api {
namespace {

/// The page of a receipt at a gateway whose pages are not known.
constexpr std::string_view kNeutralPage =
    "https://portone-emulator.invalid/cash-receipts/{gateway}/{tid}";

std::string MakeGatewayUrl(const Receipt& receipt) {
  const GatewayRules& rules = gateways::Get(receipt.pg);
  const std::string_view pattern = rules.cash_receipts.url;
  const std::string amount = FormatAmount(receipt.amount);
  // An order number may contain any character, even one that ends a parameter.
  const std::string order =
      json::PercentEncode(receipt.imp_uid ? receipt.imp_uid->text : receipt.merchant_uid.text);
  PatternValues values;
  values.gateway = rules.code;
  values.mid = receipt.pg_id;
  values.at = receipt.applied_at;
  values.tid = receipt.receipt_tid;
  values.imp_uid = order;
  values.amount = amount;
  return FormatPattern(pattern.empty() ? kNeutralPage : pattern, values);
}

}  // namespace

std::string MakeCashReceiptUrl(const ReplyOptions& options, const Receipt& receipt) {
  std::string url = MakeGatewayUrl(receipt);
  if (options.receipt_url_prefix.empty()) return url;
  constexpr std::string_view kAfterScheme = "://";
  const std::size_t host = url.find(kAfterScheme) + kAfterScheme.size();
  return Join({options.receipt_url_prefix, std::string_view(url).substr(host),
               url.find('?') == std::string::npos ? "?" : "&", "user_code=", options.user_code,
               "&receipt_tid=", receipt.receipt_tid});
}

void EncodeReceipt(ReplyWriter& json, const Receipt& receipt) {
  json.BeginObject();
  if (receipt.imp_uid) {
    json.Field("imp_uid", receipt.imp_uid->text);
  } else {
    json.Field("merchant_uid", receipt.merchant_uid.text);
  }
  json.Field("receipt_tid", receipt.receipt_tid)
      .Field("apply_num", receipt.apply_num)
      .Field("type", Name(receipt.type))
      .Field("amount", receipt.amount)
      .Field("vat", receipt.vat)
      .Field("receipt_url", MakeCashReceiptUrl(json.options(), receipt))
      .Field("applied_at", ToUnixSeconds(receipt.applied_at))
      .Field("cancelled_at", receipt.cancelled_at ? ToUnixSeconds(*receipt.cancelled_at) : 0)
      .EndObject();
}

}  // namespace portone::api
