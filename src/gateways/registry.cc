// SPDX-License-Identifier: MIT
#include "gateways/registry.h"

#include <algorithm>
#include <array>

#include "base/invariant.h"

namespace portone::gateways {

// clang-format off
namespace alipay { extern const GatewayRules kRules; }
namespace bluewalnut { extern const GatewayRules kRules; }
namespace chai { extern const GatewayRules kRules; }
namespace danal { extern const GatewayRules kRules; }
namespace danal_tpay { extern const GatewayRules kRules; }
namespace daou { extern const GatewayRules kRules; }
namespace eximbay { extern const GatewayRules kRules; }
namespace galaxia { extern const GatewayRules kRules; }
namespace html5_inicis { extern const GatewayRules kRules; }
namespace inicis { extern const GatewayRules kRules; }
namespace inicis_jp { extern const GatewayRules kRules; }
namespace inicis_unified { extern const GatewayRules kRules; }
namespace jtnet { extern const GatewayRules kRules; }
namespace kakao { extern const GatewayRules kRules; }
namespace kakaopay { extern const GatewayRules kRules; }
namespace kcp { extern const GatewayRules kRules; }
namespace kcp_billing { extern const GatewayRules kRules; }
namespace kcp_quick { extern const GatewayRules kRules; }
namespace kcp_v2 { extern const GatewayRules kRules; }
namespace kicc { extern const GatewayRules kRules; }
namespace kicc_v2 { extern const GatewayRules kRules; }
namespace ksnet { extern const GatewayRules kRules; }
namespace mobilians { extern const GatewayRules kRules; }
namespace mobilians_v2 { extern const GatewayRules kRules; }
namespace naverco { extern const GatewayRules kRules; }
namespace naverpay { extern const GatewayRules kRules; }
namespace nice { extern const GatewayRules kRules; }
namespace nice_v2 { extern const GatewayRules kRules; }
namespace payco { extern const GatewayRules kRules; }
namespace payletter_global { extern const GatewayRules kRules; }
namespace paymentwall { extern const GatewayRules kRules; }
namespace paypal { extern const GatewayRules kRules; }
namespace paypal_v2 { extern const GatewayRules kRules; }
namespace settle { extern const GatewayRules kRules; }
namespace settle_acc { extern const GatewayRules kRules; }
namespace settle_firm { extern const GatewayRules kRules; }
namespace smartro { extern const GatewayRules kRules; }
namespace smartro_v2 { extern const GatewayRules kRules; }
namespace smilepay { extern const GatewayRules kRules; }
namespace toss_brandpay { extern const GatewayRules kRules; }
namespace tosspay { extern const GatewayRules kRules; }
namespace tosspay_v2 { extern const GatewayRules kRules; }
namespace tosspayments { extern const GatewayRules kRules; }
namespace uplus { extern const GatewayRules kRules; }
namespace welcome { extern const GatewayRules kRules; }
// clang-format on

namespace {

// Sorted by code, as Find requires.
// clang-format off
constexpr auto kAll = std::to_array<const GatewayRules*>({
    &alipay::kRules,
    &bluewalnut::kRules,
    &chai::kRules,
    &danal::kRules,
    &danal_tpay::kRules,
    &daou::kRules,
    &eximbay::kRules,
    &galaxia::kRules,
    &html5_inicis::kRules,
    &inicis::kRules,
    &inicis_jp::kRules,
    &inicis_unified::kRules,
    &jtnet::kRules,
    &kakao::kRules,
    &kakaopay::kRules,
    &kcp::kRules,
    &kcp_billing::kRules,
    &kcp_quick::kRules,
    &kcp_v2::kRules,
    &kicc::kRules,
    &kicc_v2::kRules,
    &ksnet::kRules,
    &mobilians::kRules,
    &mobilians_v2::kRules,
    &naverco::kRules,
    &naverpay::kRules,
    &nice::kRules,
    &nice_v2::kRules,
    &payco::kRules,
    &payletter_global::kRules,
    &paymentwall::kRules,
    &paypal::kRules,
    &paypal_v2::kRules,
    &settle::kRules,
    &settle_acc::kRules,
    &settle_firm::kRules,
    &smartro::kRules,
    &smartro_v2::kRules,
    &smilepay::kRules,
    &toss_brandpay::kRules,
    &tosspay::kRules,
    &tosspay_v2::kRules,
    &tosspayments::kRules,
    &uplus::kRules,
    &welcome::kRules,
});
// clang-format on

}  // namespace

std::span<const GatewayRules* const> All() {
  return kAll;
}

const GatewayRules* Find(std::string_view code) {
  const auto found = std::lower_bound(
      kAll.begin(), kAll.end(), code,
      [](const GatewayRules* rules, std::string_view wanted) { return rules->code < wanted; });
  return found != kAll.end() && (*found)->code == code ? *found : nullptr;
}

const GatewayRules& Get(const PgCode& pg) {
  const GatewayRules* rules = Find(pg.text);
  PORTONE_INVARIANT(rules != nullptr, "a channel names a gateway that does not exist");
  return *rules;
}

std::string_view FindGatewayNameWith(bool OptionalOperations::*operation) {
  for (const GatewayRules* rules : kAll) {
    if (rules->optional_operations.*operation) return rules->name;
  }
  return "";
}

}  // namespace portone::gateways
