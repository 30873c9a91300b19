// SPDX-License-Identifier: MIT
// Catch2 under one name: version 3 where the distribution has it, version 2 on Debian 12.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <string>

#include <catch2/catch_all.hpp>  // IWYU pragma: export

/// The string matchers under their version 2 names.
namespace Catch {
using Matchers::EndsWith;
using Matchers::Matches;
using Matchers::StartsWith;
inline auto Contains(const std::string& part) {
  return Matchers::ContainsSubstring(part);
}
}  // namespace Catch
#else
#include <catch2/catch.hpp>  // IWYU pragma: export
#endif
