// SPDX-License-Identifier: MIT
// The example shop and the emulator, both as processes. Runs the scenarios of
// examples/subscription-shop from kim's first payment to the end of the year; then the shop's
// records, the emulator's records and the hand-written `expect` of the file must agree.
//
// Each scenario runs twice, in new processes on other ports, and must leave the same journal to the
// last byte: no entry contains a port, so nothing has to be left out.
#include <algorithm>
#include <cstdint>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "domain/calendar.h"
#include "json/json.h"
#include "support/catch.h"
#include "support/merchant_client.h"
#include "support/program.h"

namespace portone::testing {
namespace {

using Lines = std::vector<std::string>;

constexpr const char* kCard = R"({"customer_uid": "kim", "card_number": "1234-1234-1234-1234",
    "expiry": "2030-12", "birth": "820213", "pwd_2digit": "00"})";
constexpr const char* kDecliningCard = R"({"customer_uid": "kim",
    "card_number": "4000-0000-0000-0341", "expiry": "2030-12", "birth": "820213",
    "pwd_2digit": "00"})";

Json ReadScenario(const std::string& name) {
  std::ifstream file(SourcePath("examples/subscription-shop/scenarios/" + name + ".json"));
  return Json::parse(file, nullptr, true, true);  // with comments
}

std::string FormatUnixSeconds(const Json& iso) {
  return std::to_string(ToUnixSeconds(ParseIso(iso.get<std::string>()).value()));
}

/// "kim-4 failed at 1714435200"
std::string FormatLine(const std::string& merchant_uid, const std::string& status,
                       const std::string& instant) {
  return merchant_uid + " " + status + " at " + instant;
}

std::string GetFirstWord(const std::string& line) {
  return line.substr(0, line.find(' '));
}

/// The payments with this status in `expect`, in its order.
Lines ListExpectedPayments(const Json& expect, const std::string& status) {
  Lines lines;
  for (const Json& entry : expect) {
    const Json payment = entry.value("payments", Json::object());
    if (payment.value("status", "") != status || !payment.contains("merchant_uid")) continue;
    lines.push_back(FormatLine(payment.at("merchant_uid"), status,
                               FormatUnixSeconds(payment.at(status + "_at"))));
  }
  return lines;
}

/// The upcoming charge in `expect`, if the shop schedules any.
Lines ListExpectedSchedules(const Json& expect) {
  Lines lines;
  for (const Json& entry : expect) {
    const Json schedule = entry.value("schedules", Json::object());
    if (!schedule.contains("merchant_uid")) continue;
    lines.push_back(FormatLine(schedule.at("merchant_uid"), schedule.at("schedule_status"),
                               FormatUnixSeconds(schedule.at("schedule_at"))));
  }
  return lines;
}

/// The example as a child process, stopped by SIGTERM.
class Shop {
 public:
  Shop(const RunningEmulator& emulator, const Lines& settings)
      : program_({"node", SourcePath("examples/subscription-shop/server.js")},
                 WithDefaults(emulator, settings)) {
    const std::string ready_line = program_.ReadLine();
    const std::string prefix = "subscription-shop ready: http://127.0.0.1:";
    INFO(ready_line << program_.ReadErrorOutput());
    REQUIRE(ready_line.starts_with(prefix));
    port_ = std::stoi(ready_line.substr(prefix.size()));
  }
  Shop(const Shop&) = delete;
  Shop& operator=(const Shop&) = delete;
  ~Shop() {
    program_.Signal(SIGTERM);
    try {
      const ProgramResult result = program_.Await();
      INFO(result.err);
      CHECK(result.exit_code == 0);
    } catch (const std::exception& error) {
      FAIL_CHECK(error.what());
    }
  }

  std::string webhook_url() const {
    return "http://127.0.0.1:" + std::to_string(port_) + "/portone/webhook";
  }
  ReceivedReply Get(const std::string& target) const {
    return SendUnchecked(port_, "GET " + target);
  }
  ReceivedReply Post(const std::string& target, const std::string& json = "{}") const {
    return SendUnchecked(port_, "POST " + target, {"Content-Type: application/json"}, json);
  }

