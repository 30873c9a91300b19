// SPDX-License-Identifier: MIT
// GET /cards, /cards/{card_standard_code}, /banks and /banks/{bank_standard_code}.
#include "support/test_api.h"

namespace portone {
namespace {

using testing::GetShape;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

TEST_CASE("codes: a list holds a code and a name for each company", "[api][codes]") {
  TestApi api;
  const auto [target, count] = GENERATE(table<std::string, std::size_t>({
      {"/cards", 33},
      {"/banks", 86},
  }));
  CAPTURE(target);
  const TestReply reply = api.Get(target);
  REQUIRE(Summary(reply) == "200 0");
  REQUIRE(reply.response().size() == count);
  for (const Json& row : reply.response())
    CHECK(GetShape(row) == Strings{"code string", "name string"});
}

TEST_CASE("codes: each row of a list is found by its code", "[api][codes]") {
  TestApi api;
  const std::string table = GENERATE("/cards", "/banks");
  const Json rows = api.Get(table).response();
  REQUIRE_FALSE(rows.empty());
  for (const Json& row : rows) {
    CAPTURE(row.dump());
    CHECK(api.Get(table + "/" + row["code"].get<std::string>()).response() == row);
  }
}

TEST_CASE("codes: an unknown code is not found", "[api][codes]") {
  TestApi api;
  const auto [target, outcome] = GENERATE(table<std::string, std::string>({
      {"/cards/999", "404 -1 card_standard_code에 해당하는 카드사가 존재하지 않습니다. (999)"},
      {"/cards/vis", "404 -1 card_standard_code에 해당하는 카드사가 존재하지 않습니다. (vis)"},
      {"/banks/999", "404 -1 bank_standard_code에 해당하는 은행이 존재하지 않습니다. (999)"},
      {"/banks/04", "404 -1 bank_standard_code에 해당하는 은행이 존재하지 않습니다. (04)"},
      {"/banks/BK04", "404 -1 bank_standard_code에 해당하는 은행이 존재하지 않습니다. (BK04)"},
  }));
  CHECK(Summary(api.Get(target)) == outcome);
}

TEST_CASE("codes: a charged card has the issuer name from the table", "[api][codes]") {
  TestApi api;
  const Json charged =
      api.Post("/subscribe/payments/onetime", testing::OnetimeBody("order-1", "1234123412341234"))
          .response();
  const Json company = api.Get("/cards/" + charged["card_code"].get<std::string>()).response();
  CHECK(company["code"] == "361");
  CHECK(charged["card_name"] == company["name"]);
}

TEST_CASE("codes: the tables require a token", "[api][codes]") {
  TestApi api;
  const std::string target = GENERATE("/cards", "/cards/361", "/banks", "/banks/004");
  CHECK(Summary(api.Send({"GET", target, {}, ""})) == "401 -1 Unauthorized");
}

}  // namespace
}  // namespace portone
