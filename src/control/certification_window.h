// SPDX-License-Identifier: MIT
// Runs a certification window without a browser.
#pragma once

#include "api/reply_writer.h"
#include "api/request.h"
#include "commands/certification_window.h"
#include "control/control_reply.h"
#include "engine/sandbox.h"
#include "scenario/checkout.h"

namespace portone::control {

/// The parameters of IMP.certification with all that `checkout` says besides. Errors: as
/// DecodeCertification and DecodeEnteredPerson.
Result<commands::CertificationRequest> DecodeCertificationCheckout(
    const scenario::CheckoutRequest& checkout, Tolerance tolerance);

/// Writes the members `callback` and `redirect_url`, either of which may be null: what the page of
/// a window learns of its end.
void WriteCertificationEnd(api::ReplyWriter& json, const scenario::CheckoutRequest& checkout,
                           const commands::CertificationRequest& request,
                           const commands::CertificationState& window);
/// The same for a window that PortOne itself does not open.
void WriteCertificationRefusal(api::ReplyWriter& json, const scenario::CheckoutRequest& checkout,
                               const Error& error);

/// Runs the window and replies with its end and the certification as the V1 API shows it. Errors:
/// those of a sandbox; any other is what the page is told. Thread-safe.
ControlResult<api::Reply> RunCertification(const api::Request& request, engine::Sandbox& sandbox,
                                           const scenario::CheckoutRequest& checkout);

}  // namespace portone::control
