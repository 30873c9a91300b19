// SPDX-License-Identifier: MIT
// KakaoPay by LG CNS (discontinued): payment window only. Evidence:
// docs/gateways/others.md#other-gateways
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kKakao;

// FIDELITY: other-gateways
const GatewayRules kKakao{
    .code = "kakao",
    .name = "카카오페이 (LG CNS)",
    .default_pg_id = "kakaotest",
    .window = {.charges = true},
};

}  // namespace portone::gateways
