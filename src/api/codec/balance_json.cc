// SPDX-License-Identifier: MIT
#include "api/codec/balance_json.h"

namespace portone::api {
namespace {

void EncodeBlock(ReplyWriter& json, std::string_view name, const TaxParts& parts) {
  json.Key(name)
      .BeginObject()
      .Field("tax_free", parts.tax_free)
      .Field("supply", parts.supply)
      .Field("vat", parts.vat)
      .Field("service", 0)
      .EndObject();
}

void EncodeBlocks(ReplyWriter& json, const TaxParts& primary) {
  const Money nothing{0, primary.supply.currency};
  const TaxParts none{nothing, nothing, nothing};
  EncodeBlock(json, "cash_receipt", none);
  EncodeBlock(json, "primary", primary);
  EncodeBlock(json, "secondary", none);
  EncodeBlock(json, "discount", none);
}

}  // namespace

void EncodeBalance(ReplyWriter& json, const Balance& balance) {
  json.BeginObject().Field("amount", balance.amount);
  EncodeBlocks(json, balance.parts);
  json.Key("histories").BeginArray();
  for (const BalanceEntry& entry : balance.history) {
    json.BeginObject();
    EncodeBlocks(json, entry.parts);
    json.Field("created", ToUnixSeconds(entry.created)).EndObject();
  }
  json.EndArray().EndObject();
}

}  // namespace portone::api
