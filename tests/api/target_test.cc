// SPDX-License-Identifier: MIT
#include "api/target.h"

#include "domain/errors.h"
#include "support/catch.h"

namespace portone::api {
namespace {

/// The segments joined with "|", then "?" and the query; or the error message.
std::string Split(std::string_view text) {
  const Result<Target> target = SplitTarget(text);
  if (!target.ok()) {
    CHECK(target.error().code == Errc::kMalformedTarget);
    return target.error().message;
  }
  std::string joined;
  for (const std::string& segment : target.value().segments)
    joined += "|" + segment;
  return joined + "?" + std::string(target.value().query);
}

TEST_CASE("target: it is split before it is decoded", "[api][target]") {
  CHECK(Split("/payments/imp_1") == "|payments|imp_1?");
  CHECK(Split("/payments/find/a%2Fb/paid") == "|payments|find|a/b|paid?");
  CHECK(Split("/subscribe/customers/%EA%B9%80@x.kr") == "|subscribe|customers|김@x.kr?");
  CHECK(Split("/a+b") == "|a+b?");
  CHECK(Split("/a%3Fb?c=%3F") == "|a?b?c=%3F");
}

TEST_CASE("target: the query is everything after the first question mark", "[api][target]") {
  CHECK(Split("/a?b=1/2&c=?") == "|a?b=1/2&c=?");
  CHECK(Split("/a?") == "|a?");
  CHECK(Split("/?x=1") == "?x=1");
}

TEST_CASE("target: trailing slashes are dropped, inner empty segments are kept", "[api][target]") {
  CHECK(Split("/payments/cancel/") == "|payments|cancel?");
  CHECK(Split("/payments/cancel///?a=1") == "|payments|cancel?a=1");
  CHECK(Split("/payments//cancel") == "|payments||cancel?");
  CHECK(Split("/") == "?");
  CHECK(Split("") == "?");
}

TEST_CASE("target: invalid percent-encoding is refused", "[api][target]") {
  const std::string_view bad = GENERATE("/payments/%zz", "/payments/%4", "/%", "/a%/b");
  CAPTURE(bad);
  CHECK(Split(bad) == "요청 주소를 해석할 수 없습니다. (잘못된 percent-encoding입니다)");
}

TEST_CASE("target: invalid UTF-8 is refused", "[api][target]") {
  CHECK(Split("/payments/%FF") == "요청 주소를 해석할 수 없습니다. (UTF-8이 아닙니다)");
  CHECK(Split("/payments/\xFF") == "요청 주소를 해석할 수 없습니다. (UTF-8이 아닙니다)");
  CHECK(Split("/%ED%A0%80") == "요청 주소를 해석할 수 없습니다. (UTF-8이 아닙니다)");
}

TEST_CASE("target: anything but a path is refused", "[api][target]") {
  CHECK(Split("payments") == "요청 주소를 해석할 수 없습니다. (경로는 /로 시작해야 합니다)");
  CHECK(Split("*") == "요청 주소를 해석할 수 없습니다. (경로는 /로 시작해야 합니다)");
  CHECK(Split("http://a/b") == "요청 주소를 해석할 수 없습니다. (경로는 /로 시작해야 합니다)");
}

}  // namespace
}  // namespace portone::api
