// SPDX-License-Identifier: MIT
#include "api/codec/customer_json.h"

namespace portone::api {

void EncodeCustomer(JsonWriter& json, const BillingKey& key) {
  json.BeginObject()
      .Field("card_code", key.card.code)
      .Field("card_issuer_code", nullptr)
      .Field("card_issuer_name", nullptr)
      .Field("card_name", key.card.name)
      .Field("card_number", key.card.number)
      .Field("card_publisher_code", nullptr)
      .Field("card_publisher_name", nullptr)
      .Field("card_type", key.card.type)
      .Field("customer_addr", key.customer.addr)
      .Field("customer_email", key.customer.email)
      .Field("customer_id", nullptr)
      .Field("customer_name", key.customer.name)
      .Field("customer_postcode", key.customer.postcode)
      .Field("customer_tel", key.customer.tel)
      .Field("customer_uid", key.customer_uid.text)
      .Field("inserted", UnixSeconds(key.inserted))
      .Field("pg_id", key.pg_id)
      .Field("pg_provider", key.pg.text)
      .Field("sandbox", true)
      .Field("updated", UnixSeconds(key.updated))
      .EndObject();
}

}  // namespace portone::api
