// SPDX-License-Identifier: MIT
// The journal warns about calls of the V1 API from a page in a browser, where the secret would be
// public.
#include <string>
#include <vector>

#include "support/test_api.h"

namespace portone::control {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

std::vector<std::string> ReadNewestWarnings(TestApi& api) {
  return api.Control("GET", "/journal").json["entries"].back()["warnings"];
}

TEST_CASE("journal: a call from a page in a browser gets a warning", "[control][journal]") {
  TestApi api;
  api.Post("/subscribe/customers/kim", CardBody());
  CHECK(ReadNewestWarnings(api).empty());
  const std::string header = GENERATE("Sec-Fetch-Mode", "Origin");
  api.headers = {{header, header == "Origin" ? "https://shop.test" : "cors"}};
  api.Post("/subscribe/customers/kim", CardBody());
  const std::vector<std::string> warnings = ReadNewestWarnings(api);
  REQUIRE(warnings.size() == 1);
  CHECK_THAT(warnings[0], Catch::StartsWith("called from a page in a browser"));
}

}  // namespace
}  // namespace portone::control
