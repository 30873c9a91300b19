// SPDX-License-Identifier: MIT
#include "api/router.h"

#include <algorithm>
#include <array>

#include "support/catch.h"

namespace portone::api {
namespace {

Reply UnusedHandler(Call& /*call*/) {
  return {};
}

constexpr Route Row(Method method, std::string_view path) {
  return {method, path, Access::kOpen, UnusedHandler};
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

/// The path of the matching row with its values, or why there is none.
std::string FindRow(const std::vector<Route>& rows, std::string_view method,
                    const std::vector<std::string>& segments) {
  const Router router(rows);
  const RouteMatch match = router.Find(method, segments);
  if (!match.row) return !match.methods.empty() ? "no such method" : "no such path";
  std::string found(rows.at(*match.row).path);
  for (const std::string& value : match.values)
    found += " " + value;
  return found;
}

TEST_CASE("router: a literal segment takes precedence in any order of the rows", "[api][router]") {
  std::vector<Route> rows = Rows();
  const bool reversed = GENERATE(false, true);
  CAPTURE(reversed);
  if (reversed) std::reverse(rows.begin(), rows.end());
  CHECK(FindRow(rows, "GET", {"payments", "prepare"}) == "/payments/prepare");
  CHECK(FindRow(rows, "GET", {"payments", "imp_1"}) == "/payments/{imp_uid} imp_1");
  CHECK(FindRow(rows, "GET", {"payments", "find", "o-1"}) == "/payments/find/{merchant_uid} o-1");
  CHECK(FindRow(rows, "GET", {"payments", "i", "balance"}) == "/payments/{imp_uid}/balance i");
  CHECK(FindRow(rows, "GET", {"payments", "find", "balance"}) ==
        "/payments/find/{merchant_uid} balance");
  CHECK(FindRow(rows, "GET", {"payments", "x", "y"}) == "/payments/{a}/{b} x y");
}

TEST_CASE("router: values come in the order of their parameters", "[api][router]") {
  CHECK(FindRow(Rows(), "GET", {"payments", "find", "o/1", "paid"}) ==
        "/payments/find/{merchant_uid}/{payment_status} o/1 paid");
}

TEST_CASE("router: a wrong method is distinguished from an unknown path", "[api][router]") {
  CHECK(FindRow(Rows(), "GET", {"payments", "cancel"}) == "/payments/{imp_uid} cancel");
  CHECK(FindRow(Rows(), "DELETE", {"payments", "cancel"}) == "/payments/{imp_uid} cancel");
  CHECK(FindRow(Rows(), "PUT", {"payments", "cancel"}) == "no such method");
  CHECK(FindRow(Rows(), "POST", {"payments", "imp_1"}) == "no such method");
  CHECK(FindRow(Rows(), "GET", {"payment"}) == "no such path");
  CHECK(FindRow(Rows(), "GET", {}) == "no such path");
  CHECK(FindRow(Rows(), "GET", {"payments", "a", "b", "c", "d", "e"}) == "no such path");
  CHECK(FindRow(Rows(), "get", {"payments"}) == "no such method");
}

TEST_CASE("router: the methods of a path are those of all matching rows", "[api][router]") {
  const std::vector<Route> rows = Rows();
  const Router router(rows);
  const auto allowed = [&router](const std::vector<std::string>& segments) {
    return FormatAllow(router.Find("TRACE", segments).methods);
  };
  CHECK(allowed({"payments", "cancel"}) == "GET, HEAD, POST, DELETE");
  CHECK(allowed({"nowhere"}).empty());
}

TEST_CASE("router: a parameter is never empty", "[api][router]") {
  CHECK(FindRow(Rows(), "GET", {"payments", ""}) == "no such path");
  CHECK(FindRow(Rows(), "GET", {"payments", "", "balance"}) == "no such path");
}

TEST_CASE("router: a segment that looks like a parameter is a value", "[api][router]") {
  CHECK(FindRow(Rows(), "GET", {"payments", "{imp_uid}"}) == "/payments/{imp_uid} {imp_uid}");
}

TEST_CASE("router: a row with a star takes longer paths that no other row has", "[api][router]") {
  std::vector<Route> rows = Rows();
  rows.push_back({Method::kGet, "/payments/*", Access::kOpen, nullptr});
  CHECK(FindRow(rows, "GET", {"payments", "a", "b", "c", "d", "e"}) == "/payments/* a b c d e");
  CHECK(FindRow(rows, "GET", {"payments", "cancel"}) == "/payments/{imp_uid} cancel");
  CHECK(FindRow(rows, "PUT", {"payments", "cancel"}) == "no such method");
  CHECK(FindRow(rows, "PUT", {"payments", "a", "b", "c", "d", "e"}) == "no such method");
  rows.push_back({Method::kGet, "/files/*", Access::kOpen, nullptr});
  CHECK(FindRow(rows, "GET", {"files", "a"}) == "/files/* a");
  CHECK(FindRow(rows, "GET", {"files"}) == "no such path");
}

}  // namespace
}  // namespace portone::api
