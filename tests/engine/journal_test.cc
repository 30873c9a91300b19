// SPDX-License-Identifier: MIT
#include "engine/journal.h"

#include <chrono>
#include <variant>

#include "support/test_sandbox.h"

namespace portone::engine {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

using std::chrono::hours;

JournalEntry MakeEntry(std::string body) {
  JournalEntry entry;
  entry.at = Start();
  entry.input = ApiRequest{.body = std::move(body)};
  return entry;
}

Strings GetKinds(const std::vector<JournalEntry>& entries) {
  Strings kinds;
  for (const JournalEntry& entry : entries)
    kinds.emplace_back(GetKindName(entry.input));
  return kinds;
}

TEST_CASE("journal: numbers entries from 1 without gaps", "[engine][journal]") {
  Journal journal;
  CHECK(journal.last_sequence() == 0);
  CHECK(journal.ListSince(0).empty());
  for (int i = 0; i < 3; ++i)
    journal.Append(MakeEntry("body"));
  CHECK(journal.last_sequence() == 3);
  const std::vector<JournalEntry> all = journal.ListSince(0);
  REQUIRE(all.size() == 3);
  CHECK(all[0].sequence == 1);
  CHECK(all[2].sequence == 3);
}

TEST_CASE("journal: returns the entries after a sequence number", "[engine][journal]") {
  Journal journal;
  for (int i = 0; i < 3; ++i)
    journal.Append(MakeEntry("body"));
  REQUIRE(journal.ListSince(2).size() == 1);
  CHECK(journal.ListSince(2)[0].sequence == 3);
  CHECK(journal.ListSince(3).empty());
  CHECK(journal.ListSince(99).empty());
}

TEST_CASE("journal: drops the oldest entries beyond the entry limit", "[engine][journal]") {
  Journal journal;
  for (std::size_t i = 0; i < Journal::kMaxEntries + 5; ++i)
    journal.Append(MakeEntry(""));
  const std::vector<JournalEntry> entries = journal.ListSince(0);
  REQUIRE(entries.size() == Journal::kMaxEntries);
  CHECK(entries.front().sequence == 6);
  CHECK(entries.back().sequence == Journal::kMaxEntries + 5);
}

TEST_CASE("journal: drops the oldest entries beyond the byte limit", "[engine][journal]") {
  Journal journal;
  const std::string quarter(Journal::kMaxBytes / 4, 'x');
  for (int i = 0; i < 4; ++i)
    journal.Append(MakeEntry(quarter));
  CHECK(journal.ListSince(0).size() == 4);
  journal.Append(MakeEntry("x"));
  CHECK(journal.ListSince(0).size() == 4);
  CHECK(journal.ListSince(0).front().sequence == 2);
  journal.Append(MakeEntry(quarter));
  CHECK(journal.ListSince(0).size() == 4);
  CHECK(journal.ListSince(0).front().sequence == 3);
}

TEST_CASE("journal: all fields of an input count towards the byte limit", "[engine][journal]") {
  Journal journal;
  const std::string ninth(Journal::kMaxBytes / 9, 'x');
  const auto append = [&](JournalInput input) {
    journal.Append({0, Start(), std::move(input), {}});
  };
  append(ApiRequest{
      .method = ninth, .target = ninth, .content_type = ninth, .user_agent = ninth, .body = ninth});
  append(WebhookResult{{.result = {.error = ninth, .body = ninth}}});
  append(PaymentConcluded{.result = {.error = ninth, .body = ninth}});
  CHECK(journal.ListSince(0).size() == 3);
  journal.Append(MakeEntry("123456789"));
  CHECK(journal.ListSince(0).size() == 3);
  CHECK(journal.ListSince(0).front().sequence == 2);
}

TEST_CASE("journal: an entry larger than the byte limit is dropped", "[engine][journal]") {
  Journal journal;
  journal.Append(MakeEntry("small"));
  journal.Append(MakeEntry(std::string(Journal::kMaxBytes + 1, 'x')));
  CHECK(journal.ListSince(0).empty());
  journal.Append(MakeEntry("small"));
  CHECK(journal.ListSince(0).size() == 1);
  CHECK(journal.last_sequence() == 3);
}

TEST_CASE("journal: every kind of input has a name", "[engine][journal]") {
  CHECK(GetKindName(ApiRequest{}) == "request");
  CHECK(GetKindName(WebhookResult{}) == "delivery");
  CHECK(GetKindName(AdvanceStarted{}) == "advance started");
  CHECK(GetKindName(TimerFired{}) == "timer fired");
  CHECK(GetKindName(AdvanceEnded{}) == "advance ended");
  CHECK(GetKindName(ClockSet{}) == "clock set");
  CHECK(GetKindName(PaymentConcluded{}) == "window");
}

TEST_CASE("journal: the engine records commands with their input and webhooks",
          "[engine][journal]") {
  TestSandbox sandbox(SetupWithWebhook("http://shop/hook"));
  GetValue(sandbox.engine.Run(ApiRequest{.target = "/subscribe/payments/onetime", .body = "{}"},
                              MakeOnetimeCharge("order-1")));
  const std::vector<JournalEntry> entries = sandbox.engine.ReadJournal(0);
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].at == Start());
  const auto& request = std::get<ApiRequest>(entries[0].input);
  CHECK(request.target == "/subscribe/payments/onetime");
  CHECK(request.body == "{}");
  REQUIRE(entries[0].side_effects.webhooks.size() == 1);
  CHECK(entries[0].side_effects.webhooks[0].merchant_uid.text == "order-1");
}

TEST_CASE("journal: the engine records refused commands but no queries", "[engine][journal]") {
  TestSandbox sandbox;
  CHECK_FALSE(sandbox.Run(MakeOnetimeCharge("order-1", kUnknownBinCard)).ok());
  CHECK(sandbox.engine.ReadJournal(0).size() == 1);
  CHECK(sandbox.engine.ReadJournal(0)[0].side_effects.webhooks.empty());
  GetValue(sandbox.Query(commands::ListWebhookDeliveries{}));
  CHECK(sandbox.engine.ReadJournal(0).size() == 1);
}

TEST_CASE("journal: the engine records each step of an advance at its time", "[engine][journal]") {
  TestSandbox sandbox(SetupWithWebhook("http://shop/hook"));
  GetValue(sandbox.Run(Issue("kim")));
  GetValue(sandbox.Run(ScheduleInAnHour("kim", "order-1")));
  sandbox.AdvanceBy(hours{2});
  const std::vector<JournalEntry> entries = sandbox.engine.ReadJournal(2);
  REQUIRE(GetKinds(entries) ==
          Strings{"advance started", "timer fired", "timer fired", "advance ended"});
  CHECK(entries[0].at == Start());
  CHECK(entries[1].at == Start() + hours{1});
  CHECK(entries[1].side_effects.webhooks.size() == 1);
  CHECK(entries[2].side_effects.webhooks.empty());
  CHECK(entries[3].at == Start() + hours{2});
}

}  // namespace
}  // namespace portone::engine
