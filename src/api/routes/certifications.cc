// SPDX-License-Identifier: MIT
// Routes of the OpenAPI tag "certifications".
#include "commands/certifications.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "api/codec/certification_json.h"
#include "api/decode.h"
#include "api/routes/tags.h"
#include "api/serve.h"
#include "commands/one_time_codes.h"
#include "domain/errors.h"
#include "domain/texts.h"

namespace portone::api {
namespace {

constexpr std::size_t kMaxNameLength = 64;
constexpr std::size_t kCodeDigits = 6;

Result<commands::FindCertification> DecodeFindCertification(const Call& call) {
  return commands::FindCertification{ImpUid(call.path[0])};
}

Result<commands::DeleteCertification> DecodeDelete(const Call& call) {
  return commands::DeleteCertification{ImpUid(call.path[0])};
}

/// The digits of a telephone number.
Result<std::string> DecodeRequiredPhone(const Fields& fields) {
  PORTONE_TRY(const std::string text, fields.RequiredText("phone", kNoLimit));
  std::string digits = KeepDigits(text);
  if (!IsPhoneNumber(digits))
    return errors::InvalidParameter(fields.GetPath("phone"), texts::kNotAPhone);
  return digits;
}

/// "YYMMDD", with any separators.
Result<std::string> DecodeBirthDigits(const Fields& fields) {
  PORTONE_TRY(const std::string text, fields.RequiredText("birth", kNoLimit));
  return KeepDigits(text);
}

Result<Carrier> DecodeCarrier(const Fields& fields, bool is_mvno) {
  PORTONE_TRY(const std::string text, fields.RequiredText("carrier", kNoLimit));
  const std::optional<Carrier> carrier = Parse<Carrier>(text);
  if (!carrier || *carrier >= Carrier::kSktMvno)
    return errors::InvalidParameter(fields.GetPath("carrier"), texts::NotOneOf("SKT, KT, LGT"));
  constexpr int kNetworks = static_cast<int>(Carrier::kSktMvno);
  return is_mvno ? static_cast<Carrier>(static_cast<int>(*carrier) + kNetworks) : *carrier;
}

Result<PersonDetails> DecodePerson(const Fields& fields) {
  PersonDetails person;
  PORTONE_TRY(person.name, fields.RequiredText("name", kMaxNameLength));
  PORTONE_TRY(person.phone, DecodeRequiredPhone(fields));
  PORTONE_TRY(const std::string birth, DecodeBirthDigits(fields));
  PORTONE_TRY(const std::int64_t digit, fields.RequiredInteger("gender_digit", 1, 8));
  person.birthday = ReadBirthday(birth, static_cast<int>(digit));
  if (!person.birthday) return errors::InvalidParameter(fields.GetPath("birth"), texts::kNotABirth);
  person.gender = digit % 2 == 1 ? Gender::kMale : Gender::kFemale;
  person.is_foreigner = digit > 4;
  PORTONE_TRY(const bool is_mvno, fields.Flag("is_mvno", false));
  PORTONE_TRY(person.carrier, DecodeCarrier(fields, is_mvno));
  return person;
}

Result<VerificationMethod> DecodeMethod(const Fields& fields) {
  PORTONE_TRY(const auto method, DecodeEnum<VerificationMethod>(fields, "verification_method"));
  return method.value_or(VerificationMethod::kSms);
}

/// `channel_key` is required since `pg` is deprecated; clients send either.
Result<ChannelChoice> DecodeOtpChannel(const Fields& fields) {
  PORTONE_TRY(ChannelChoice choice, DecodeChannel(fields));
  if (!choice.channel_key && !choice.pg)
    return errors::MissingParameter(fields.GetPath("channel_key"));
  return choice;
}

Result<commands::RequestOtp> DecodeRequestOtp(const Call& call) {
  const Fields& fields = call.fields;
  commands::RequestOtp command;
  PORTONE_TRY(command.person, DecodePerson(fields));
  PORTONE_TRY(command.channel, DecodeOtpChannel(fields));
  if (fields.Has("merchant_uid")) {
    PORTONE_TRY(command.merchant_uid, DecodeMerchantUid(fields));
  }
  PORTONE_TRY(command.method, DecodeMethod(fields));
  PORTONE_RETURN_IF_ERROR(fields.OptionalText("company", kNoLimit));
  command.extra = fields.Flatten({"bypass"});
  return command;
}

void EncodeRequested(ReplyWriter& json, const Certification& certification) {
  json.BeginObject().Field("imp_uid", certification.imp_uid.text).EndObject();
}

Result<commands::ConfirmOtp> DecodeConfirmOtp(const Call& call) {
  commands::ConfirmOtp command;
  command.imp_uid = ImpUid(call.path[0]);
  PORTONE_TRY(command.otp, call.fields.OptionalText("otp", kNoLimit));
  const bool is_valid = !command.otp || (command.otp->size() == kCodeDigits &&
                                         KeepDigits(*command.otp).size() == kCodeDigits);
  if (!is_valid) return errors::InvalidParameter(call.fields.GetPath("otp"), texts::kNotSixDigits);
  return command;
}

// FIDELITY: certifications
constexpr std::array kCertificationRoutes{
    Route{Method::kGet, "/certifications/{imp_uid}", Access::kToken,
          Serve<DecodeFindCertification, EncodeCertification>},
    Route{Method::kDelete, "/certifications/{imp_uid}", Access::kToken,
          Serve<DecodeDelete, EncodeCertification>},
    Route{Method::kPost, "/certifications/otp/request", Access::kToken,
          Serve<DecodeRequestOtp, EncodeRequested>},
    Route{Method::kPost, "/certifications/otp/confirm/{imp_uid}", Access::kToken,
          Serve<DecodeConfirmOtp, EncodeCertification>},
};

}  // namespace

std::span<const Route> CertificationRoutes() {
  return kCertificationRoutes;
}

}  // namespace portone::api
