// SPDX-License-Identifier: MIT
#include "scenario/shop.h"

#include <string_view>
#include <utility>

#include "json/json.h"

namespace portone::scenario {
namespace {

bool IsHttpUrl(std::string_view url) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (url.starts_with(scheme) && url.size() > scheme.size()) return true;
  }
  return false;
}

}  // namespace

Shop ReadShop(json::StrictObject& document) {
  Shop shop;
  auto object = document.Object("shop");
  if (!object) return shop;
  if (auto url = object->Text("url")) {
    if (!IsHttpUrl(*url)) object->Report("url", "must be an http or https URL");
    while (url->ends_with('/'))
      url->pop_back();
    shop.url = std::move(url);
  }
  object->Finish();
  return shop;
}

Shop MergeShops(Shop base, Shop over) {
  if (!over.url) over.url = std::move(base.url);
  return over;
}

}  // namespace portone::scenario
