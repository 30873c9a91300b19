// SPDX-License-Identifier: MIT
// Where the record is that makes a sandbox impossible: line, column and member, in the file that
// has it.
#include <string>
#include <utility>

#include "commands/initial_state.h"
#include "scenario/loader.h"
#include "support/catch.h"
#include "support/temp_folder.h"
#include "support/test_sandbox.h"

namespace portone::scenario {
namespace {

/// The location of the first record at fault in a file's block `given`, or in that of a sandbox in
/// it. The sandbox has `before` already.
std::string Locate(const std::string& path, const std::string& imp_key = "",
                   engine::Setup before = testing::StandardSetup()) {
  const LoadResult loaded = LoadFile(path).result;
  INFO((loaded.ok() ? "" : loaded.error().message));
  REQUIRE(loaded.ok());
  const Scenario& scenario = loaded.value();
  const engine::Setup setup =
      imp_key.empty() ? MergeIntoSetup(std::move(before), scenario)
                      : MergeIntoSetup(std::move(before), scenario, scenario.sandboxes.front());
  REQUIRE(setup.initial_state);
  const auto problem = commands::ValidateInitialState(setup.merchant, *setup.initial_state);
  REQUIRE(problem);
  return LocateRecord(path, imp_key, *problem).value_or("nowhere");
}

TEST_CASE("places: a record at fault is named with line, column and member",
          "[scenario][given][place]") {
  const testing::TempFolder files;
  const auto [given, place] = GENERATE(table<std::string, std::string>({
      {R"({"autopay_keys": [{"customer_uid": "a", "member_id": "m"}]})",
       ":1:51: /given/autopay_keys/0/member_id: "},
      {R"({"billing_keys": [{"customer_uid": "k"}, {"customer_uid": "k", "card_code": "1"}]})",
       ":1:53: /given/billing_keys/1/customer_uid: "},
      {R"({"billing_keys": [{"customer_uid": "k", "card_code": "999"}]})",
       ":1:51: /given/billing_keys/0/card_code: "},
      // a member that is missing: the record
      {R"({"payments": [{"merchant_uid": "o", "amount": 1, "vbank_holder": "Choi"}]})",
       ":1:25: /given/payments/0/vbank_date: "},
      // records of another tier in between do not count
      {R"({"tiers": [{"tier_code": "A01", "tier_name": "a"}], "prepared": [
{"merchant_uid": "p", "amount": 1}, {"tier": "A01", "merchant_uid": "p", "amount": 1},
{"merchant_uid": "p", "amount": 1}, {"tier": "A01", "merchant_uid": "q", "amount": 1}]})",
       ":3:2: /given/prepared/2/merchant_uid: "},
      {R"({"prepared": [{"merchant_uid": "p", "amount": 1},
{"tier": "B02", "merchant_uid": "p", "amount": 1}]})",
       ":2:2: /given/prepared/1/tier: "},
      {R"({"held_webhooks": [1]})", ":1:12: /given/held_webhooks: "},
      {R"({"agenda": [{"at": "2024-02-01T09:00:00Z", "kind": "attempt_webhook", "webhook": 4}]})",
       ":1:23: /given/agenda/0: "},
      {R"({"persons": [{"name": "Kim", "phone": "01011112222"},
{"name": "Kim", "phone": "010-1111-2222"}]})",
       ":2:2: /given/persons/1/name: "},
  }));
  CAPTURE(given);
  const std::string path = files.Write("main.json", R"({"given": )" + given + "}");
  CHECK(Locate(path) == path + place);
}

TEST_CASE("places: of files that include others, the one that has the record is named",
          "[scenario][given][place]") {
  const testing::TempFolder files;
  const std::string base =
      files.Write("base.json", R"({"given": {"billing_keys": [{"customer_uid": "k"}]}})");
  const std::string twice = files.Write("twice.json", R"({"include": ["base.json"],
"given": {"billing_keys": [{"customer_uid": "j"}, {"customer_uid": "k"}]}})");
  CHECK(Locate(twice) == twice + ":2:52: /given/billing_keys/1/customer_uid: ");
  const std::string narrow = files.Write("narrow.json", R"({"include": ["base.json", "keys.json"],
"given": {"channels": [{"pg": "kcp"}], "billing_keys": [{"customer_uid": "n"}]}})");
  const std::string keys = files.Write(
      "keys.json", R"({"given": {"billing_keys": [{"customer_uid": "i", "pg": "nice"}]}})");
  CHECK(Locate(narrow) == keys + ":1:51: /given/billing_keys/0/pg: ");
}

TEST_CASE("places: a sandbox of its own is searched for its own records",
          "[scenario][given][place]") {
  const testing::TempFolder files;
  const std::string path = files.Write("main.json", R"({"given": {
"billing_keys": [{"customer_uid": "k"}], "sandboxes": [
{"merchant": {"imp_key": "b", "imp_secret": "s"},
 "billing_keys": [{"customer_uid": "k"}, {"customer_uid": "k"}]}]}})");
  CHECK(Locate(path, "b") == path + ":4:43: /given/sandboxes/0/billing_keys/1/customer_uid: ");
}

TEST_CASE("places: a record that the sandbox had before is in no file",
          "[scenario][given][place]") {
  const testing::TempFolder files;
  const std::string first =
      files.Write("first.json", R"({"given": {"billing_keys": [{"customer_uid": "k"}]}})");
  const std::string second =
      files.Write("second.json", R"({"given": {"channels": [], "persons": [{"name": "Kim"}]}})");
  const engine::Setup before =
      MergeIntoSetup(testing::StandardSetup(), LoadFile(first).result.value());
  CHECK(Locate(second, "", before) == "nowhere");
  const std::string third =
      files.Write("third.json", R"({"given": {"billing_keys": [{"customer_uid": "k"}]}})");
  CHECK(Locate(third, "", before) == third + ":1:30: /given/billing_keys/0/customer_uid: ");
}

}  // namespace
}  // namespace portone::scenario
