// SPDX-License-Identifier: MIT
// A certification from the parameters of IMP.certification to what the page receives.
#pragma once

#include <optional>

#include "api/request.h"
#include "commands/certification_window.h"
#include "domain/certification.h"
#include "domain/ids.h"
#include "domain/result.h"
#include "domain/switches.h"
#include "engine/sandbox.h"
#include "scenario/checkout.h"
#include "web/page_result.h"

namespace portone::web {

/// The parameters of IMP.certification with all that `checkout` says besides. Errors: as
/// DecodeCertification and DecodeEnteredPerson.
Result<commands::CertificationCheckout> ReadCertification(const scenario::CheckoutRequest& checkout,
                                                          Tolerance tolerance);

/// What the page of a window learns of its end. A page without a callback function on a
/// mobile device is redirected, even where others are notified by callback.
PageResult MakeCertificationEndResult(const scenario::CheckoutRequest& checkout,
                                      const commands::CertificationCheckout& request,
                                      const commands::CertificationWindowState& window);

/// The same for a window that PortOne itself does not open. REQUIRES: `error` is not Poisoned.
PageResult MakeCertificationNotOpenedResult(const scenario::CheckoutRequest& checkout,
                                            const Error& error);

/// The same for a user code that no merchant has.
PageResult MakeCertificationNoMerchantResult(const scenario::CheckoutRequest& checkout);

struct CertificationResult {
  PageResult page;
  std::optional<Certification> certification{};  ///< absent: the window was not opened
};

/// Runs the window that is asked for, under the sub-merchant `tier`, as `checkout` says beforehand.
/// What is refused before the window opens is a result, too. Errors: Poisoned. Thread-safe.
Result<CertificationResult> RunCertification(engine::Sandbox& sandbox, const api::Request& request,
                                             const TierCode& tier,
                                             const scenario::CheckoutRequest& checkout);

}  // namespace portone::web
