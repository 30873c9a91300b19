// SPDX-License-Identifier: MIT
// How Inicis certifies who somebody is, under either of its codes. Only for Inicis' own files.
// Evidence: docs/behaviour/certifications.md#certification-gateways
#pragma once

#include "domain/gateway_rules.h"

namespace portone::gateways {

// FIDELITY: certification-gateways
inline constexpr CertificationRules kInicisCertification{
    .window = true,
    .pg_tid = "INISA_{mid:10}{time}{digits:10}",
    .shows_carrier = false,
    .has_unique_in_site = false,
    .has_foreigner_v2 = true,
    .closes_silently = true,
};

}  // namespace portone::gateways