  Lines ReadCredits() const { return ReadRecords("credits", "paid"); }
  Lines ReadFailures() const { return ReadRecords("failures", "failed"); }
  std::string GetNextCharge() const {
    const ReceivedReply customer = Get("/customers/kim");
    return FormatLine(customer.At("/next/merchant_uid"), "scheduled", customer.At("/next/due"));
  }
  /// How often the log has this event, e.g. "webhook".
  std::int64_t CountLogged(const std::string& event, const std::string& merchant_uid) const {
    const Json log = Json::parse(Get("/log").body);
    return std::count_if(log.begin(), log.end(), [&](const Json& entry) {
      return entry.at("event") == event && entry.value("merchant_uid", "") == merchant_uid;
    });
  }

 private:
  static Lines WithDefaults(const RunningEmulator& emulator, const Lines& settings) {
    Lines lines{"PORT=0", "PORTONE_URL=" + emulator.base_url(), "IMP_KEY=shop", "IMP_SECRET=secret",
                "AMOUNT=9900"};
    lines.insert(lines.end(), settings.begin(), settings.end());
    return lines;
  }
  Lines ReadRecords(const std::string& name, const std::string& status) const {
    const Json customer = Json::parse(Get("/customers/kim").body);
    Lines lines;
    for (const Json& entry : customer.at(name))
      lines.push_back(
          FormatLine(entry.at("merchant_uid"), status, entry.at(status + "_at").dump()));
    return lines;
  }

  Program program_;
  int port_ = 0;
};

/// The emulator, a shop that uses it, and a sandbox for the shop with the given scenario.
class ShopSession {
 public:
  ShopSession(const Json& scenario, const Lines& settings) : shop_(emulator_, settings) {
    Json record = scenario;
    record["given"]["webhook"]["url"] = shop_.webhook_url();
    const Json sandbox{{"imp_key", "shop"}, {"imp_secret", "secret"}, {"scenario", record}};
    const ReceivedReply created = merchant_.Post("/_emulator/sandboxes", sandbox.dump());
    INFO(created.body);
    REQUIRE(created.status == 200);
  }

  const Shop& shop() const { return shop_; }
  ReceivedReply Control(const std::string& call) const {
    return merchant_.Get(call + "?sandbox=shop");
  }
  /// The emulator's records of the payments that these lines begin with.
  Lines ReadPayments(const Lines& lines) {
    Lines records;
    for (const std::string& line : lines) {
      const ReceivedReply payment = GetAuthorized("/payments/find/" + GetFirstWord(line));
      const std::string status = payment.At("/response/status");
      records.push_back(FormatLine(payment.At("/response/merchant_uid"), status,
                                   payment.At("/response/" + status + "_at")));
    }
    return records;
  }
  ReceivedReply Verify(const Json& expect) const {
    return merchant_.Post("/_emulator/verify?sandbox=shop", Json{{"expect", expect}}.dump());
  }
  std::string Schedule(const std::string& merchant_uid) {
    const ReceivedReply schedule = GetAuthorized("/subscribe/payments/schedule/" + merchant_uid);
    return FormatLine(schedule.At("/response/merchant_uid"),
                      schedule.At("/response/schedule_status"),
                      schedule.At("/response/schedule_at"));
  }

  void Subscribe(const char* card, int status) const {
    CHECK(shop_.Post("/subscriptions", card).status == status);
    Settle();
  }
  /// Returns the new date in Seoul.
  std::string Advance(const std::string& by) const {
    const ReceivedReply advanced = merchant_.Advance(by);
    INFO(advanced.body);
    REQUIRE(advanced.status == 200);
    return advanced.At("/now").substr(0, 10);
  }
  void AdvanceByDaysWithJob(int days) const {
    for (int day = 0; day < days; ++day) {
      const std::string today = Advance("1d");
      REQUIRE(shop_.Post("/jobs/daily", Json{{"today", today}}.dump()).status == 200);
      Settle();
    }
  }
  void Settle() const { REQUIRE(merchant_.Post("/_emulator/settle?sandbox=shop").status == 200); }

