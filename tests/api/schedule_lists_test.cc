// SPDX-License-Identifier: MIT
// GET /subscribe/payments/schedule, /subscribe/payments/schedule/customers/{customer_uid} and
// /subscribe/customers/{customer_uid}/schedules.
#include "support/addresses.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::At;
using testing::CardBody;
using testing::EntryBody;
using testing::GetShape;
using testing::kDay;
using testing::kSchedule;
using testing::ScheduleBody;
using testing::Start;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

std::string FormatUnixSeconds(Instant instant) {
  return std::to_string(ToUnixSeconds(instant));
}

/// One of the three lists and the names of its parameters.
struct List {
  std::string path;
  std::string from;
  std::string to;
  std::string status;

  std::string MakeTarget(Instant begin, Instant end) const {
    return path + "?" + from + "=" + FormatUnixSeconds(begin) + "&" + to + "=" +
           FormatUnixSeconds(end);
  }
};

const List kMerchantList{kSchedule, "schedule_from", "schedule_to", "schedule_status"};
const List kCustomerList{"/subscribe/payments/schedule/customers/kim", "from", "to",
                         "schedule-status"};
const List kCustomerListAlias{"/subscribe/customers/kim/schedules", "from", "to",
                              "schedule-status"};

Strings GetMerchantUids(const Json& list) {
  Strings uids;
  for (const Json& schedule : list)
    uids.push_back(schedule["merchant_uid"].get<std::string>());
  return uids;
}

/// Schedules "o-1" to "o-<count>" one day apart, the first one day after Start().
void AddSchedules(TestApi& api, int count, const std::string& customer = "kim",
                  const std::string& prefix = "o-") {
  api.Post("/subscribe/customers/" + customer, CardBody());
  std::vector<Json> entries;
  for (int i = 1; i <= count; ++i)
    entries.push_back(EntryBody(prefix + std::to_string(i), Start() + kDay * i));
  REQUIRE(Summary(api.Post(kSchedule, ScheduleBody(customer, entries))) == "200 0");
}

TEST_CASE("schedule lists: a page contains whole schedules, the latest first", "[api][schedule]") {
  TestApi api;
  AddSchedules(api, 3);
  const List list = GENERATE(kMerchantList, kCustomerList, kCustomerListAlias);
  CAPTURE(list.path);
  const TestReply reply = api.Get(list.MakeTarget(Start(), Start() + 10 * kDay));
  REQUIRE(Summary(reply) == "200 0");
  CHECK(GetShape(reply.response()) ==
        Strings{"total integer", "previous integer", "next integer", "list array"});
  CHECK(reply.response()["total"] == 3);
  CHECK(reply.response()["previous"] == 0);
  CHECK(reply.response()["next"] == 0);
  CHECK(GetMerchantUids(reply.response()["list"]) == Strings{"o-3", "o-2", "o-1"});
  CHECK(reply.response()["list"][2] == api.Get(std::string(kSchedule) + "/o-1").response());
}

TEST_CASE("schedule lists: the range includes its start and excludes its end", "[api][schedule]") {
  TestApi api;
  AddSchedules(api, 4);
  const List list = GENERATE(kMerchantList, kCustomerList, kCustomerListAlias);
  CAPTURE(list.path);
  const auto uids = [&](Instant from, Instant to) {
    return GetMerchantUids(api.Get(list.MakeTarget(from, to)).response()["list"]);
  };
  CHECK(uids(Start() + 2 * kDay, Start() + 4 * kDay) == Strings{"o-3", "o-2"});
  CHECK(uids(Start() + 2 * kDay + std::chrono::seconds{1}, Start() + 4 * kDay) == Strings{"o-3"});
  CHECK(uids(Start() + 2 * kDay, Start() + 2 * kDay).empty());
}

