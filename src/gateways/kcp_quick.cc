// SPDX-License-Identifier: MIT
// KCP's quick pay: payment window only. Evidence: docs/gateways/others.md#other-gateways
#include "gateways/checks.h"
#include "gateways/kcp_format.h"
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kKcpQuick;

namespace {

constexpr std::size_t kMaxMemberIdBytes = 16;

std::optional<GatewayError> CheckMemberId(const GatewayRequest& request) {
  return CheckMaxLength(request, "memberID", kMaxMemberIdBytes);
}

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kKcpQuick{
    .code = "kcp_quick",
    .name = "NHN KCP 퀵페이",
    .color = "#14459c",
    .default_pg_id = "kcpquicktest",
    .window = {.charges = true, .popup_on_pc = true},
    .format = kcp::kPaymentFormat,
    .cancel = {.requires_tax_free = true},
    .check_order = CheckMemberId,
};

}  // namespace portone::gateways
