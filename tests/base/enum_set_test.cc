// SPDX-License-Identifier: MIT
// Sets of enumerators: members, all of them, intersections.
#include "base/enum_set.h"

#include "base/http_method.h"
#include "support/catch.h"

namespace portone::testing {
namespace {

using Methods = EnumSet<Method>;

TEST_CASE("enum set: it contains the values it was made from", "[base]") {
  Methods set{Method::kGet};
  CHECK(set.Has(Method::kGet));
  CHECK_FALSE(set.Has(Method::kDelete));
  set.Add(Method::kDelete);
  CHECK(set == Methods{Method::kDelete, Method::kGet});
  CHECK(Methods{}.empty());
  CHECK_FALSE(set.empty());
}

TEST_CASE("enum set: the full set contains every named value, including the first and the last",
          "[base]") {
  CHECK(Methods::All() == Methods{Method::kGet, Method::kPost, Method::kPut, Method::kDelete});
}

TEST_CASE("enum set: an intersection contains the values of both sets", "[base]") {
  const Methods some{Method::kGet, Method::kPost};
  CHECK((some & Methods{Method::kPost, Method::kPut}) == Methods{Method::kPost});
  CHECK((some & Methods{Method::kPut}).empty());
}

}  // namespace
}  // namespace portone::testing
