// SPDX-License-Identifier: MIT
// How Danal certifies who somebody is, by their telephone. Only for Danal's own file. Evidence:
// docs/behaviour/certifications.md#certification-gateways
#pragma once

#include <array>
#include <string_view>

#include "domain/gateway_rules.h"

namespace portone::gateways {

/// Whether the carriers have approved that the merchant gets telephone numbers.
inline constexpr std::string_view kDanalPhoneSetting = "certification_phone";
inline constexpr std::array<std::string_view, 2> kDanalYesNo{"yes", "no"};
inline constexpr std::array<SettingRule, 1> kDanalSettings{{
    {kDanalPhoneSetting, kDanalYesNo[0], kDanalYesNo},
}};

// FIDELITY: certification-gateways
inline constexpr CertificationRules kDanalCertification{
    .window = true,
    .otp = true,
    .pg_tid = "{time}{digits:7}010",
    .phone_setting = kDanalPhoneSetting,
    .wrong_field = {"9010",
                    "다날 서버로부터 받은 응답이 올바르지 않습니다.[인증실패] 잘못된 값이 입력된 "
                    "필드가 존재합니다. (다날고객센터 1566-3355)"},
    .wrong_merchant = {"9015",
                       "다날 서버로부터 받은 응답이 올바르지 않습니다. [인증실패] 업체정보에 "
                       "이상이 있습니다. 해당 서비스 업체로 문의하여 주십시오."},
};

}  // namespace portone::gateways
