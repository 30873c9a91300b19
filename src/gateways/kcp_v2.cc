// SPDX-License-Identifier: MIT
// KCP's identity verification: no payments. Evidence:
// docs/behaviour/certifications.md#certification-gateways
#include <array>
#include <string_view>

#include "gateways/registry.h"

namespace portone::gateways::kcp_v2 {

extern const GatewayRules kRules;

namespace {

constexpr std::array<std::string_view, 2> kMediaTypes{"MC01", "MC02"};
constexpr std::array<OtpParameter, 1> kOtpRequired{{{"bypass.kcpV2.media_type", kMediaTypes}}};

}  // namespace

// FIDELITY: other-gateways
// FIDELITY: certification-gateways
const GatewayRules kRules{
    .code = "kcp_v2",
    .name = "NHN KCP 본인인증",
    .color = "#14459c",
    .default_pg_id = "kcpv2test",
    .certification = {.window = true,
                      .otp = true,
                      .app = true,
                      .pg_tid = "{time}{digits:10}",
                      .otp_required = kOtpRequired,
                      .strict_merchant_uid = true},
};

}  // namespace portone::gateways::kcp_v2