 private:
  ReceivedReply GetAuthorized(const std::string& target) {
    merchant_.Authorize();
    return merchant_.Get(target);
  }

  RunningEmulator emulator_;
  Shop shop_;
  MerchantClient merchant_{emulator_.port(), "shop", "secret"};
};

struct ShopScenario {
  std::string scenario;
  Lines settings;                               ///< the shop's environment
  std::function<void(const ShopSession&)> run;  ///< from kim's first payment on
};

/// Checks that all three records agree.
void CheckRecords(const Json& expect, ShopSession& session) {
  const Lines paid = ListExpectedPayments(expect, "paid");
  const Lines failed = ListExpectedPayments(expect, "failed");
  REQUIRE_FALSE(paid.empty());
  const ReceivedReply verified = session.Verify(expect);
  INFO(verified.body);
  CHECK(verified.status == 200);
  CHECK(session.shop().ReadCredits() == paid);
  CHECK(session.shop().ReadFailures() == failed);
  CHECK(session.ReadPayments(paid) == paid);
  CHECK(session.ReadPayments(failed) == failed);
  for (const std::string& line : ListExpectedSchedules(expect)) {
    CHECK(session.shop().GetNextCharge() == line);
    CHECK(session.Schedule(GetFirstWord(line)) == line);
  }
}

/// Returns what must be the same in every run: the emulator's journal and the shop's log.
std::string Run(const ShopScenario& test) {
  const Json scenario = ReadScenario(test.scenario);
  ShopSession session(scenario, test.settings);
  session.Subscribe(kCard, 201);
  test.run(session);
  std::string record = session.Control("/_emulator/journal").body;
  record += session.shop().Get("/log").body;
  CheckRecords(scenario.at("expect"), session);
  return record;
}

void RunTwice(const ShopScenario& test) {
  const std::string first_record = Run(test);
  CHECK(Run(test) == first_record);
}

void AdvanceByAYear(const ShopSession& session) {
  session.Advance("365d");
}

/// Checks that there is one credit and one following charge, however many webhooks came.
void ExpectCreditedOnce(const Shop& shop, const std::string& merchant_uid,
                        const std::string& next) {
  CHECK(shop.CountLogged("credited", merchant_uid) == 1);
  CHECK(shop.CountLogged("scheduled", next) == 1);
}

TEST_CASE("shop: a subscription of January 31 is renewed on the last day of each month", "[e2e]") {
  RunTwice({"calendar_months", {"PLAN=calendar"}, AdvanceByAYear});
}

TEST_CASE("shop: a declined renewal is paid a day later, and renewals continue from there",
          "[e2e]") {
  RunTwice({"thirty_days_one_decline", {"PLAN=days"}, AdvanceByAYear});
}

TEST_CASE("shop: without schedules a daily job charges the due customers", "[e2e]") {
  RunTwice({"daily_job", {"PLAN=daily-job"}, [](const ShopSession& session) {
              session.AdvanceByDaysWithJob(365);
              CHECK(session.shop().CountLogged("webhook", "kim-4") == 0);
              CHECK(session.shop().GetNextCharge() == "kim-14 scheduled at 1740441600");  // day 391
            }});
}

TEST_CASE("shop: a webhook that failed halfway is retried and credits once", "[e2e]") {
  RunTwice({"webhook_answered_500", {"FAIL_WEBHOOK_FOR=kim-3"}, [](const ShopSession& session) {
              session.Advance("365d");
              CHECK(session.shop().CountLogged("webhook", "kim-3") == 2);
              ExpectCreditedOnce(session.shop(), "kim-3", "kim-4");
            }});
}

