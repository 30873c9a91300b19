// SPDX-License-Identifier: MIT
#include "web/certification_checkouts.h"

#include <string>
#include <utility>

#include "api/codec/callback_json.h"
#include "api/codec/certification_json.h"
#include "api/decode_certification.h"
#include "api/serve.h"
#include "domain/errors.h"
#include "domain/page_rules.h"
#include "json/json.h"
#include "web/checkouts.h"
#include "web/read_checkout.h"

namespace portone::web {

Result<commands::CertificationRequest> ReadCertification(
    const scenario::CheckoutRequest& checkout_request, Tolerance tolerance) {
  PORTONE_TRY(commands::CertificationRequest request,
              api::DecodeCertification(api::Fields(checkout_request.params, "", tolerance)));
  if (checkout_request.person) {
    const api::Fields person(*checkout_request.person, "person.", tolerance);
    PORTONE_TRY(request.person, api::DecodeEnteredPerson(person));
  }
  request.device = checkout_request.device;
  request.action = checkout_request.person_action;
  request.origin = checkout_request.origin;
  return request;
}

PageResult MakeCertificationEnd(const scenario::CheckoutRequest& checkout_request,
                                const commands::CertificationRequest& request,
                                const commands::CertificationState& window) {
  PageResult result;
  if (!window.reports_end || checkout_request.callback_is_lost) return result;
  const bool has_function = checkout_request.has_callback_function;
  const bool must_redirect = !has_function && request.device == Device::kMobile;
  const bool redirects = window.return_by == ReturnBy::kRedirect || must_redirect;
  if (request.redirect_url && redirects) {
    result.redirect_url = api::MakeCertificationUrl(*request.redirect_url, window);
  } else if (has_function) {
    api::ReplyWriter json;
    api::EncodeCertificationCallback(json, window);
    result.callback = json.Take();
  }
  return result;
}

PageResult MakeCertificationRefusal(const scenario::CheckoutRequest& checkout_request,
                                    const Error& error) {
  const Json& params = checkout_request.params;
  const ChannelChoice choice = FindChannel(params);
  const MerchantUid merchant_uid(FindText(params, "merchant_uid").value_or(""));
  const PageRefusal refusal =
      MakePageRefusal(CallbackFormat::kLong, error, merchant_uid, choice.pg.value_or(""),
                      choice.channel_key.has_value());
  PageResult result;
  if (checkout_request.has_callback_function) {
    api::ReplyWriter json;
    api::EncodeCallback(json, CallbackFormat::kLong, merchant_uid, refusal);
    result.callback = json.Take();
  } else if (checkout_request.device == Device::kMobile) {
    result.redirect_url =
        api::MakeCertificationUrl(FindText(params, "m_redirect_url"), merchant_uid, refusal);
  }
  return result;
}

Result<CertificationResult> RunCertification(engine::Sandbox& sandbox, const api::Request& request,
                                             const TierCode& tier,
                                             const scenario::CheckoutRequest& checkout_request) {
  engine::Engine& engine = sandbox.engine;
  const auto refuse = [&](const Error& error) -> Result<CertificationResult> {
    if (error.code == Errc::kPoisoned) return error;
    return CertificationResult{MakeCertificationRefusal(checkout_request, error)};
  };
  const Result<Done> known_tier = CheckTier(engine, tier);
  if (!known_tier.ok()) return refuse(known_tier.error());
  const auto certification = ReadCertification(checkout_request, engine.tolerance());
  if (!certification.ok()) return refuse(certification.error());
  const auto window = engine.Run(api::MakeCause(request, tier), certification.value());
  if (!window.ok()) return refuse(window.error());
  return CertificationResult{
      MakeCertificationEnd(checkout_request, certification.value(), window.value()),
      window.value().certification};
}

}  // namespace portone::web
