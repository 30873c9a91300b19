// SPDX-License-Identifier: MIT
#include "api/decode_certification.h"

#include <string>
#include <utility>

#include "api/decode.h"
#include "api/decode_redirect.h"
#include "domain/errors.h"
#include "domain/texts.h"

namespace portone::api {
namespace {

constexpr std::size_t kMaxTextLength = 256;
constexpr std::int64_t kMaxAge = 150;

Result<std::optional<std::string>> DecodeOptionalPhone(const Fields& fields) {
  PORTONE_TRY(std::optional<std::string> phone, fields.OptionalText("phone", kMaxTextLength));
  if (phone) phone = KeepDigits(*phone);
  if (phone && phone->empty()) phone.reset();
  return phone;
}

/// The script's names of carriers. MVNO does not say in whose network, and an unknown one is for
/// the gateway to refuse.
std::optional<Carrier> ParseScriptCarrier(const std::optional<std::string>& carrier) {
  if (carrier == "SKT") return Carrier::kSkt;
  if (carrier == "KTF") return Carrier::kKt;
  if (carrier == "LGT") return Carrier::kLgt;
  return std::nullopt;
}

}  // namespace

Result<commands::CertificationCheckout> DecodeCertification(const Fields& params) {
  commands::CertificationCheckout request;
  PORTONE_TRY(std::optional<std::string> merchant_uid,
              params.OptionalText("merchant_uid", kMaxTextLength));
  if (merchant_uid) request.merchant_uid = MerchantUid(*std::move(merchant_uid));
  PORTONE_TRY(request.channel, DecodeWindowChannel(params));
  PORTONE_TRY(const auto min_age, params.OptionalInteger("min_age", 0, kMaxAge));
  if (min_age) request.min_age = static_cast<int>(*min_age);
  PORTONE_TRY(request.prefilled.name, params.OptionalText("name", kMaxTextLength));
  PORTONE_TRY(request.prefilled.phone, DecodeOptionalPhone(params));
  // The window would reject it, so the person has to enter one.
  if (request.prefilled.phone && !IsPhoneNumber(*request.prefilled.phone))
    request.prefilled.phone.reset();
  PORTONE_TRY(request.carrier, params.OptionalText("carrier", kMaxTextLength));
  request.prefilled.carrier = ParseScriptCarrier(request.carrier);
  PORTONE_TRY(request.redirect_url, DecodeRedirectUrl(params));
  PORTONE_TRY(request.is_popup, params.Flag("popup", false));
  return request;
}

Result<PersonDetails> DecodeEnteredPerson(const Fields& person) {
  PersonDetails details;
  PORTONE_TRY(details.name, person.OptionalText("name", kMaxTextLength));
  PORTONE_TRY(details.birthday, person.OptionalText("birthday", kNoLimit));
  if (details.birthday && !IsBirthday(*details.birthday))
    return errors::InvalidParameter(person.GetPath("birthday"), texts::kNotABirthday);
  PORTONE_TRY(details.gender, DecodeEnum<Gender>(person, "gender"));
  if (person.Has("foreigner")) {
    PORTONE_TRY(details.is_foreigner, person.Flag("foreigner", false));
  }
  PORTONE_TRY(details.phone, DecodeOptionalPhone(person));
  if (details.phone && !IsPhoneNumber(*details.phone))
    return errors::InvalidParameter(person.GetPath("phone"), texts::kNotAPhone);
  PORTONE_TRY(details.carrier, DecodeEnum<Carrier>(person, "carrier"));
  return details;
}

}  // namespace portone::api
