// SPDX-License-Identifier: MIT
#include "web/certification_window.h"

#include <string>
#include <utility>

#include "api/codec/callback_json.h"
#include "api/codec/certification_json.h"
#include "api/decode_certification.h"
#include "api/serve.h"
#include "domain/page_rules.h"
#include "json/json.h"
#include "web/checkouts.h"
#include "web/read_checkout.h"

namespace portone::web {
namespace {

PageResult MakeRefusalResult(const scenario::CheckoutRequest& checkout,
                             const PageRefusal& refusal) {
  const MerchantUid merchant_uid = ReadMerchantUid(checkout.params);
  PageResult result;
  if (checkout.has_callback_function) {
    api::ReplyWriter json;
    api::EncodeCallback(json, merchant_uid, refusal);
    result.callback = json.Take();
  } else if (MustRedirect(checkout)) {
    if (const auto url = FindRedirectUrl(checkout)) {
      result.redirect_url = api::MakeCertificationRedirectUrl(*url, merchant_uid, refusal);
    } else {
      result.service_page = api::MakeServicePagePath(refusal);
    }
  }
  return result;
}

}  // namespace

Result<commands::CertificationCheckout> ReadCertification(const scenario::CheckoutRequest& checkout,
                                                          Tolerance tolerance) {
  PORTONE_TRY(commands::CertificationCheckout request,
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

PageResult MakeCertificationEndResult(const scenario::CheckoutRequest& checkout,
                                      const commands::CertificationCheckout& request,
                                      const commands::CertificationWindowState& window) {
  PageResult result;
  if (!window.reports_end || checkout.callback_is_lost) return result;
  const bool redirects = window.return_by == ReturnBy::kRedirect || MustRedirect(checkout);
  if (request.redirect_url && redirects) {
    result.redirect_url = api::MakeCertificationRedirectUrl(*request.redirect_url, window);
  } else if (MustRedirect(checkout) && window.page_refusal) {
    result.service_page = api::MakeCertificationServicePagePath(window);
  } else if (checkout.has_callback_function) {
    api::ReplyWriter json;
    api::EncodeCertificationCallback(json, window);
    result.callback = json.Take();
  }
  return result;
}

PageResult MakeCertificationNotOpenedResult(const scenario::CheckoutRequest& checkout,
                                            const Error& error) {
  if (error.code == Errc::kNoChannel) return MakeRefusalResult(checkout, MakeNoModuleRefusal());
  const ChannelChoice choice = ReadChannelChoice(checkout.params);
  return MakeRefusalResult(
      checkout, MakePageRefusal(CallbackFormat::kLong, error, ReadMerchantUid(checkout.params),
                                choice.pg.value_or(""), choice.channel_key.has_value()));
}

PageResult MakeCertificationNoMerchantResult(const scenario::CheckoutRequest& checkout) {
  return MakeRefusalResult(checkout, MakeNoMerchantRefusal());
}

Result<CertificationResult> RunCertification(engine::Sandbox& sandbox, const api::Request& request,
                                             const TierCode& tier,
                                             const scenario::CheckoutRequest& checkout) {
  const auto refuse = [&checkout](const Error& error) -> Result<CertificationResult> {
    if (error.code == Errc::kPoisoned) return error;
    return CertificationResult{MakeCertificationNotOpenedResult(checkout, error)};
  };
  const auto decoded = ReadCertification(checkout, sandbox.engine.tolerance());
  if (!decoded.ok()) return refuse(decoded.error());
  const Result<Done> known_tier = CheckTier(sandbox.engine, tier);
  if (!known_tier.ok()) return refuse(known_tier.error());
  const auto window = sandbox.engine.Run(api::MakeJournalRequest(request, tier), decoded.value());
  if (!window.ok()) return refuse(window.error());
  return CertificationResult{MakeCertificationEndResult(checkout, decoded.value(), window.value()),
                             window.value().certification};
}

}  // namespace portone::web
