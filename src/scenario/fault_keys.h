// SPDX-License-Identifier: MIT
// The keys of a fault, and the operations that each of them applies to.
#pragma once

#include <array>
#include <string_view>

#include "base/enum_names.h"
#include "base/enum_set.h"
#include "domain/fault.h"

namespace portone::scenario {

/// A key of "when" or "then", and the operations it applies to.
struct FaultKey {
  std::string_view name;
  EnumSet<FaultOperation> operations;
};

/// The operations that a gateway can decline, those that V1 API calls perform, and those on a
/// payment or a billing key.
inline constexpr EnumSet kGatewayOperations{
    FaultOperation::kCharge,        FaultOperation::kIssueBillingKey,  FaultOperation::kCancel,
    FaultOperation::kCertification, FaultOperation::kOtherGatewayCall, FaultOperation::kReceipt};
inline constexpr EnumSet kCallOperations{
    FaultOperation::kCharge,        FaultOperation::kIssueBillingKey,  FaultOperation::kCancel,
    FaultOperation::kCertification, FaultOperation::kOtherGatewayCall, FaultOperation::kReceipt,
    FaultOperation::kRequest};
inline constexpr EnumSet kPaymentOperations{FaultOperation::kCharge,
                                            FaultOperation::kIssueBillingKey,
                                            FaultOperation::kCancel, FaultOperation::kWebhook};

/// The keys of "when", apart from "operation".
inline constexpr std::array<FaultKey, 7> kFaultConditionKeys{{
    {"path", kCallOperations},
    {"method", {FaultOperation::kRequest}},
    {"pg",
     {FaultOperation::kCharge, FaultOperation::kIssueBillingKey, FaultOperation::kCancel,
      FaultOperation::kCertification, FaultOperation::kOtherGatewayCall, FaultOperation::kReceipt,
      FaultOperation::kWebhook}},
    {"customer_uid", kPaymentOperations},
    {"merchant_uid",
     {FaultOperation::kCharge, FaultOperation::kCancel, FaultOperation::kCertification,
      FaultOperation::kOtherGatewayCall, FaultOperation::kReceipt, FaultOperation::kWebhook}},
    {"card", kPaymentOperations},
    {"status", {FaultOperation::kWebhook}},
}};

/// The keys of "then", apart from "delay".
inline constexpr std::array<FaultKey, 8> kFaultEffectKeys{{
    {"decline", kGatewayOperations},
    {"error", kCallOperations},
    {Name(HangUp::kTimeout), kCallOperations},
    {Name(HangUp::kClose), kCallOperations},
    {Name(HangUp::kReset), kCallOperations},
    {Name(WebhookFault::kDrop), {FaultOperation::kWebhook}},
    {Name(WebhookFault::kDuplicate), {FaultOperation::kWebhook}},
    {Name(WebhookFault::kReorder), {FaultOperation::kWebhook}},
}};

}  // namespace portone::scenario
