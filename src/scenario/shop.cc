// SPDX-License-Identifier: MIT
#include "scenario/shop.h"

#include <string_view>
#include <utility>

#include "json/json.h"
#include "scenario/program_reader.h"

namespace portone::scenario {
namespace {

bool IsHttpUrl(std::string_view url) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (url.starts_with(scheme) && url.size() > scheme.size()) return true;
  }
  return false;
}

std::optional<std::string> ReadShopUrl(json::StrictObject& shop, std::string_view key) {
  std::optional<std::string> url = shop.Text(key);
  if (url && !IsHttpUrl(*url)) shop.Report(key, "must be an http or https URL");
  return url;
}

/// Whether a variable of a process can have this name.
bool IsVariableName(std::string_view name) {
  return !name.empty() && name.find_first_of(std::string_view("=\0", 2)) == std::string_view::npos;
}

std::map<std::string, std::string> ReadVariables(json::StrictObject& shop) {
  std::map<std::string, std::string> variables;
  const Json* given = shop.Raw("env");
  if (given == nullptr) return variables;
  if (!given->is_object()) {
    shop.Report("env", "must be an object of variables, each a string");
    return variables;
  }
  for (const auto& [name, value] : given->items()) {
    const std::string place = shop.PointerTo("env") + "/" + json::EscapePointerToken(name);
    if (!IsVariableName(name)) {
      shop.problems().Add({place, "is not a valid variable name"});
    } else if (!value.is_string() || value.get<std::string>().find('\0') != std::string::npos) {
      shop.problems().Add({place, "must be a string without null characters"});
    } else {
      variables[name] = value.get<std::string>();
    }
  }
  return variables;
}

std::optional<ShopProgram> ReadShopProgram(json::StrictObject& shop) {
  ShopProgram program;
  program.environment = ReadVariables(shop);
  program.share_clock = shop.Bool("share_clock").value_or(false);
  if (shop.Has("command")) {
    program.command = ReadProgram(shop, "command");
    return program;
  }
  for (const std::string_view key : {"env", "share_clock"}) {
    if (shop.Has(key)) shop.ReportKey(key, "needs \"command\": the program that run starts");
  }
  return std::nullopt;
}

}  // namespace

Shop ReadShop(json::StrictObject& document) {
  Shop shop;
  auto object = document.Object("shop");
  if (!object) return shop;
  shop.url = ReadShopUrl(*object, "url");
  while (shop.url && shop.url->ends_with('/'))
    shop.url->pop_back();
  shop.wait_for = ReadShopUrl(*object, "wait_for");
  shop.program = ReadShopProgram(*object);
  object->Finish();
  return shop;
}

void RefuseShopCommand(json::StrictObject& document) {
  const Json* shop = document.Raw("shop");
  if (shop == nullptr || !shop->is_object() || !shop->contains("command")) return;
  document.problems().Add({document.PointerTo("shop") + "/command",
                           "only \"run\" starts a program, and only one that a file names"});
}

Shop MergeShops(Shop base, Shop over) {
  if (!over.url) over.url = std::move(base.url);
  if (!over.wait_for) over.wait_for = std::move(base.wait_for);
  if (!over.program) over.program = std::move(base.program);
  return over;
}

}  // namespace portone::scenario
