// SPDX-License-Identifier: MIT
#include "web/window_requests.h"

#include <cstdint>

#include "base/enum_names.h"
#include "domain/payment.h"
#include "json/enum_reader.h"
#include "json/json.h"

namespace portone::web {
namespace {

constexpr std::int64_t kMaxQuota = 99;

}  // namespace

OpeningRequest ReadOpening(json::StrictObject& object, Device default_device) {
  OpeningRequest opening;
  opening.user_code = object.RequiredText("user_code").value_or("");
  opening.tier = object.Text("tier");
  opening.checkout.kind = json::ReadEnum<scenario::CheckoutKind>(object, "kind")
                              .value_or(scenario::CheckoutKind::kPayment);
  if (const Json* params = object.Raw("params")) {
    opening.checkout.params = *params;
    if (!params->is_object()) object.Report("params", "must be an object");
  } else {
    object.Report("params", "is missing: those of IMP.request_pay or IMP.certification");
  }
  const auto device = object.Choice("device", {Name(Device::kPc), Name(Device::kMobile)});
  opening.checkout.device = device ? *Parse<Device>(*device) : default_device;
  opening.checkout.has_callback_function = object.Bool("has_callback").value_or(true);
  opening.origin = object.Text("origin");
  opening.shop_origin = object.Text("shop_origin");
  return opening;
}

EndingRequest ReadEnding(json::StrictObject& object, scenario::CheckoutKind kind) {
  EndingRequest ending;
  ending.buyer.kind = kind;
  scenario::ReadBuyer(object, ending.buyer);
  if (kind == scenario::CheckoutKind::kCertification) return ending;
  ending.pay_method = object.Text("pay_method");
  if (const auto quota = object.Integer("quota", 0, kMaxQuota)) {
    ending.quota = static_cast<int>(*quota);
  }
  return ending;
}

}  // namespace portone::web
