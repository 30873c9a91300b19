// SPDX-License-Identifier: MIT
#include "base/strong_id.h"

#include <map>
#include <type_traits>
#include <unordered_map>

#include "domain/ids.h"
#include "support/catch.h"

namespace portone {
namespace {

static_assert(!std::is_convertible_v<ImpUid, MerchantUid>, "ids of different kinds must not mix");
static_assert(!std::is_convertible_v<std::string, ImpUid>, "conversion from text is explicit");
static_assert(!std::is_convertible_v<ImpUid, std::string>, "conversion to text is explicit");

TEST_CASE("strong ids: are compared and ordered by their text", "[base]") {
  CHECK(ImpUid("imp_1") == ImpUid("imp_1"));
  CHECK(ImpUid("imp_1") != ImpUid("imp_2"));
  CHECK(ImpUid("imp_1") < ImpUid("imp_2"));
}

TEST_CASE("strong ids: are empty by default", "[base]") {
  CHECK(ImpUid().empty());
  CHECK_FALSE(ImpUid("imp_1").empty());
}

TEST_CASE("strong ids: can be keys of ordered and unordered maps", "[base]") {
  const std::map<MerchantUid, int> sorted{{MerchantUid("b"), 2}, {MerchantUid("a"), 1}};
  CHECK(sorted.begin()->first.text == "a");

  const std::unordered_map<MerchantUid, int> hashed{{MerchantUid("b"), 2}, {MerchantUid("a"), 1}};
  CHECK(hashed.at(MerchantUid("b")) == 2);
}

}  // namespace
}  // namespace portone
