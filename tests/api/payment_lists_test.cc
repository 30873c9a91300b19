// SPDX-License-Identifier: MIT
// GET /payments, /payments/find with `sorting`, /payments/findAll and /payments/status.
#include "support/test_api.h"

namespace portone {
namespace {

using testing::kDay;
using testing::OnetimeBody;
using testing::Start;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

constexpr const char* kUnknown = "404 -1 존재하지 않는 결제정보입니다.";
constexpr const char* kDeclining = "4000-0000-0000-0341";

engine::Setup SetupWithWallClockTokens() {
  engine::Setup setup = testing::StandardSetup();
  setup.token_clock = engine::TokenClock::kWall;
  return setup;
}

Json Pay(TestApi& api, std::string_view merchant_uid,
         std::string_view card = testing::kGoodCardDashed) {
  const TestReply reply = api.Post("/subscribe/payments/onetime", OnetimeBody(merchant_uid, card));
  REQUIRE(Summary(reply) == "200 0");
  return reply.response();
}

std::string GetImpUid(const Json& payment) {
  return payment["imp_uid"].get<std::string>();
}

Strings GetMerchantUids(const Json& list) {
  Strings uids;
  for (const Json& payment : list)
    uids.push_back(payment["merchant_uid"].get<std::string>());
  return uids;
}

void AdvanceDays(TestApi& api, int days) {
  REQUIRE(api.Control("POST", "/clock/advance", R"({"by": ")" + std::to_string(days) + R"(d"})")
              .status == 200);
}

/// The page as "total previous next: uids of the page".
std::string FormatPage(const TestReply& reply) {
  REQUIRE(Summary(reply) == "200 0");
  const Json& page = reply.response();
  std::string text =
      page["total"].dump() + " " + page["previous"].dump() + " " + page["next"].dump() + ":";
  for (const std::string& uid : GetMerchantUids(page["list"]))
    text += " " + uid;
  return text;
}

/// One payment a day: declined, paid, paid (cancelled on the fifth day), paid. Now is the sixth
/// day.
struct SixDays {
  SixDays() : api(SetupWithWallClockTokens()) {
    Pay(api, "declined", kDeclining);
    AdvanceDays(api, 1);
    Pay(api, "paid-1");
    AdvanceDays(api, 1);
    Pay(api, "cancelled");
    AdvanceDays(api, 1);
    Pay(api, "paid-2");
    AdvanceDays(api, 1);
    api.Post("/payments/cancel", {{"merchant_uid", "cancelled"}});
    AdvanceDays(api, 1);
  }
  TestReply List(const std::string& rest) { return api.Get("/payments/status/" + rest); }

