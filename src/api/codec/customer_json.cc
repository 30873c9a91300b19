// SPDX-License-Identifier: MIT
#include "api/codec/customer_json.h"

#include "api/codec/card_companies.h"
#include "gateways/registry.h"

namespace portone::api {
namespace {

bool UsesCurrentProfile(const ReplyWriter& json) {
  return json.options().profile == Profile::kCurrent;
}

/// The text, or null for an empty one.
std::optional<std::string> OrNull(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

// FIDELITY: payment-forms
void EncodeCard(ReplyWriter& json, const StoredCard& stored) {
  const bool is_current = UsesCurrentProfile(json);
  const Card& card = stored.card;
  const PaymentFormat& format = gateways::Get(stored.pg).format;
  const CardCompanies companies = FindCompanies(stored.pg, card);
  json.Field("card_code", OrNull(card.code));
  if (is_current) {
    json.Field("card_issuer_code", companies.issuer_code)
        .Field("card_issuer_name", companies.issuer_name);
  }
  json.Field("card_name", OrNull(card.name))
      .Field("card_number", format.keys_show_number ? OrNull(card.number) : std::nullopt);
  if (is_current) {
    json.Field("card_publisher_code", companies.publisher_code)
        .Field("card_publisher_name", companies.publisher_name);
  }
  if (card.code.empty() || !format.keys_show_type || !card.type) {
    json.Field("card_type", nullptr);
  } else {
    json.Field("card_type", *card.type);
  }
}

void EncodeOrdinaryKey(ReplyWriter& json, const BillingKey& key) {
  json.BeginObject();
  EncodeCard(json, key);
  json.Field("customer_addr", key.customer.addr).Field("customer_email", key.customer.email);
  // FIDELITY: profile
  if (UsesCurrentProfile(json)) json.Field("customer_id", key.customer_id);
  json.Field("customer_name", key.customer.name)
      .Field("customer_postcode", key.customer.postcode)
      .Field("customer_tel", key.customer.tel)
      .Field("customer_uid", key.customer_uid.text)
      .Field("inserted", ToUnixSeconds(key.inserted))
      .Field("pg_id", key.pg_id)
      .Field("pg_provider", key.pg.text);
  if (UsesCurrentProfile(json)) json.Field("sandbox", true);
  json.Field("updated", ToUnixSeconds(key.updated)).EndObject();
}

void EncodeSucceededChannel(ReplyWriter& json, const StoredCard& stored) {
  json.BeginObject().Field("pg_provider", stored.pg.text).Field("pg_id", stored.pg_id);
  EncodeCard(json, stored);
  json.Field("inserted", ToUnixSeconds(stored.inserted))
      .Field("updated", ToUnixSeconds(stored.updated))
      .EndObject();
}

void EncodeFailedChannel(ReplyWriter& json, const FailedChannel& failed) {
  const bool is_invalid_request = failed.type == ChannelFailure::kInvalidRequest;
  json.BeginObject()
      .Field("type", is_invalid_request ? "INVALID_REQUEST" : "PG_PROVIDER")
      .Field("message", failed.message)
      .Field("pg_provider", failed.pg.text)
      .Field("pg_id", failed.pg_id)
      .EndObject();
}

// FIDELITY: super-billing-keys
void EncodeSuperKey(ReplyWriter& json, const BillingKey& key, const KeyGroup& group) {
  json.BeginObject()
      .Field("customer_uid", key.customer_uid.text)
      .Field("channelGroupId", group.channel_group_id.text);
  if (UsesCurrentProfile(json)) json.Field("customer_id", key.customer_id);
  json.Field("customer_name", key.customer.name)
      .Field("customer_tel", key.customer.tel)
      .Field("customer_email", key.customer.email)
      .Field("customer_addr", key.customer.addr)
      .Field("customer_postcode", key.customer.postcode);
  json.Key("succeededChannels").BeginArray();
  EncodeSucceededChannel(json, key);
  for (const StoredCard& other : group.other_cards)
    EncodeSucceededChannel(json, other);
  json.EndArray().Key("failedChannels").BeginArray();
  for (const FailedChannel& failed : group.failed_channels)
    EncodeFailedChannel(json, failed);
  json.EndArray().EndObject();
}

}  // namespace

void EncodeCustomer(ReplyWriter& json, const BillingKey& key) {
  if (key.group) {
    EncodeSuperKey(json, key, *key.group);
  } else {
    EncodeOrdinaryKey(json, key);
  }
}

void EncodeCustomers(ReplyWriter& json, const commands::LookupResult<BillingKey>& found) {
  json.BeginArray();
  for (const BillingKey& key : found.list)
    EncodeCustomer(json, key);
  json.EndArray();
}

}  // namespace portone::api
