// SPDX-License-Identifier: MIT
// NICE's keys and charges over REST: what is stored, what is required, what the contract allows.
#include <chrono>

#include "gateways/nice_shop.h"
#include "gateways/registry.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr const char* kNoKey = "200 1 요청하신 customer_uid(kim)로 등록된 정보를 찾을 수 없습니다.";
constexpr const char* kCardRefused = "200 -1 카드정보 인증에 실패하였습니다. ";
constexpr const char* kIssueRefused = "200 -1 카드정보 인증 및 빌키 발급에 실패하였습니다. ";
constexpr const char* kChargeRefused = "200 -1 결제에 실패하였습니다. ";

Json MergePatch(Json body, const Json& patch) {
  body.merge_patch(patch);
  return body;
}

/// A one-time charge that also stores the key.
Json FirstCharge(std::string_view merchant_uid, std::string_view card = kGoodCardDashed) {
  return MergePatch(OnetimeBody(merchant_uid, card), {{"customer_uid", "kim"}});
}

void StoreKey(TestApi& api) {
  REQUIRE(Summary(api.Post(kKim, CardBody())) == "200 0");
}

TEST_CASE(
    "NI3: onetime stores a card only with a customer_uid; it accepts any birth, a "
    "past expiry and no password",
    "[gateway][nice]") {
  TestApi api;
  const Json sample{{"merchant_uid", "order_id_8237352"},
                    {"card_number", "1234-1234-1234-1234"},
                    {"expiry", "2019-01"},
                    {"birth", "123456"},
                    {"amount", 3'000}};
  const TestReply once = api.Post(kOnetime, sample);
  CHECK(Summary(once) == "200 0");
  CHECK(once.response()["status"] == "paid");
  CHECK(once.response()["customer_uid"].is_null());
  CHECK(Summary(api.Get(kKim)) == kNoKey);
  const TestReply first =
      api.Post(kOnetime, MergePatch(sample, {{"merchant_uid", "o-2"}, {"customer_uid", "kim"}}));
  CHECK(first.response()["status"] == "paid");
  CHECK(Summary(api.Get(kKim)) == "200 0");
  CHECK(api.Post(kAgain, AgainBody("kim", "o-3")).response()["status"] == "paid");
}

TEST_CASE(
    "NI4: the contract (card_fields) determines the required card fields, by default "
    "number and expiry",
    "[gateway][nice]") {
  const auto [setting, patch, complete] = GENERATE(table<std::string, Json, bool>({
      {"number", Json{{"birth", nullptr}, {"pwd_2digit", nullptr}}, true},
      {"birth", Json{{"pwd_2digit", nullptr}}, true},
      {"birth", Json{{"birth", nullptr}}, false},
      {"birth_and_password", Json{{"pwd_2digit", nullptr}}, false},
      {"birth_and_password", Json{{"birth", nullptr}}, false},
      {"birth_and_password", Json::object(), true},
  }));
  CAPTURE(setting, patch.dump());
  TestApi api(NiceSetup({{"card_fields", setting}}));
  const std::string error = "[A117]필수입력항목이 누락되었습니다";
  CHECK(Summary(api.Post(kKim, MergePatch(CardBody(), patch))) ==
        (complete ? "200 0" : kIssueRefused + error));
  CHECK(api.Get(kKim).code() == (complete ? 0 : 1));
  CHECK(Summary(api.Post(kOnetime, MergePatch(OnetimeBody("o-1"), patch))) ==
        (complete ? "200 0" : kCardRefused + error));
}

TEST_CASE("NI5: again without a name is charged", "[gateway][nice]") {
  TestApi api;
  StoreKey(api);
  const TestReply reply =
      api.Post(kAgain, MergePatch(AgainBody("kim", "o-1"), {{"name", nullptr}}));
  CHECK(Summary(reply) == "200 0");
  CHECK(reply.response()["status"] == "paid");
  CHECK(reply.response()["name"].is_null());
}

TEST_CASE("NI9: instalments over REST start at 50,000 won; the default is a lump sum",
          "[gateway][nice]") {
  const auto [won, quota, refused] = GENERATE(table<int, int, bool>({
      {49'999, 0, false},
      {49'999, 1, false},
      {49'999, 2, true},
      {50'000, 2, false},
  }));
  CAPTURE(won, quota);
  const Json patch{{"amount", won}, {"card_quota", quota}};
  const std::string expected =
      refused ? kChargeRefused + std::string("[3024] 할부 최소금액 오류(50000미만)") : "200 0";
  TestApi api;
  StoreKey(api);
  CHECK(Summary(api.Post(kOnetime, MergePatch(OnetimeBody("o-1"), patch))) == expected);
  CHECK(Summary(api.Post(kAgain, MergePatch(AgainBody("kim", "o-2"), patch))) == expected);
  CHECK(api.Get("/payments/find/o-1").status == (refused ? 404 : 200));
  CHECK(api.Get("/payments/find/o-2").status == (refused ? 404 : 200));

  const Json entry = MergePatch(EntryBody("o-3", Start() + std::chrono::hours{1}), patch);
  CHECK(Summary(api.Post(kSchedule, ScheduleBody("kim", {entry}))) == "200 0");
  api.Control("POST", "/clock/advance", R"({"by": "1h"})");
  const Json scheduled = api.Get("/payments/find/o-3").response();
  CHECK(scheduled["status"] == (refused ? "failed" : "paid"));
  CHECK(scheduled["card_quota"] == quota);
  if (refused) {
    CHECK(scheduled["fail_reason"] ==
          "결제에 실패하였습니다. [3024] 할부 최소금액 오류(50000미만)");
  }
  const TestReply plain = api.Post(kOnetime, OnetimeBody("o-4"));
  CHECK(plain.response()["card_quota"] == 0);
}

TEST_CASE(
    "NI27: interest_free_by_merchant and use_card_point are accepted if the contract has them",
    "[gateway][nice]") {
  const auto [setting, parameter, error] = GENERATE(table<std::string, std::string, std::string>({
      {"interest_free", "interest_free_by_merchant", "[3033] 무이자할부 가맹점 아님"},
      {"card_points", "use_card_point", "[3091] 제휴카드 사용불가 가맹점"},
  }));
  TestApi api;
  StoreKey(api);
  const Json patch{{parameter, true}};
  CHECK(Summary(api.Post(kOnetime, MergePatch(OnetimeBody("o-1"), patch))) == "200 0");
  CHECK(Summary(api.Post(kAgain, MergePatch(AgainBody("kim", "o-2"), patch))) == "200 0");
  SetNiceSettings(api, {{setting, "off"}});
  const std::string before = api.Describe();
  CHECK(Summary(api.Post(kOnetime, MergePatch(OnetimeBody("o-3"), patch))) ==
        kChargeRefused + error);
  CHECK(Summary(api.Post(kAgain, MergePatch(AgainBody("kim", "o-4"), patch))) ==
        kChargeRefused + error);
  CHECK(api.Describe() == before);
  CHECK(Summary(api.Post(kAgain, MergePatch(AgainBody("kim", "o-4"), {{parameter, false}}))) ==
        "200 0");
}

TEST_CASE("NI29: without a billing contract no keys are issued or charged", "[gateway][nice]") {
  const auto [contract, issue_error,
              charge_error] = GENERATE(table<std::string, std::string, std::string>({
      {"active", "", ""},
      {"none", "[F117]빌링 미사용 가맹점입니다", "[8901] 미등록PG업체/거래정지업체"},
      {"suspended", "[F115]빌키 발급 불가 가맹점입니다.(중지)", "[8901] 미등록PG업체/거래정지업체"},
      {"ended", "[F116]빌키 발급 불가 가맹점입니다.(해지)", "[8901] 미등록PG업체/거래정지업체"},
      {"in_review", "", "[CC84] 하위사업자몰 오류"},
  }));
  CAPTURE(contract);
  TestApi api;
  REQUIRE(Summary(api.Post("/subscribe/customers/old", CardBody())) == "200 0");
  SetNiceSettings(api, {{"billing_contract", contract}});
  CHECK(Summary(api.Post(kKim, CardBody())) ==
        (issue_error.empty() ? "200 0" : kIssueRefused + issue_error));
  CHECK(api.Get(kKim).code() == (issue_error.empty() ? 0 : 1));
  CHECK(Summary(api.Post(kAgain, AgainBody("old", "o-1"))) ==
        (charge_error.empty() ? "200 0" : kChargeRefused + charge_error));
  if (!issue_error.empty()) {
    CHECK(Summary(api.Post(kOnetime, FirstCharge("o-2"))) == kCardRefused + issue_error);
    CHECK(Summary(api.Get(kKim)) == kNoKey);
  }
  // A key-in charge that stores nothing needs a different contract, and deleting a key needs none.
  CHECK(Summary(api.Post(kOnetime, OnetimeBody("o-3"))) == "200 0");
  CHECK(Summary(api.Delete("/subscribe/customers/old")) == "200 0");
}

TEST_CASE("NI29: without a key-in contract onetime needs a customer_uid", "[gateway][nice]") {
  TestApi api(NiceSetup({{"keyin_contract", "none"}}));
  const std::string before = api.Describe();
  CHECK(Summary(api.Post(kOnetime, OnetimeBody("o-1"))) ==
        kCardRefused + std::string("[A128]키인 가맹점 아닙니다"));
  CHECK(api.Describe() == before);
  CHECK(Summary(api.Post(kOnetime, FirstCharge("o-1"))) == "200 0");
}

TEST_CASE("NI31: with registered_card=refuse a card that is already registered is refused",
          "[gateway][nice]") {
  const std::string error = "[F201]이미 등록된 카드 입니다(빌키발급실패)";
  TestApi api(NiceSetup({{"registered_card", "refuse"}}));
  StoreKey(api);
  CHECK(Summary(api.Post("/subscribe/customers/lee", CardBody())) == kIssueRefused + error);
  CHECK(api.Get("/subscribe/customers/lee").code() == 1);
  CHECK(Summary(api.Post(kKim, CardBody())) == kIssueRefused + error);
  CHECK(Summary(api.Get(kKim)) == "200 0");
  CHECK(Summary(api.Post(kOnetime, FirstCharge("o-1"))) == kCardRefused + error);
  // A card that was not stored is not registered.
  CHECK(Summary(api.Post(kOnetime, OnetimeBody("o-1"))) == "200 0");
  CHECK(Summary(api.Post("/subscribe/customers/lee", CardBody("5428-7900-0000-0001"))) == "200 0");
  REQUIRE(Summary(api.Delete(kKim)) == "200 0");
  CHECK(Summary(api.Post("/subscribe/customers/park", CardBody())) == "200 0");
}

TEST_CASE("NI31: by default a card can be registered any number of times", "[gateway][nice]") {
  TestApi api;
  for (const char* customer_uid : {"kim", "lee", "kim"}) {
    CHECK(Summary(api.Post(std::string("/subscribe/customers/") + customer_uid, CardBody())) ==
          "200 0");
  }
}

TEST_CASE(
    "NI32: a charge of a key deleted at NICE fails with A126, of one deleted here with code 1",
    "[gateway][nice]") {
  TestApi api;
  StoreKey(api);
  REQUIRE(api.Control("POST", "/actions/delete-card", R"({"customer_uid": "kim"})").status == 200);
  const TestReply deleted_key = api.Post(kAgain, AgainBody("kim", "o-1"));
  CHECK(Summary(deleted_key) == "200 0");
  CHECK(deleted_key.response()["status"] == "failed");
  CHECK(deleted_key.response()["fail_reason"] ==
        "[A126] 이미 삭제된 빌키이거나 존재하지 않은 빌키입니다");
  REQUIRE(Summary(api.Delete(kKim)) == "200 0");
  CHECK(Summary(api.Post(kAgain, AgainBody("kim", "o-2"))) == "200 1 등록되지 않은 구매자입니다.");
}

TEST_CASE(
    "NI34: GET /subscribe/customers lists the keys of NICE's old module and other "
    "supported gateways; a single key is always found",
    "[gateway][nice]") {
  CHECK(Rules("nice").rest.lists_customers);
  const auto [code, more, found] = GENERATE(table<std::string, std::string, std::size_t>({
      {"nice", "{}", 2},
      {"kcp", "{}", 2},
      {"daou", "{}", 2},
      {"settle", "{}", 2},
      {"tosspayments", R"({"customer_id": "lee-1"})", 2},
      {"welcome", R"({"customer_name": "lee"})", 2},
      {"nice_v2", "{}", 1},
  }));
  CAPTURE(code);
  TestApi api;
  StoreKey(api);
  Json body = MergePatch(CardBody(), Json::parse(more));
  body["pg"] = code;
  REQUIRE(Summary(api.Post("/subscribe/customers/lee", body)) == "200 0");
  CHECK(Summary(api.Get("/subscribe/customers/lee")) == "200 0");
  const TestReply list = api.Get("/subscribe/customers?customer_uid[]=lee&customer_uid[]=kim");
  CHECK(list.code() == 0);
  CHECK(list.status == (found == 2 ? 200 : 207));
  CHECK(list.response().size() == found);
  CHECK(list.response().back()["customer_uid"] == "kim");
}

TEST_CASE("NI38: onetime stores the key only when its issue and the first charge both succeed",
          "[gateway][nice]") {
  TestApi api;
  CHECK(Summary(api.Post(kOnetime, FirstCharge("o-1", "1111-1111-1111-1111")))
            .starts_with(kCardRefused));
  CHECK(Summary(api.Get(kKim)) == kNoKey);
  const TestReply declined = api.Post(kOnetime, FirstCharge("o-2", "4000-0000-0000-0341"));
  CHECK(declined.response()["status"] == "failed");
  CHECK(declined.response()["fail_reason"] == "[3095] 카드사 실패 응답");
  CHECK(Summary(api.Get(kKim)) == kNoKey);
  CHECK(api.Post(kOnetime, FirstCharge("o-3")).response()["status"] == "paid");
  CHECK(Summary(api.Get(kKim)) == "200 0");
  // A later failure keeps the old key.
  api.Post(kOnetime, FirstCharge("o-4", "4000-0000-0000-0341"));
  CHECK(api.Get(kKim).response()["card_number"] == "12341234****1234");
  CHECK(api.Post(kAgain, AgainBody("kim", "o-5")).response()["status"] == "paid");
}

}  // namespace
}  // namespace portone::gateways
