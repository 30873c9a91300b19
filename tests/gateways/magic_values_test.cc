// SPDX-License-Identifier: MIT
// docs/magic-values.md and GET /_emulator/magic-values match the program's tables.
#include "gateways/magic_values.h"

#include "domain/fault.h"
#include "gateways/registry.h"
#include "support/golden_file.h"
#include "support/test_api.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

std::string FormatTable() {
  std::string table =
      "| Parameter | Value | Gateway | Stage | Effect |\n| --- | --- | --- | --- | --- |\n";
  for (const MagicValue& row : CollectMagicValues()) {
    table += "| `" + row.where + "` | `" + row.value + "` | " + row.gateway + " | " + row.stage +
             " | " + row.effect + " |\n";
  }
  return table;
}

TEST_CASE("magic values: the document lists all of them", "[gateway][golden]") {
  const std::string difference =
      CompareWithBlock("docs/magic-values.md", "magic-values", FormatTable());
  INFO(difference);
  CHECK(difference.empty());
}

TEST_CASE("magic values: the control API lists them too", "[gateway][control]") {
  TestApi api;
  const Json listed = api.Control("GET", "/magic-values").json["magic_values"];
  const std::vector<MagicValue> known = CollectMagicValues();
  REQUIRE(listed.size() == known.size());
  for (std::size_t i = 0; i < known.size(); ++i) {
    CHECK(listed[i]["where"] == known[i].where);
    CHECK(listed[i]["value"] == known[i].value);
    CHECK(listed[i]["gateway"] == known[i].gateway);
    CHECK(listed[i]["stage"] == known[i].stage);
    CHECK(listed[i]["effect"] == known[i].effect);
  }
}

TEST_CASE("magic values: every gateway has a text and a source for each named refusal",
          "[gateway][control]") {
  TestApi api;
  const Json refusals = api.Control("GET", "/magic-values").json["refusals"];
  CHECK(refusals.size() == All().size());
  const std::vector<std::string_view> names = ListRefusalNames();
  for (const auto& item : refusals.items()) {
    CAPTURE(item.key());
    REQUIRE(item.value().size() == names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
      const Json& refusal = item.value()[i];
      CHECK(refusal["name"] == names[i]);
      CHECK_FALSE(refusal["message"].get<std::string>().empty());
      CHECK(Parse<TextSource>(refusal["source"].get<std::string>()));
    }
  }
  CHECK(refusals["nice"][4]["name"] == "wrong_password");
  CHECK(refusals["nice"][4]["message"] == "비밀번호틀림");
  CHECK(refusals["nice"][4]["source"] == "recorded");
  CHECK(refusals["settle"][4]["source"] == "ours");
}

TEST_CASE("test code: a header makes a charge, an issue or a cancellation fail",
          "[gateway][command]") {
  TestApi api;
  const std::string once = "/subscribe/payments/onetime";
  const std::string paid = api.Post(once, OnetimeBody("o-0")).response()["imp_uid"];
  api.Post("/subscribe/customers/kim", CardBody());
  api.headers = {{"X-PortOne-Test-Code", "limit_exceeded"}};
  const TestReply again = api.Post("/subscribe/payments/again", AgainBody("kim", "o-1"));
  CHECK(again.response()["status"] == "failed");
  CHECK(again.response()["fail_reason"] == "[3095] 카드사 실패 응답");
  CHECK(Summary(api.Post("/subscribe/customers/lee", CardBody())) ==
        "200 -1 카드정보 인증 및 빌키 발급에 실패하였습니다. [3095]카드사 실패 응답");
  api.headers = {{"X-PortOne-Test-Code", "2003:%EC%B7%A8%EC%86%8C%20%EC%8B%A4%ED%8C%A8"}};
  CHECK(Summary(api.Post("/payments/cancel", {{"imp_uid", paid}})) ==
        "200 -1 결제취소에 실패하였습니다. 취소 실패");
  api.headers = {{"X-PortOne-Test-Code", "F113"}};
  CHECK(Summary(api.Post(once, OnetimeBody("o-2"))) ==
        "200 -1 카드정보 인증에 실패하였습니다. [F113]거래거절 카드번호틀림");
  api.headers = {{"X-PortOne-Test-Code", "3095"}};
  CHECK(api.Post(once, OnetimeBody("o-2")).response()["status"] == "failed");
  api.headers = {{"X-PortOne-Test-Code", "ZZ9"}};
  CHECK(api.Post(once, OnetimeBody("o-2")).response()["fail_reason"] ==
        "[ZZ9] X-PortOne-Test-Code에 의한 거절");
  api.headers.clear();
  CHECK(api.Post(once, OnetimeBody("o-2")).response()["status"] == "paid");
}

TEST_CASE("test code: other errors take precedence, and reads are not affected",
          "[gateway][command]") {
  TestApi api;
  api.headers = {{"X-PortOne-Test-Code", "3095"}};
  CHECK(Summary(api.Post("/subscribe/payments/again", AgainBody("kim", "o-1"))) ==
        "200 1 등록되지 않은 구매자입니다.");
  CHECK(api.Get("/users/pg").code() == 0);
}

}  // namespace
}  // namespace portone::gateways
