// SPDX-License-Identifier: MIT
// Inicis' identity verification: no payments. Evidence:
// docs/behaviour/certifications.md#certification-gateways
#include "gateways/inicis_certification.h"
#include "gateways/registry.h"

namespace portone::gateways::inicis_unified {

extern const GatewayRules kRules;

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "inicis_unified",
    .name = "KG이니시스 통합인증",
    .color = "#d7202f",
    .default_pg_id = "MIIiasTest",
    .certification = kInicisCertification,
};

}  // namespace portone::gateways::inicis_unified
