// SPDX-License-Identifier: MIT
#include "control/certification_window.h"

#include <optional>
#include <string>
#include <utility>

#include "api/codec/callback_json.h"
#include "api/codec/certification_json.h"
#include "api/decode_certification.h"
#include "api/serve.h"
#include "commands/tiers.h"
#include "control/control_parameters.h"
#include "domain/errors.h"
#include "domain/page_rules.h"
#include "json/json.h"

namespace portone::control {
namespace {

/// The text of a parameter as the page sent it, valid or not.
std::optional<std::string> FindText(const Json& params, const char* name) {
  const auto found = params.find(name);
  if (found == params.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

/// Errors: TierNotFound. A request without the header Tier is the merchant's own.
Result<Done> CheckTier(engine::Engine& engine, TierCode tier) {
  if (tier.empty()) return Done{};
  PORTONE_RETURN_IF_ERROR(engine.Query(commands::ReadTier{tier}));
  return Done{};
}

Result<commands::CertificationState> RunWindow(engine::Sandbox& sandbox, engine::ApiRequest cause,
                                               const commands::CertificationRequest& request) {
  PORTONE_RETURN_IF_ERROR(CheckTier(sandbox.engine, cause.tier));
  return sandbox.engine.Run(std::move(cause), request);
}

void WriteUrlOrNull(api::ReplyWriter& json, const std::optional<std::string>& url) {
  json.Key("redirect_url");
  if (url) {
    json.Text(*url);
  } else {
    json.Null();
  }
}

}  // namespace

Result<commands::CertificationRequest> DecodeCertificationCheckout(
    const scenario::CheckoutRequest& checkout, Tolerance tolerance) {
  PORTONE_TRY(commands::CertificationRequest request,
              api::DecodeCertification(api::Fields(checkout.params, "", tolerance)));
  if (checkout.person) {
    PORTONE_TRY(request.person,
                api::DecodeEnteredPerson(api::Fields(*checkout.person, "person.", tolerance)));
  }
  request.device = checkout.device;
  request.action = checkout.person_action;
  request.origin = checkout.origin;
  return request;
}

void WriteCertificationEnd(api::ReplyWriter& json, const scenario::CheckoutRequest& checkout,
                           const commands::CertificationRequest& request,
                           const commands::CertificationState& window) {
  const bool reports_end = window.reports_end && !checkout.callback_is_lost;
  // A page on a mobile without a callback function has no other way to learn of it.
  const bool must_redirect = !checkout.has_callback_function && checkout.device == Device::kMobile;
  const bool redirects =
      request.redirect_url && (window.return_by == ReturnBy::kRedirect || must_redirect);
  json.Key("callback");
  if (reports_end && !redirects && checkout.has_callback_function) {
    api::EncodeCertificationCallback(json, window);
  } else {
    json.Null();
  }
  std::optional<std::string> url;
  if (reports_end && redirects) url = api::MakeCertificationUrl(*request.redirect_url, window);
  WriteUrlOrNull(json, url);
}

void WriteCertificationRefusal(api::ReplyWriter& json, const scenario::CheckoutRequest& checkout,
                               const Error& error) {
  const MerchantUid merchant_uid(FindText(checkout.params, "merchant_uid").value_or(""));
  const bool names_key =
      FindText(checkout.params, "channelKey") || FindText(checkout.params, "channel_key");
  const PageRefusal refusal =
      MakePageRefusal(CallbackFormat::kLong, error, merchant_uid,
                      FindText(checkout.params, "pg").value_or(""), names_key);
  json.Key("callback");
  if (checkout.has_callback_function) {
    api::EncodeCallback(json, CallbackFormat::kLong, merchant_uid, refusal);
  } else {
    json.Null();
  }
  std::optional<std::string> url;
  if (!checkout.has_callback_function && checkout.device == Device::kMobile) {
    url = api::MakeCertificationUrl(FindText(checkout.params, "m_redirect_url"), merchant_uid,
                                    refusal);
  }
  WriteUrlOrNull(json, url);
}

ControlResult<api::Reply> RunCertification(const api::Request& request, engine::Sandbox& sandbox,
                                           const scenario::CheckoutRequest& checkout) {
  const auto decoded = DecodeCertificationCheckout(checkout, sandbox.engine.tolerance());
  const Result<commands::CertificationState> window =
      decoded.ok()
          ? RunWindow(sandbox, MakeCause(request, api::ReadTierHeader(request)), decoded.value())
          : decoded.error();
  if (!window.ok() && window.error().code == Errc::kPoisoned) return ToControlError(window.error());
  api::ReplyWriter json(api::MakeReplyOptions(request, sandbox));
  json.BeginObject();
  if (window.ok()) {
    WriteCertificationEnd(json, checkout, decoded.value(), window.value());
    json.Key("certification");
    EncodeCertification(json, window.value().certification);
  } else {
    WriteCertificationRefusal(json, checkout, window.error());
    json.Field("certification", nullptr);
  }
  json.EndObject();
  return JsonReply(json);
}

}  // namespace portone::control
