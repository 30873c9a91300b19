// SPDX-License-Identifier: MIT
// Inicis' identity verification: no payments. Evidence:
// docs/behaviour/certifications.md#certification-gateways
#include "gateways/inicis_certification.h"
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kInicisUnified;

// FIDELITY: other-gateways
const GatewayRules kInicisUnified{
    .code = "inicis_unified",
    .name = "KG이니시스 통합인증",
    .color = "#d7202f",
    .default_pg_id = "MIIiasTest",
    .certification = kInicisCertification,
};

}  // namespace portone::gateways
