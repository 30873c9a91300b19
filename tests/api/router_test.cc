// SPDX-License-Identifier: MIT
#include "api/router.h"

#include <algorithm>
#include <array>

#include "support/catch.h"

namespace portone::api {
namespace {

Reply Never(Call& /*call*/) {
  return {};
}

constexpr Route Row(Method method, std::string_view path) {
  return {method, path, Access::kOpen, Never};
}

std::vector<Route> Rows() {
  return {
      Row(Method::kGet, "/payments"),
      Row(Method::kGet, "/payments/{imp_uid}"),
      Row(Method::kPost, "/payments/cancel"),
      Row(Method::kGet, "/payments/prepare"),
      Row(Method::kGet, "/payments/{imp_uid}/balance"),
      Row(Method::kGet, "/payments/find/{merchant_uid}"),
      Row(Method::kGet, "/payments/{a}/{b}"),
      Row(Method::kGet, "/payments/find/{merchant_uid}/{payment_status}"),
      Row(Method::kDelete, "/payments/{imp_uid}"),
  };
}

/// The path of the row with its values, or why there is none.
std::string Found(const std::vector<Route>& rows, std::string_view method,
                  const std::vector<std::string>& segments) {
  const Router router(rows);
  const Match match = router.Find(method, segments);
  if (match.route == nullptr) return match.methods.any() ? "no such method" : "no such path";
  std::string found(match.route->path);
  for (const std::string& value : match.values)
    found += " " + value;
  return found;
}

TEST_CASE("router: a literal segment beats a parameter in any order of the rows", "[api][router]") {
  std::vector<Route> rows = Rows();
  const bool reversed = GENERATE(false, true);
  CAPTURE(reversed);
  if (reversed) std::reverse(rows.begin(), rows.end());
  CHECK(Found(rows, "GET", {"payments", "prepare"}) == "/payments/prepare");
  CHECK(Found(rows, "GET", {"payments", "imp_1"}) == "/payments/{imp_uid} imp_1");
  CHECK(Found(rows, "GET", {"payments", "find", "o-1"}) == "/payments/find/{merchant_uid} o-1");
  CHECK(Found(rows, "GET", {"payments", "i", "balance"}) == "/payments/{imp_uid}/balance i");
  CHECK(Found(rows, "GET", {"payments", "find", "balance"}) ==
        "/payments/find/{merchant_uid} balance");
  CHECK(Found(rows, "GET", {"payments", "x", "y"}) == "/payments/{a}/{b} x y");
}

TEST_CASE("router: values come in the order of their parameters", "[api][router]") {
  CHECK(Found(Rows(), "GET", {"payments", "find", "o/1", "paid"}) ==
        "/payments/find/{merchant_uid}/{payment_status} o/1 paid");
}

TEST_CASE("router: a path that has other methods is told from one that is not there",
          "[api][router]") {
  CHECK(Found(Rows(), "GET", {"payments", "cancel"}) == "/payments/{imp_uid} cancel");
  CHECK(Found(Rows(), "DELETE", {"payments", "cancel"}) == "/payments/{imp_uid} cancel");
  CHECK(Found(Rows(), "PUT", {"payments", "cancel"}) == "no such method");
  CHECK(Found(Rows(), "POST", {"payments", "imp_1"}) == "no such method");
  CHECK(Found(Rows(), "GET", {"payment"}) == "no such path");
  CHECK(Found(Rows(), "GET", {}) == "no such path");
  CHECK(Found(Rows(), "GET", {"payments", "a", "b", "c", "d", "e"}) == "no such path");
  CHECK(Found(Rows(), "get", {"payments"}) == "no such method");
}

TEST_CASE("router: the methods of a path are those of all rows that fit it", "[api][router]") {
  const std::vector<Route> rows = Rows();
  const Router router(rows);
  const auto allowed = [&router](const std::vector<std::string>& segments) {
    return AllowText(router.Find("TRACE", segments).methods);
  };
  CHECK(allowed({"payments", "cancel"}) == "GET, HEAD, POST, DELETE");
  CHECK(allowed({"nowhere"}).empty());
}

TEST_CASE("router: a parameter is never empty", "[api][router]") {
  CHECK(Found(Rows(), "GET", {"payments", ""}) == "no such path");
  CHECK(Found(Rows(), "GET", {"payments", "", "balance"}) == "no such path");
}

TEST_CASE("router: a segment that looks like a parameter is a value", "[api][router]") {
  CHECK(Found(Rows(), "GET", {"payments", "{imp_uid}"}) == "/payments/{imp_uid} {imp_uid}");
}

}  // namespace
}  // namespace portone::api
