// SPDX-License-Identifier: MIT
// A certification from the parameters of IMP.certification to what the page learns, for callers
// that state beforehand what the person does; and the parts of it that windows in a browser use.
#pragma once

#include <optional>

#include "api/request.h"
#include "commands/certification_window.h"
#include "domain/ids.h"
#include "domain/result.h"
#include "domain/switches.h"
#include "engine/sandbox.h"
#include "scenario/checkout.h"
#include "web/page_result.h"

namespace portone::web {

struct CertificationResult {
  PageResult page;
  std::optional<Certification> certification{};  ///< absent: the window was not opened
};

/// The certification that is asked for. Errors: as DecodeCertification and DecodeEnteredPerson.
Result<commands::CertificationRequest> ReadCertification(
    const scenario::CheckoutRequest& checkout_request, Tolerance tolerance);

/// The end of a window. A page on a mobile without a callback function is redirected, where it has
/// said whereto.
// FIDELITY: certification-callback
PageResult MakeCertificationEnd(const scenario::CheckoutRequest& checkout_request,
                                const commands::CertificationRequest& request,
                                const commands::CertificationState& window);

/// A window that PortOne itself does not open. REQUIRES: `error` is not Poisoned.
// FIDELITY: certification-callback
PageResult MakeCertificationRefusal(const scenario::CheckoutRequest& checkout_request,
                                    const Error& error);

/// Runs the window that is asked for, under the sub-merchant `tier`. What is refused before the
/// window opens is a result, too. `request` is the one that asks. Errors: Poisoned. Thread-safe.
Result<CertificationResult> RunCertification(engine::Sandbox& sandbox, const api::Request& request,
                                             const TierCode& tier,
                                             const scenario::CheckoutRequest& checkout_request);

}  // namespace portone::web
