// SPDX-License-Identifier: MIT
// Routes of the OpenAPI tag "escrow.logis": the delivery of an escrow payment's goods.
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "api/routes/tags.h"
#include "api/serve.h"
#include "commands/escrow.h"
#include "domain/card.h"
#include "domain/errors.h"
#include "domain/texts.h"

namespace portone::api {
namespace {

constexpr std::size_t kMaxProducts = 100;

constexpr std::array<std::string_view, 4> kPersonKeys{"name", "tel", "addr", "postcode"};
constexpr std::array<std::string_view, 1> kSenderKeys{"relationship"};
constexpr std::array<std::string_view, 2> kAddressKeys{"address_line_1", "address_line_2"};
constexpr std::array<std::string_view, 7> kProductKeys{"id",       "name",     "code", "amount",
                                                       "currency", "quantity", "tag"};

/// Reads texts of an object into `shipping`, under the object's name. Absent and empty are
/// equivalent. Errors: InvalidParameter.
Result<Done> ReadStrings(const Fields& object, const std::string& name,
                         std::span<const std::string_view> texts, Parameters& shipping) {
  for (const std::string_view key : texts) {
    PORTONE_TRY(std::optional<std::string> text, object.OptionalText(key, kNoLimit));
    if (text) shipping.Put(name + "." + std::string(key), *std::move(text));
  }
  return Done{};
}

/// Errors: MissingParameter, InvalidParameter (no object).
Result<Fields> DecodeObject(const Fields& fields, std::string_view name) {
  if (!fields.Has(name)) return errors::MissingParameter(fields.GetPath(name));
  const std::optional<Fields> object = fields.Object(name);
  if (!object) return errors::InvalidParameter(fields.GetPath(name), texts::kNotAnObject);
  return *object;
}

/// `sender` or `receiver`.
Result<Done> DecodePerson(const Fields& fields, const std::string& name, Parameters& shipping) {
  PORTONE_TRY(const Fields person, DecodeObject(fields, name));
  PORTONE_RETURN_IF_ERROR(ReadStrings(person, name, kPersonKeys, shipping));
  if (name == "sender") PORTONE_RETURN_IF_ERROR(ReadStrings(person, name, kSenderKeys, shipping));
  if (!person.Has("formed_address")) return Done{};
  PORTONE_TRY(const Fields address, DecodeObject(person, "formed_address"));
  return ReadStrings(address, name + ".formed_address", kAddressKeys, shipping);
}

Result<Done> DecodeProducts(const Fields& fields, Parameters& shipping) {
  if (!fields.Has("products")) return Done{};
  PORTONE_TRY(const std::vector<Fields> products, fields.RequiredList("products"));
  if (products.size() > kMaxProducts)
    return errors::InvalidParameter(fields.GetPath("products"), texts::kTooManyItems);
  for (std::size_t i = 0; i < products.size(); ++i) {
    const Fields& product = products[i];
    PORTONE_RETURN_IF_ERROR(product.RequiredText("id", kNoLimit));
    PORTONE_RETURN_IF_ERROR(product.RequiredText("name", kNoLimit));
    PORTONE_RETURN_IF_ERROR(product.RequiredAmount("amount", Currency::kKrw));
    PORTONE_RETURN_IF_ERROR(product.OptionalInteger("quantity", 1, 1'000'000'000));
    PORTONE_RETURN_IF_ERROR(
        ReadStrings(product, "products[" + std::to_string(i) + "]", kProductKeys, shipping));
  }
  return Done{};
}

/// "20240131", as text.
Result<Done> CheckDay(const Fields& logis, std::string_view name) {
  constexpr std::size_t kDigits = 8;
  PORTONE_TRY(const std::optional<std::string> day, logis.OptionalText(name, kNoLimit));
  if (!day || (day->size() == kDigits && AllDigits(*day))) return Done{};
  return errors::InvalidParameter(logis.GetPath(name), texts::kNotADate);
}

Result<commands::DeliveryDetails> DecodeDetails(const Fields& fields) {
  constexpr std::array<std::string_view, 2> kLogisKeys{"receiving_at", "address"};
  commands::DeliveryDetails details;
  PORTONE_RETURN_IF_ERROR(DecodePerson(fields, "sender", details.shipping));
  PORTONE_RETURN_IF_ERROR(DecodePerson(fields, "receiver", details.shipping));
  PORTONE_TRY(const Fields logis, DecodeObject(fields, "logis"));
  PORTONE_TRY(details.company, logis.RequiredText("company", kNoLimit));
  PORTONE_TRY(details.invoice, logis.RequiredText("invoice", kNoLimit));
  PORTONE_TRY(details.sent_at, logis.RequiredUnixTime("sent_at"));
  PORTONE_RETURN_IF_ERROR(CheckDay(logis, "receiving_at"));
  PORTONE_RETURN_IF_ERROR(ReadStrings(logis, "logis", kLogisKeys, details.shipping));
  PORTONE_RETURN_IF_ERROR(DecodeProducts(fields, details.shipping));
  return details;
}

/// `send_email` is validated but has no effect.
Result<commands::RegisterEscrowDelivery> DecodeRegisterEscrowDelivery(const Call& call) {
  PORTONE_TRY(commands::DeliveryDetails details, DecodeDetails(call.fields));
  PORTONE_RETURN_IF_ERROR(call.fields.Flag("send_email", true));
  return commands::RegisterEscrowDelivery{ImpUid(call.path[0]), std::move(details)};
}

Result<commands::ChangeEscrowDelivery> DecodeChange(const Call& call) {
  PORTONE_TRY(commands::DeliveryDetails details, DecodeDetails(call.fields));
  return commands::ChangeEscrowDelivery{ImpUid(call.path[0]), std::move(details)};
}

Result<commands::FindEscrowDelivery> DecodeFindEscrowDelivery(const Call& call) {
  return commands::FindEscrowDelivery{ImpUid(call.path[0])};
}

/// REQUIRES: the payment has a delivery.
void EncodeDelivery(ReplyWriter& json, const Payment& payment) {
  const EscrowDelivery& delivery = *payment.escrow_delivery;
  json.BeginObject()
      .Field("company", delivery.company)
      .Field("invoice", delivery.invoice)
      .Field("sent_at", ToUnixSeconds(delivery.sent_at))
      .Field("applied_at", ToUnixSeconds(delivery.applied_at))
      .EndObject();
}

// FIDELITY: escrow
constexpr std::array kEscrowRoutes{
    Route{Method::kGet, "/escrows/logis/{imp_uid}", Access::kToken,
          Serve<DecodeFindEscrowDelivery, EncodeDelivery>},
    Route{Method::kPut, "/escrows/logis/{imp_uid}", Access::kToken,
          Serve<DecodeChange, EncodeDelivery>},
    Route{Method::kPost, "/escrows/logis/{imp_uid}", Access::kToken,
          Serve<DecodeRegisterEscrowDelivery, EncodeDelivery>},
};

}  // namespace

std::span<const Route> EscrowRoutes() {
  return kEscrowRoutes;
}

}  // namespace portone::api
