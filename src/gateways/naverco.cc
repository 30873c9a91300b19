// SPDX-License-Identifier: MIT
// Naver Pay (주문형): order form only. Evidence: docs/gateways/others.md#other-gateways
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kNaverco;

// FIDELITY: other-gateways
const GatewayRules kNaverco{
    .code = "naverco",
    .name = "네이버페이 (주문형)",
    .color = "#03c75a",
    .default_pg_id = "navercotest",
    .window = {.charges = true, .popup_parameter = "popup"},
};

}  // namespace portone::gateways