TEST_CASE("schedule lists: the status filter works; customer lists spell it schedule-status",
          "[api][schedule]") {
  TestApi api;
  AddSchedules(api, 4);
  api.Post("/subscribe/payments/unschedule", {{"merchant_uid", "o-4"}});
  api.Control("POST", "/clock/advance", R"({"by": "1d"})");
  const List list = GENERATE(kMerchantList, kCustomerList, kCustomerListAlias);
  const auto [status, uids] = GENERATE(table<std::string, Strings>({
      {"scheduled", {"o-3", "o-2"}},
      {"executed", {"o-1"}},
      {"revoked", {"o-4"}},
      {"", {"o-4", "o-3", "o-2", "o-1"}},
  }));
  CAPTURE(list.path, status);
  const std::string target =
      list.MakeTarget(Start(), Start() + 10 * kDay) + "&" + list.status + "=" + status;
  const Json page = api.Get(target).response();
  CHECK(GetMerchantUids(page["list"]) == uids);
  CHECK(page["total"] == uids.size());
}

TEST_CASE("schedule lists: other spellings of the status are ignored", "[api][schedule]") {
  TestApi api;
  AddSchedules(api, 2);
  const Instant end = Start() + 10 * kDay;
  CHECK(api.Get(kMerchantList.MakeTarget(Start(), end) + "&status=revoked").response()["total"] ==
        2);
  CHECK(api.Get(kCustomerList.MakeTarget(Start(), end) + "&schedulestatus=revoked")
            .response()["total"] == 2);
}

TEST_CASE("schedule lists: pages contain the previous and next page number", "[api][schedule]") {
  TestApi api;
  AddSchedules(api, 45);
  const List list = GENERATE(kMerchantList, kCustomerList, kCustomerListAlias);
  struct Row {
    std::string page;
    std::size_t size;
    int previous;
    int next;
    std::string first;
  };
  const std::vector<Row> rows{
      {"", 20, 0, 2, "o-45"},        {"&page=1", 20, 0, 2, "o-45"},
      {"&page=2", 20, 1, 3, "o-25"}, {"&page=3", 5, 2, 0, "o-5"},
      {"&page=4", 0, 3, 0, ""},      {"&page=1000000000", 0, 999999999, 0, ""},
  };
  for (const Row& row : rows) {
    CAPTURE(list.path, row.page);
    const Json page = api.Get(list.MakeTarget(Start(), Start() + 60 * kDay) + row.page).response();
    CHECK(page["total"] == 45);
    CHECK(page["previous"] == row.previous);
    CHECK(page["next"] == row.next);
    REQUIRE(page["list"].size() == row.size);
    if (row.size > 0) CHECK(page["list"][0]["merchant_uid"] == row.first);
  }
}

TEST_CASE("schedule lists: limit and sorting apply to the merchant's list only",
          "[api][schedule]") {
  TestApi api;
  AddSchedules(api, 25);
  const auto list = [&](const List& list_kind, const std::string& more) {
    return GetMerchantUids(
        api.Get(list_kind.MakeTarget(Start(), Start() + 60 * kDay) + more).response()["list"]);
  };
  CHECK(list(kMerchantList, "&limit=2") == Strings{"o-25", "o-24"});
  CHECK(list(kMerchantList, "&limit=2&page=2") == Strings{"o-23", "o-22"});
  CHECK(list(kMerchantList, "&limit=2&sorting=scheduled") == Strings{"o-1", "o-2"});
  CHECK(list(kMerchantList, "&limit=2&sorting=-scheduled") == Strings{"o-25", "o-24"});
  CHECK(list(kMerchantList, "&limit=1000").size() == 25);
  CHECK(list(kCustomerList, "&limit=2&sorting=scheduled").size() == 20);
  CHECK(list(kCustomerList, "&sorting=scheduled")[0] == "o-25");
}

TEST_CASE(
    "schedule lists: a list has only that customer's schedules; an unknown customer's is empty",
    "[api][schedule]") {
  TestApi api;
  AddSchedules(api, 2);
  AddSchedules(api, 1, "lee", "l-");
  const std::string span =
      "?from=" + FormatUnixSeconds(Start()) + "&to=" + FormatUnixSeconds(Start() + 10 * kDay);
  CHECK(api.Get(kMerchantList.MakeTarget(Start(), Start() + 10 * kDay)).response()["total"] == 3);
  CHECK(GetMerchantUids(api.Get("/subscribe/customers/lee/schedules" + span).response()["list"]) ==
        Strings{"l-1"});
  for (const std::string path :
       {"/subscribe/customers/nobody/schedules", "/subscribe/payments/schedule/customers/nobody"}) {
    const TestReply reply = api.Get(path + span);
    REQUIRE(Summary(reply) == "200 0");
    CHECK(reply.response().dump() == R"({"total":0,"previous":0,"next":0,"list":[]})");
  }
  CHECK(api.Get("/subscribe/customers/%20lee%20/schedules" + span).response()["total"] == 1);
}