  TestApi api;
};

std::string SecondsOnDay(int day) {
  return std::to_string(ToUnixSeconds(Start() + day * kDay));
}

TEST_CASE("payments: found by either id, without duplicates, newest first", "[api][payment]") {
  SixDays days;
  const std::string imp_uid = GetImpUid(days.api.Get("/payments/find/paid-1").response());
  const auto reply = days.api.Get("/payments?merchant_uid[]=declined&imp_uid[]=" + imp_uid +
                                  "&merchant_uid[]=paid-2&merchant_uid[]=paid-1");
  CHECK(Summary(reply) == "200 0");
  CHECK(GetMerchantUids(reply.response()) == Strings{"paid-2", "paid-1", "declined"});
}

TEST_CASE("payments: ids are accepted in every array notation of PHP", "[api][payment]") {
  SixDays days;
  const std::string query = GENERATE("merchant_uid[]=paid-1", "merchant_uid%5B%5D=paid-1",
                                     "merchant_uid[0]=paid-1", "merchant_uid=paid-1");
  CHECK(GetMerchantUids(days.api.Get("/payments/?" + query).response()) == Strings{"paid-1"});
}

TEST_CASE("payments: some missing gives 207, all missing 404", "[api][payment]") {
  SixDays days;
  const auto partial = days.api.Get("/payments?merchant_uid[]=paid-1&imp_uid[]=imp_000000000000");
  CHECK(Summary(partial) == "207 0");
  CHECK(GetMerchantUids(partial.response()) == Strings{"paid-1"});
  CHECK(Summary(days.api.Get("/payments?merchant_uid[]=x&imp_uid[]=y")) == kUnknown);
}

TEST_CASE("payments: no ids and more than a hundred are refused", "[api][payment]") {
  TestApi api;
  Pay(api, "o-1");
  CHECK(Summary(api.Get("/payments")) == "400 -1 imp_uid[] 파라메터가 누락되었습니다.");
  std::string query = "/payments?merchant_uid[]=o-1";
  for (int i = 1; i < 100; ++i)
    query += "&imp_uid[]=imp_" + std::to_string(i);
  CHECK(Summary(api.Get(query)) == "207 0");
  CHECK(Summary(api.Get(query + "&imp_uid[]=imp_x")) ==
        "400 -1 imp_uid[] 파라메터가 올바르지 않습니다. (merchant_uid[]와 합하여 100개까지 "
        "가능합니다)");
}

TEST_CASE("find: sorting selects which attempt is returned", "[api][payment]") {
  TestApi api;
  const Json first = Pay(api, "o-1", kDeclining);
  const Json second = Pay(api, "o-1");
  for (const char* sorting : {"", "?sorting=-started", "?sorting=-paid", "?sorting=-updated"})
    CHECK(api.Get(std::string("/payments/find/o-1") + sorting).response() == second);
  for (const char* sorting : {"?sorting=started", "?sorting=paid", "?sorting=updated"})
    CHECK(api.Get(std::string("/payments/find/o-1/all") + sorting).response() == first);
  CHECK(Summary(api.Get("/payments/find/o-1?sorting=newest")) ==
        "400 -1 sorting 파라메터가 올바르지 않습니다. (-started, started, -paid, paid, -updated, "
        "updated 중 하나여야 합니다)");
}

TEST_CASE("findAll: lists every attempt of an order, filtered by status, in pages",
          "[api][payment]") {
  TestApi api;
  for (const char* card : {kDeclining, kDeclining, "1234-1234-1234-1234"})
    Pay(api, "o-1", card);
  const auto find_all = [&api](const std::string& rest) {
    return api.Get("/payments/findAll/o-1" + rest);
  };
  CHECK(find_all("").response()["total"] == 3);
  CHECK(find_all("").response()["list"][0]["status"] == "paid");
  CHECK(find_all("/all?sorting=started").response()["list"][2]["status"] == "paid");
  CHECK(find_all("/failed").response()["total"] == 2);
  CHECK(find_all("/paid/").response()["total"] == 1);
  CHECK(FormatPage(find_all("?limit=2")) == "3 0 2: o-1 o-1");
  CHECK(FormatPage(find_all("?limit=2&page=2")) == "3 1 0: o-1");
  CHECK(Summary(find_all("?limit=2&page=3")) ==
        "400 -1 page 파라메터가 올바르지 않습니다. (존재하지 않는 페이지입니다)");
  CHECK(Summary(find_all("/ready")) == kUnknown);
  CHECK(Summary(find_all("/lost")) == "400 -1 지원되지 않는 상태값입니다.");
  CHECK(Summary(api.Get("/payments/findAll/nowhere")) == kUnknown);
}

TEST_CASE("status: lists payments by their current status", "[api][payment]") {
  SixDays days;
  CHECK(FormatPage(days.List("all")) == "4 0 0: paid-2 cancelled paid-1 declined");
  CHECK(FormatPage(days.List("paid")) == "2 0 0: paid-2 paid-1");
  CHECK(FormatPage(days.List("cancelled")) == "1 0 0: cancelled");
  CHECK(FormatPage(days.List("failed")) == "1 0 0: declined");
  CHECK(FormatPage(days.List("ready")) == "0 0 0:");
  CHECK(Summary(days.List("lost")) == "400 -1 지원되지 않는 상태값입니다.");
}

TEST_CASE("status: a window that was left open is listed as ready, and all is the sum of the rest",
          "[api][payment]") {
  TestApi api;
  Pay(api, "paid");
  Pay(api, "declined", kDeclining);
  Pay(api, "cancelled");
  api.Post("/payments/cancel", {{"merchant_uid", "cancelled"}});
  const Json left{{"params",
                   {{"pg", "kcp"},
                    {"pay_method", "card"},
                    {"merchant_uid", "left"},
                    {"name", "box"},
                    {"amount", 1'000},
                    {"buyer_name", "kim"},
                    {"buyer_tel", "010-1234-5678"}}},
                  {"outcome", "abandon"}};
  REQUIRE(api.Control("POST", "/checkouts", left.dump()).status == 200);
  CHECK(FormatPage(api.Get("/payments/status/ready")) == "1 0 0: left");
  int sum = 0;
  for (const char* status : {"ready", "paid", "failed", "cancelled"}) {
    const TestReply page = api.Get(std::string("/payments/status/") + status);
    sum += page.response()["total"].get<int>();
  }
  CHECK(sum == 4);
  CHECK(api.Get("/payments/status/all").response()["total"] == sum);
}

TEST_CASE("status: each parameter changes the page", "[api][payment]") {
  SixDays days;
  CHECK(FormatPage(days.List("all?sorting=started")) == "4 0 0: declined paid-1 cancelled paid-2");
  CHECK(FormatPage(days.List("all?sorting=-updated")) == "4 0 0: cancelled paid-2 paid-1 declined");
  CHECK(FormatPage(days.List("all?sorting=-paid")) == "4 0 0: paid-2 cancelled paid-1 declined");
  CHECK(FormatPage(days.List("all?sorting=paid")) == "4 0 0: declined paid-1 cancelled paid-2");
  CHECK(FormatPage(days.List("all?limit=3")) == "4 0 2: paid-2 cancelled paid-1");
  CHECK(FormatPage(days.List("all?limit=3&page=2")) == "4 1 0: declined");
  CHECK(FormatPage(days.List("all?from=" + SecondsOnDay(3))) == "2 0 0: paid-2 cancelled");
  CHECK(FormatPage(days.List("all?to=" + SecondsOnDay(1))) == "2 0 0: paid-1 declined");
}

TEST_CASE("status: the range is inclusive and uses the time of the current status",
          "[api][payment]") {
  SixDays days;
  CHECK(FormatPage(days.List("all?from=" + SecondsOnDay(1) + "&to=" + SecondsOnDay(3))) ==
        "2 0 0: paid-2 paid-1");
  CHECK(FormatPage(days.List("cancelled?from=" + SecondsOnDay(2) + "&to=" + SecondsOnDay(3))) ==
        "0 0 0:");
  CHECK(FormatPage(days.List("cancelled?from=" + SecondsOnDay(4) + "&to=" + SecondsOnDay(4))) ==
        "1 0 0: cancelled");
}

TEST_CASE("status: the default and maximum range is ninety days", "[api][payment]") {
  TestApi api(SetupWithWallClockTokens());
  Pay(api, "old");
  AdvanceDays(api, 91);
  Pay(api, "new");
  CHECK(FormatPage(api.Get("/payments/status/paid")) == "1 0 0: new");
  CHECK(FormatPage(api.Get("/payments/status/paid?to=" + SecondsOnDay(90))) == "1 0 0: old");
  CHECK(FormatPage(api.Get("/payments/status/paid?from=0")) == "1 0 0: new");
  CHECK(FormatPage(api.Get("/payments/status/paid?from=0&to=" + SecondsOnDay(89))) == "1 0 0: old");
}

TEST_CASE("status: the error names the invalid parameter", "[api][payment]") {
  TestApi api;
  const std::vector<std::pair<std::string, std::string>> rows{
      {"page=-1", "page 파라메터가 올바르지 않습니다. (0 이상 1000000000 이하여야 합니다)"},
      {"page=two", "page 파라메터가 올바르지 않습니다. (정수여야 합니다)"},
      {"page=2", "page 파라메터가 올바르지 않습니다. (존재하지 않는 페이지입니다)"},
      {"limit=0", "limit 파라메터가 올바르지 않습니다. (1 이상 1000 이하여야 합니다)"},
      {"limit=1001", "limit 파라메터가 올바르지 않습니다. (1 이상 1000 이하여야 합니다)"},
      {"limit=1.5", "limit 파라메터가 올바르지 않습니다. (정수여야 합니다)"},
      {"from=-1", "from 파라메터가 올바르지 않습니다. (0 이상 253402268399 이하여야 합니다)"},
      {"to=soon", "to 파라메터가 올바르지 않습니다. (정수여야 합니다)"},
      {"to=99999999999999999999", "to 파라메터가 올바르지 않습니다. (정수여야 합니다)"},
      {"from=2&to=1", "from 파라메터가 올바르지 않습니다. (to보다 클 수 없습니다)"},
      {"page[]=1&page[]=2", "page 파라메터가 올바르지 않습니다. (단일 값이어야 합니다)"},
  };
  for (const auto& [query, message] : rows) {
    CAPTURE(query);
    CHECK(Summary(api.Get("/payments/status/all?" + query)) == "400 -1 " + message);
  }
}

/// Targets with their expected replies; each target corrects the mistake of the one before it.
using Corrections = std::vector<std::pair<std::string, std::string>>;

TEST_CASE("lists: checks run in order, and the last target is accepted", "[api][payment]") {
  TestApi api;
  const std::string imp_uid = GetImpUid(Pay(api, "o-1"));
  const std::string bad_sorting =
      "400 -1 sorting 파라메터가 올바르지 않습니다. (-started, started, -paid, paid, -updated, "
      "updated 중 하나여야 합니다)";
  const std::string bad_page =
      "400 -1 page 파라메터가 올바르지 않습니다. (0 이상 1000000000 이하여야 합니다)";
  const std::string bad_limit =
      "400 -1 limit 파라메터가 올바르지 않습니다. (1 이상 1000 이하여야 합니다)";
  const std::string beyond_end =
      "400 -1 page 파라메터가 올바르지 않습니다. (존재하지 않는 페이지입니다)";
  const std::string no_status = "400 -1 지원되지 않는 상태값입니다.";
  const auto corrections = GENERATE_COPY(
      Corrections{
          {"/payments/status/lost?from=x&to=x&sorting=x&page=-1&limit=0", no_status},
          {"/payments/status/all?from=x&to=x&sorting=x&page=-1&limit=0",
           "400 -1 from 파라메터가 올바르지 않습니다. (정수여야 합니다)"},
          {"/payments/status/all?from=9&to=x&sorting=x&page=-1&limit=0",
           "400 -1 to 파라메터가 올바르지 않습니다. (정수여야 합니다)"},
          {"/payments/status/all?from=9&to=8&sorting=x&page=-1&limit=0",
           "400 -1 from 파라메터가 올바르지 않습니다. (to보다 클 수 없습니다)"},
          {"/payments/status/all?from=9&sorting=x&page=-1&limit=0", bad_sorting},
          {"/payments/status/all?from=9&sorting=paid&page=-1&limit=0", bad_page},
          {"/payments/status/all?from=9&sorting=paid&page=2&limit=0", bad_limit},
          {"/payments/status/all?from=9&sorting=paid&page=2&limit=1", beyond_end},
          {"/payments/status/all?from=9&sorting=paid&page=1&limit=1", "200 0"},
      },
      Corrections{
          {"/payments/findAll/o-9/lost?sorting=x&page=-1&limit=0", no_status},
          {"/payments/findAll/o-9/paid?sorting=x&page=-1&limit=0", bad_sorting},
          {"/payments/findAll/o-9/paid?sorting=paid&page=-1&limit=0", bad_page},
          {"/payments/findAll/o-9/paid?sorting=paid&page=2&limit=0", bad_limit},
          {"/payments/findAll/o-9/paid?sorting=paid&page=2&limit=1", kUnknown},
          {"/payments/findAll/o-1/failed?sorting=paid&page=2&limit=1", kUnknown},
          {"/payments/findAll/o-1/paid?sorting=paid&page=2&limit=1", beyond_end},
          {"/payments/findAll/o-1/paid?sorting=paid&page=1&limit=1", "200 0"},
      },
      Corrections{
          {"/payments/find/o-9/lost?sorting=x", no_status},
          {"/payments/find/o-9/failed?sorting=x", bad_sorting},
          {"/payments/find/o-9/failed?sorting=paid", kUnknown},
          {"/payments/find/o-1/failed?sorting=paid", kUnknown},
          {"/payments/find/o-1/paid?sorting=paid", "200 0"},
      },
      Corrections{
          {"/payments", "400 -1 imp_uid[] 파라메터가 누락되었습니다."},
          {"/payments?imp_uid[a][b]=1",
           "400 -1 imp_uid 파라메터가 올바르지 않습니다. (문자열 또는 문자열의 배열이어야 합니다)"},
          {"/payments?imp_uid[]=imp_1", kUnknown},
          {"/payments?imp_uid[]=imp_1&imp_uid[]=" + imp_uid, "207 0"},
          {"/payments?imp_uid[]=" + imp_uid, "200 0"},
      },
      Corrections{
          {"/payments/imp_1?include_sandbox=x",
           "400 -1 include_sandbox 파라메터가 올바르지 않습니다. (true 또는 false여야 합니다)"},
          {"/payments/imp_1?include_sandbox=true", kUnknown},
          {"/payments/" + imp_uid + "?include_sandbox=true", "200 0"},
      });
  for (const auto& [target, outcome] : corrections) {
    CAPTURE(target);
    CHECK(Summary(api.Get(target)) == outcome);
  }
}

TEST_CASE("find: with include_sandbox strict, payments of test channels are hidden by default",
          "[api][payment]") {
  engine::Setup setup = testing::StandardSetup();
  setup.merchant.switches.include_sandbox = IncludeSandbox::kStrict;
  TestApi api(setup);
  const std::string target = "/payments/" + GetImpUid(Pay(api, "o-1"));
  CHECK(Summary(api.Get(target)) == kUnknown);
  CHECK(Summary(api.Get(target + "?include_sandbox=false")) == kUnknown);
  CHECK(Summary(api.Get(target + "?include_sandbox=true")) == "200 0");
  CHECK(Summary(api.Get("/payments/find/o-1")) == "200 0");
  CHECK(Summary(api.Get(target + "?include_sandbox=maybe")) ==
        "400 -1 include_sandbox 파라메터가 올바르지 않습니다. (true 또는 false여야 합니다)");
}

}  // namespace
}  // namespace portone
