// SPDX-License-Identifier: MIT
// Hecto Financial, formerly Settlebank: issues keys over REST only. Evidence:
// docs/gateways/settle.md#settle
#include <array>

#include "gateways/registry.h"

namespace portone::gateways::settle {

extern const GatewayRules kRules;

namespace {

constexpr std::array<Requirement, 4> kRequired{{
    {"buyer_tel", {Operation::kWindow}},
    {"company", {Operation::kWindow}, {PayMethod::kPhone}},
    {"company_en", {Operation::kWindow}, {PayMethod::kPhone}},
    {"name", {Operation::kWindow}, {PayMethod::kPhone}},
}};

constexpr std::array<std::string_view, 1> kVbankRequired{"vbank_holder"};

constexpr std::array<std::string_view, 2> kOnOff{"on", "off"};

constexpr std::array<SettingRule, 1> kSettings{{
    {"key_only", "on", kOnOff},
}};

/// Issuing a key without a charge needs a separate contract.
std::optional<GatewayError> CheckKeyOnly(const GatewayRequest& request) {
  const bool key_only = request.operation == Operation::kIssue;
  if (!key_only || GetSetting(kRules, request.channel, "key_only") == "on") return std::nullopt;
  return GatewayError{"EM36", "빌링키 발급 계약이 되어 있지 않습니다."};
}

constexpr std::array<KnownMerchantId, 1> kMerchantIds{{
    {"portone1"},
}};

constexpr std::array<std::string_view, 1> kReceiptRequired{"identifier_type"};

}  // namespace

// FIDELITY: settle
const GatewayRules kRules{
    .code = "settle",
    .name = "헥토파이낸셜",
    .color = "#00539f",
    .default_pg_id = "portone1",
    .merchant_ids = kMerchantIds,
    .rest = kFullRest,
    .window = {.charges = true,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kPhone},
               .popup_on_pc = true},
    .vbank = {.issue = true, .change = true, .fixed_unlimited = true, .required = kVbankRequired},
    .cash_receipts = {.issues = true,
                      .cancels = true,
                      .issues_external = true,
                      .cancels_external = true,
                      .required = kReceiptRequired,
                      .external_required = kReceiptRequired},
    .required = kRequired,
    .settings = kSettings,
    .check_access = CheckKeyOnly,
};

}  // namespace portone::gateways::settle