TEST_CASE("schedule lists: with schedule_lists array, they are plain arrays", "[api][schedule]") {
  engine::Setup setup = testing::StandardSetup();
  setup.merchant.switches.schedule_lists = ScheduleListShape::kArray;
  TestApi api(setup);
  AddSchedules(api, 25);
  const List list = GENERATE(kMerchantList, kCustomerList, kCustomerListAlias);
  CAPTURE(list.path);
  const TestReply reply = api.Get(list.MakeTarget(Start(), Start() + 60 * kDay) + "&page=2");
  REQUIRE(Summary(reply) == "200 0");
  CHECK(GetMerchantUids(reply.response()) == Strings{"o-5", "o-4", "o-3", "o-2", "o-1"});
}

TEST_CASE("schedule lists: checks run in order", "[api][schedule]") {
  TestApi api;
  AddSchedules(api, 1);
  const List list = GENERATE(kMerchantList, kCustomerList, kCustomerListAlias);
  const auto invalid = [](const std::string& name, const std::string& why) {
    return "400 -1 " + name + " 파라메터가 올바르지 않습니다. (" + why + ")";
  };
  // Each row corrects the mistake of the row before it.
  const std::string from = list.from + "=" + FormatUnixSeconds(At("2024-01-31T09:00:00+09:00"));
  const std::string page = "&page=-1&limit=0&sorting=x";
  std::vector<std::pair<std::string, std::string>> rows{
      {"", "400 -1 " + list.from + " 파라메터가 누락되었습니다."},
      {list.from + "=soon", invalid(list.from, "정수여야 합니다")},
      {list.from + "=-1", invalid(list.from, "0 이상 253402268399 이하여야 합니다")},
      {from, "400 -1 " + list.to + " 파라메터가 누락되었습니다."},
      {from + "&" + list.to + "[]=1", invalid(list.to, "단일 값이어야 합니다")},
      {from + "&" + list.to + "=99999999999999999999", invalid(list.to, "정수여야 합니다")},
      {from + "&" + list.to + "=1", invalid(list.to, list.from + " 이후여야 합니다")},
      {from + "&" + list.to + "=" + FormatUnixSeconds(At("2024-04-30T09:00:01+09:00")),
       invalid(list.to, list.from + "부터 최대 3개월까지 조회할 수 있습니다")},
  };
  const std::string span =
      from + "&" + list.to + "=" + FormatUnixSeconds(At("2024-04-30T09:00:00+09:00"));
  rows.emplace_back(span + page + "&" + list.status + "=ready",
                    "400 -1 지원되지 않는 상태값입니다.");
  rows.emplace_back(span + page, invalid("page", "0 이상 1000000000 이하여야 합니다"));
  if (list.path == kMerchantList.path) {
    rows.emplace_back(span + "&page=1&limit=0&sorting=x",
                      invalid("limit", "1 이상 1000 이하여야 합니다"));
    rows.emplace_back(span + "&page=1&limit=1001&sorting=x",
                      invalid("limit", "1 이상 1000 이하여야 합니다"));
    rows.emplace_back(span + "&page=1&limit=1000&sorting=x",
                      invalid("sorting", "scheduled 또는 -scheduled여야 합니다"));
  }
  rows.emplace_back(span + "&page=1&limit=1000&sorting=scheduled", "200 0");
  for (const auto& [query, outcome] : rows) {
    CAPTURE(list.path, query);
    CHECK(Summary(api.Get(list.path + "?" + query)) == outcome);
  }
}

}  // namespace
}  // namespace portone
