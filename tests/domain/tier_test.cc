// SPDX-License-Identifier: MIT
#include "domain/tier.h"

#include "domain/merchant.h"
#include "support/catch.h"

namespace portone {
namespace {

TEST_CASE("tiers: a code is three uppercase letters or digits", "[domain][tier]") {
  const std::string code = GENERATE("ABC", "000", "A1Z", "9Z0");
  CAPTURE(code);
  REQUIRE(TierCode::Parse(code));
  CHECK(TierCode::Parse(code)->text() == code);
}

TEST_CASE("tiers: anything else is not a code", "[domain][tier]") {
  const std::string code = GENERATE("", "AB", "ABCD", "abc", "AbC", "A-1", "A 1", "가", "[[[");
  CAPTURE(code);
  CHECK_FALSE(TierCode::Parse(code));
}

TEST_CASE("tiers: a tier is found only by its exact code", "[domain][tier]") {
  Merchant merchant;
  CHECK(FindTier(merchant, TierCode::Parse("AB1").value()) == nullptr);
  merchant.tiers = {{TierCode::Parse("AB1").value(), "강남점"},
                    {TierCode::Parse("AB2").value(), "부산점"}};
  const Tier* tier = FindTier(merchant, TierCode::Parse("AB2").value());
  REQUIRE(tier != nullptr);
  CHECK(tier->name == "부산점");
  CHECK(FindTier(merchant, TierCode()) == nullptr);
  CHECK(FindTier(merchant, TierCode::Unknown()) == nullptr);
}

}  // namespace
}  // namespace portone
