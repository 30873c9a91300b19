// SPDX-License-Identifier: MIT
#include "api/codec/certification_json.h"

#include <string_view>

#include "api/codec/redirect_url.h"
#include "gateways/registry.h"

namespace portone::api {
namespace {

constexpr std::string_view kCertificationType = "certification";

/// A field of the person, or null until they are known.
template <class Text>
void PersonField(ReplyWriter& json, std::string_view key, const Person* person,
                 Text Person::*text) {
  json.Field(key, person == nullptr ? std::optional<std::string_view>() : person->*text);
}

void EncodeCarrier(ReplyWriter& json, const CertificationRules& rules,
                   const Certification& certification) {
  const bool is_hidden = certification.hides_phone || !rules.shows_carrier;
  if (!certification.is_certified() || is_hidden) return;
  json.Field("carrier", Name(certification.person->carrier));
}

void EncodeForeigner(ReplyWriter& json, const CertificationRules& rules, const Person* person) {
  json.Field("foreigner", person != nullptr && person->is_foreigner);
  if (json.options().profile != Profile::kCurrent) return;
  json.Key("foreigner_v2");
  if (person != nullptr && rules.has_foreigner_v2) {
    json.Bool(person->is_foreigner);
  } else {
    json.Null();
  }
}

}  // namespace

void EncodeCertification(ReplyWriter& json, const Certification& certification) {
  const CertificationRules& rules = gateways::Get(certification.pg).certification;
  const Person* person = certification.is_certified() ? &*certification.person : nullptr;
  json.BeginObject().Field("birth", person == nullptr ? 0 : ToUnixSeconds(GetBirth(*person)));
  PersonField(json, "birthday", person, &Person::birthday);
  EncodeCarrier(json, rules, certification);
  json.Field("certified", certification.is_certified())
      .Field("certified_at",
             certification.certified_at ? ToUnixSeconds(*certification.certified_at) : 0);
  EncodeForeigner(json, rules, person);
  json.Field("gender", person == nullptr ? std::optional<std::string_view>()
                                         : std::optional(Name(person->gender)))
      .Field("imp_uid", certification.imp_uid.text)
      .Field("merchant_uid", certification.merchant_uid.text);
  PersonField(json, "name", person, &Person::name);
  json.Field("origin", certification.origin)
      .Field("pg_provider", certification.pg.text)
      .Field("pg_tid", certification.pg_tid);
  if (person != nullptr && !certification.hides_phone) json.Field("phone", person->phone);
  if (rules.has_unique_in_site) {
    PersonField(json, "unique_in_site", person, &Person::unique_in_site);
  } else {
    json.Field("unique_in_site", nullptr);
  }
  PersonField(json, "unique_key", person, &Person::unique_key);
  json.EndObject();
}

void EncodeCertificationCallback(ReplyWriter& json,
                                 const commands::CertificationWindowState& window) {
  const Certification& certification = window.certification;
  json.BeginObject();
  if (!window.page_refusal) {
    json.Field("error_code", nullptr)
        .Field("error_msg", nullptr)
        .Field("imp_uid", certification.imp_uid.text)
        .Field("merchant_uid", certification.merchant_uid.text)
        .Field("pg_provider", certification.pg.text)
        .Field("pg_type", kCertificationType)
        .Field("success", true)
        .EndObject();
    return;
  }
  json.Field("error_code", window.page_refusal->code)
      .Field("error_msg", window.page_refusal->message);
  if (window.includes_ids) {
    json.Field("imp_uid", certification.imp_uid.text)
        .Field("merchant_uid", certification.merchant_uid.text);
  }
  json.Field("success", false).EndObject();
}

std::string MakeCertificationRedirectUrl(const std::string& url,
                                         const commands::CertificationWindowState& window) {
  const std::string& imp_uid = window.certification.imp_uid.text;
  const std::string& merchant_uid = window.certification.merchant_uid.text;
  if (!window.page_refusal) {
    return AppendQuery(url,
                       {{"imp_uid", imp_uid}, {"merchant_uid", merchant_uid}, {"success", "true"}});
  }
  return AppendQuery(url, {{"imp_uid", window.includes_ids ? imp_uid : ""},
                           {"merchant_uid", merchant_uid},
                           {"success", "false"},
                           {"error_code", window.page_refusal->code},
                           {"error_msg", window.page_refusal->message}});
}

std::string MakeCertificationRedirectUrl(const std::string& url, const MerchantUid& merchant_uid,
                                         const PageRefusal& refusal) {
  if (refusal.code.empty()) {
    return AppendQuery(url, {{"imp_uid", ""},
                             {"merchant_uid", merchant_uid.text},
                             {"success", "false"},
                             {"error_msg", refusal.message}});
  }
  return AppendQuery(url, {{"imp_uid", ""},
                           {"merchant_uid", merchant_uid.text},
                           {"success", "false"},
                           {"error_code", refusal.code},
                           {"error_msg", refusal.message}});
}

std::string MakeCertificationServicePagePath(const commands::CertificationWindowState& window) {
  return AppendQuery(kFailurePage,
                     {{"imp_uid", window.includes_ids ? window.certification.imp_uid.text : ""},
                      {"success", "false"},
                      {"error_msg", window.page_refusal->message}});
}

}  // namespace portone::api
