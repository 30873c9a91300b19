// SPDX-License-Identifier: MIT
// A certification as replies show it, and as it is reported to the page of its window.
#pragma once

#include <optional>
#include <string>

#include "api/reply_writer.h"
#include "commands/certification_window.h"
#include "domain/certification.h"
#include "domain/page_rules.h"

namespace portone::api {

/// Keys in alphabetical order. Until the person is known, what would identify them is null or 0;
/// `phone` and `carrier` are there when the gateway tells them.
// FIDELITY: certification-object
void EncodeCertification(ReplyWriter& json, const Certification& certification);

/// What the callback of IMP.certification gets: seven keys on success, five on a refusal, three
/// when the gateway refused before it showed a page.
// FIDELITY: certification-callback
void EncodeCertificationCallback(ReplyWriter& json,
                                 const commands::CertificationWindowState& window);

/// The merchant's URL with the result appended to its query, before a fragment.
// FIDELITY: certification-callback
std::string MakeCertificationRedirectUrl(const std::string& url,
                                         const commands::CertificationWindowState& window);

/// The same for a window that PortOne itself does not open.
// FIDELITY: certification-callback
std::string MakeCertificationRedirectUrl(const std::string& url, const MerchantUid& merchant_uid,
                                         const PageRefusal& refusal);

/// The path of the service's own page, with its query, to which the script sends a page that has no
/// URL to return to. REQUIRES: it was refused, or closed.
// FIDELITY: certification-callback
std::string MakeCertificationServicePagePath(const commands::CertificationWindowState& window);

}  // namespace portone::api
