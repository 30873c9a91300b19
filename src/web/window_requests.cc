// SPDX-License-Identifier: MIT
#include "web/window_requests.h"

#include <cstdint>

#include "base/enum_names.h"
#include "domain/bank_codes.h"
#include "domain/payment.h"
#include "json/enum_choice.h"
#include "json/json.h"

namespace portone::web {
namespace {

constexpr std::int64_t kMaxQuota = 99;
constexpr std::int64_t kMaxDelayMs = 60'000;

}  // namespace

OpeningRequest ReadOpening(json::StrictObject& object) {
  OpeningRequest opening;
  opening.user_code = object.RequiredText("user_code").value_or("");
  opening.tier = object.Text("tier");
  opening.checkout.kind = json::EnumChoice<scenario::CheckoutKind>(object, "kind")
                              .value_or(scenario::CheckoutKind::kPayment);
  if (const Json* params = object.Raw("params")) {
    opening.checkout.params = *params;
    if (!params->is_object()) object.Report("params", "must be an object");
  } else {
    object.Report("params", "is missing: those of IMP.request_pay or IMP.certification");
  }
  const auto device = object.Choice("device", {Name(Device::kPc), Name(Device::kMobile)});
  if (device) opening.checkout.device = *Parse<Device>(*device);
  opening.checkout.has_callback_function = object.Bool("has_callback").value_or(true);
  opening.origin = object.Text("origin");
  return opening;
}

EndingRequest ReadEnding(json::StrictObject& object, scenario::CheckoutKind kind) {
  EndingRequest ending;
  ending.buyer.kind = kind;
  scenario::ReadBuyer(object, ending.buyer);
  if (const auto delay = object.Integer("delay_ms", 0, kMaxDelayMs)) {
    ending.delay = std::chrono::milliseconds{*delay};
  }
  if (kind == scenario::CheckoutKind::kCertification) return ending;
  ending.pay_method = object.Text("pay_method");
  if (const auto quota = object.Integer("quota", 0, kMaxQuota)) {
    ending.quota = static_cast<int>(*quota);
  }
  ending.bank_code = object.Text("bank_code");
  if (ending.bank_code && FindBank(*ending.bank_code) == nullptr) {
    object.Report("bank_code", "no bank has this code; GET /banks lists them");
  }
  return ending;
}

}  // namespace portone::web
