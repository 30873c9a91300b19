// SPDX-License-Identifier: MIT
// KCP's identity verification: no payments. Evidence: docs/gateways/others.md#other-gateways
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kKcpV2;

// FIDELITY: other-gateways
const GatewayRules kKcpV2{
    .code = "kcp_v2",
    .name = "NHN KCP 본인인증",
    .color = "#14459c",
    .default_pg_id = "kcpv2test",

};

}  // namespace portone::gateways
