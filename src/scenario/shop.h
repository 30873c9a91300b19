// SPDX-License-Identifier: MIT
// The block `shop` of a scenario: the server under test, which steps can call and `run` can start.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "json/strict_object.h"

namespace portone::scenario {

/// A program that `run` starts before a scenario, and ends after it.
struct ShopProgram {
  std::vector<std::string> command;  ///< a path or a name found in PATH, then the arguments
  std::map<std::string, std::string>
      environment{};         ///< variables added to the inherited environment
  bool share_clock = false;  ///< it has the time of the scenario's merchant, not the machine's
};

/// The server that a scenario tests.
struct Shop {
  std::optional<std::string> url;  ///< without a trailing slash; absent: only --shop-url names it
  std::optional<std::string> wait_for;   ///< a URL that answers with a 2xx once the shop is ready
  std::optional<ShopProgram> program{};  ///< absent: it is already running
};

/// Reads the object `shop` of `document`; an absent one is empty. Reports a `url` or `wait_for`
/// that is not an http or https URL, a `command` that is not a program and its arguments, a name
/// in `env` that no variable can have, and `env` or `share_clock` without `command`.
Shop ReadShop(json::StrictObject& document);

/// Reports a `command` in the object `shop` of `document`, if there is one: only a file that is run
/// may start a program.
void RefuseShopCommand(json::StrictObject& document);

/// `overrides`, completed from `base`. A program of `overrides` replaces the whole program of
/// `base`.
Shop MergeShops(Shop base, Shop overrides);

}  // namespace portone::scenario
