// SPDX-License-Identifier: MIT
// KCP's quick pay: members register in the window, and pay there or by API. Evidence:
// docs/gateways/others.md#other-gateways
#include <algorithm>
#include <cctype>

#include "domain/ids.h"
#include "domain/order.h"
#include "domain/quick_pay.h"
#include "gateways/checks.h"
#include "gateways/kcp_format.h"
#include "gateways/registry.h"

namespace portone::gateways::kcp_quick {

extern const GatewayRules kRules;

namespace {

constexpr std::string_view kAction = "bypass.kcpQuick.actionType";
constexpr std::string_view kMemberId = "bypass.kcpQuick.memberID";
constexpr std::string_view kSdkVersion = "bypass.kcpQuick.sdkVersion";

bool IsVersion(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return std::isalnum(c) != 0 || c == '_' || c == '-'; });
}

std::optional<GatewayError> CheckAction(const GatewayRequest& request) {
  for (const std::string_view name : {std::string_view("memberID"), kMemberId}) {
    if (CountCharacters(request.order.extra.Text(name)) > kMaxMemberIdLength)
      return MakeTooLongError(name, kMaxMemberIdLength);
  }
  if (!request.order.extra.Has(kAction)) return std::nullopt;
  if (request.order.extra.Text(kMemberId).empty()) return MakeMissingParameterError(kMemberId);
  if (IsVersion(request.order.extra.Text(kSdkVersion))) return std::nullopt;
  return MakeInvalidParameterError(kSdkVersion, "영문자, 숫자, _, -만 사용할 수 있습니다");
}

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "kcp_quick",
    .name = "NHN KCP 퀵페이",
    .color = "#14459c",
    .default_pg_id = "kcpquicktest",
    .window = {.charges = true,
               .key_issuance = KeyIssuance::kKeyOnly,
               .methods = {PayMethod::kCard, PayMethod::kTrans},
               .popup_on_pc = true,
               .action_parameter = kAction},
    .format = kcp::kPaymentFormat,
    .cancel = {.requires_tax_free = true},
    .quick_pay = {.offered = true},
    .check_order = CheckAction,
};

}  // namespace portone::gateways::kcp_quick