TEST_CASE("shop: a webhook that comes twice credits once", "[e2e]") {
  RunTwice({"webhook_twice", {}, [](const ShopSession& session) {
              session.Advance("365d");
              CHECK(session.shop().CountLogged("webhook", "kim-4") == 2);
              ExpectCreditedOnce(session.shop(), "kim-4", "kim-5");
            }});
}

TEST_CASE("shop: reconciliation repairs the effects of a lost webhook", "[e2e]") {
  RunTwice({"webhook_lost", {}, [](const ShopSession& session) {
              session.Advance("91d");
              CHECK(session.shop().ReadCredits().size() == 3);
              for (int time = 0; time < 2; ++time)
                CHECK(session.shop().Post("/jobs/reconcile").status == 200);
              CHECK(session.shop().CountLogged("found", "kim-4") == 1);
              session.Advance("274d");
              CHECK(session.shop().CountLogged("webhook", "kim-4") == 0);
              ExpectCreditedOnce(session.shop(), "kim-4", "kim-5");
            }});
}

TEST_CASE("shop: a webhook lost for longer than a period does not end the subscription", "[e2e]") {
  const ShopSession session(ReadScenario("webhook_lost"), {});
  session.Subscribe(kCard, 201);
  session.Advance("365d");
  CHECK(session.shop().ReadCredits().size() == 3);  // kim-4 was paid on day 90, without a webhook
  CHECK(session.shop().Post("/jobs/reconcile").status == 200);
  CHECK(session.shop().CountLogged("late", "kim-5") == 1);
  CHECK(session.shop().ReadCredits().size() == 5);
  CHECK(session.shop().GetNextCharge() == "kim-6 scheduled at 1740787200");  // day 395
}

TEST_CASE("shop: a refused card gives 402", "[e2e]") {
  const ShopSession session(ReadScenario("calendar_months"), {});
  session.Subscribe(R"({"customer_uid": "lee", "card_number": "1111-1111-1111-1111",
                      "expiry": "2030-12", "birth": "820213", "pwd_2digit": "00"})",
                    402);
}

TEST_CASE("shop: a charge whose reply is cut off is looked up and not made again", "[e2e]") {
  RunTwice({"reply_cut", {"PLAN=daily-job"}, [](const ShopSession& session) {
              session.AdvanceByDaysWithJob(365);
              CHECK(session.shop().CountLogged("found", "kim-5") == 1);
              CHECK(session.shop().CountLogged("webhook", "kim-5") == 0);
              CHECK(session.shop().CountLogged("credited", "kim-5") == 1);
              CHECK(session.shop().GetNextCharge() == "kim-14 scheduled at 1740355200");  // day 390
            }});
}

TEST_CASE("shop: forged webhooks credit nobody", "[e2e]") {
  const ShopSession session(ReadScenario("calendar_months"), {});
  session.Subscribe(kCard, 201);
  const Lines credits = session.shop().ReadCredits();
  REQUIRE(credits.size() == 1);
  const std::string paid = session.shop().Get("/customers/kim").At("/credits/0/imp_uid");
  for (const std::string& imp_uid : {paid, std::string("imps_123456789012")}) {
    const Json forged{{"imp_uid", imp_uid}, {"merchant_uid", "kim-2"}, {"status", "paid"}};
    CHECK(session.shop().Post("/portone/webhook", forged.dump()).status == 200);
  }
  CHECK(session.shop().ReadCredits() == credits);
  CHECK(session.shop().CountLogged("scheduled", "kim-2") == 1);
}

TEST_CASE("shop: a customer who never paid is charged again only with a new card", "[e2e]") {
  const ShopSession session(ReadScenario("calendar_months"), {});
  session.Subscribe(kDecliningCard, 402);
  session.Advance("30d");
  CHECK(session.shop().ReadCredits().empty());
  CHECK(session.shop().ReadFailures() == Lines{"kim-1 failed at 1706659200"});
  session.Subscribe(kCard, 201);
  CHECK(session.shop().ReadCredits() == Lines{"kim-1-retry1 paid at 1709251200"});
}

}  // namespace
}  // namespace portone::testing
