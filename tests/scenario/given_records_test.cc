// SPDX-License-Identifier: MIT
// The records that a scenario file gives a sandbox: billing keys, payments, schedules, prepared
// amounts; and the records that are refused.
#include <algorithm>
#include <cctype>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "commands/initial_state.h"
#include "commands/record_lists.h"
#include "domain/calendar.h"
#include "domain/card_codes.h"
#include "json/json.h"
#include "scenario/export.h"
#include "scenario/loader.h"
#include "support/cancellation_id.h"
#include "support/catch.h"
#include "support/scenario_files.h"
#include "support/strip_locations.h"
#include "support/test_sandbox.h"

namespace portone::scenario {
namespace {

using testing::At;

constexpr const char* kLocation = "test.json: ";

engine::Setup Base() {
  engine::Setup setup = testing::StandardSetup();
  setup.merchant.tiers = {{TierCode::Parse("A01").value(), "one"}};
  return setup;
}

engine::Setup Load(const std::string& given) {
  const LoadResult result = LoadText(R"({"given": )" + given + "}", "test.json");
  INFO((result.ok() ? "" : result.error().message));
  REQUIRE(result.ok());
  return MergeIntoSetup(Base(), result.value());
}

std::string LoadAndFail(const std::string& given) {
  const LoadResult result = LoadText(R"({"given": )" + given + "}", "test.json");
  return result.ok() ? "loaded" : testing::StripLocations(result.error().message);
}

/// Why a sandbox cannot start with these records.
std::string ValidateInitialState(const std::string& given) {
  const engine::Setup setup = Load(given);
  if (!setup.initial_state) return "it has none";
  const auto problem = commands::ValidateInitialState(setup.merchant, *setup.initial_state);
  return problem ? problem->message : "it can";
}

TEST_CASE("given: each record needs only a few keys", "[scenario][given]") {
  const engine::Setup setup = Load(R"({
    "billing_keys": [{"customer_uid": "kim"}, {"customer_uid": "lee", "pg": "kcp"}],
    "payments": [{"merchant_uid": "o-1", "amount": 1000, "customer_uid": "kim"},
                 {"merchant_uid": "o-2", "amount": 10.5, "currency": "USD", "status": "cancelled"},
                 {"merchant_uid": "o-3", "amount": 5, "status": "failed", "fail_reason": "no"},
                 {"merchant_uid": "v-1", "amount": 700, "status": "ready",
                  "channel_key": "channel-key-kcp",
                  "vbank_date": "2024-02-05T00:00:00+09:00", "vbank_holder": "Choi"}],
    "schedules": [{"customer_uid": "lee", "merchant_uid": "s-1", "amount": 3000,
                   "schedule_at": "2024-02-01T09:00:00+09:00"}],
    "prepared": [{"merchant_uid": "p-1", "amount": 50},
                 {"tier": "A01", "merchant_uid": "p-1", "amount": 60}]})");
  testing::TestSandbox sandbox(setup);
  const Payment paid = sandbox.Find("o-1");
  CHECK(paid.status == PaymentStatus::kPaid);
  CHECK(paid.paid_at == testing::Start());
  CHECK(paid.imp_uid.text.starts_with("imps_"));
  CHECK(paid.card.has_value());
  CHECK(paid.apply_num.has_value());
  CHECK(paid.customer_uid_usage == CustomerUidUsage::kPayment);
  const Payment cancelled = sandbox.Find("o-2");
  CHECK(cancelled.order.amount == Money{1'050, Currency::kUsd});
  CHECK(GetRemainingAmount(cancelled).IsZero());
  CHECK(sandbox.Find("o-3").fail_reason == "no");
  const Payment account = sandbox.Find("v-1");
  CHECK(account.pay_method == PayMethod::kVbank);
  CHECK(account.vbank->number.size() == 14);
  CHECK(account.vbank->due == At("2024-02-05T00:00:00+09:00"));
  CHECK(sandbox.FindSchedule("s-1").schedule.pg.text == "kcp");
  const auto fired = sandbox.AdvanceTo(At("2024-02-06T00:00:00+09:00"));
  REQUIRE(fired.size() == 2);
  CHECK(fired[0].outcome == "paid");
  CHECK(fired[1].kind == ExpireVbank::kName);
}

TEST_CASE("given: a certification and a person need only a few keys", "[scenario][given]") {
  testing::TestSandbox sandbox(Load(R"({
    "persons": [{"name": "Kim"}, {"name": "Lee", "phone": "010-1111-2222", "gender": "female"}],
    "certifications": [
      {"merchant_uid": "done"},
      {"merchant_uid": "named", "imp_uid": "imp_1", "pg": "kcp_v2", "name": "Park"},
      {"merchant_uid": "open", "imp_uid": "imp_2", "status": "ready"},
      {"merchant_uid": "sent", "imp_uid": "imp_3", "status": "ready", "otp": {}}]})"));
  const auto list = testing::GetValue(sandbox.Query(commands::ListCertifications{})).list;
  REQUIRE(list.size() == 4);
  const Certification& sent = list[0].record;
  CHECK(sent.otp->code.size() == 6);
  CHECK(sent.person->name == "Kim");
  CHECK(sent.person->phone.size() == 11);
  CHECK_FALSE(sent.person->unique_key);
  CHECK_FALSE(list[1].record.person);
  const Certification& named = list[2].record;
  CHECK(named.pg.text == "kcp_v2");
  CHECK(named.person->name == "Park");
  CHECK(named.person->birthday == "1990-01-01");
  CHECK(named.person->unique_key->size() == 88);
  const Certification& done = list[3].record;
  CHECK(done.imp_uid.text.starts_with("imp_"));
  CHECK(done.pg.text == "danal");
  CHECK(done.person->name == "Kim");
  CHECK(done.certified_at == testing::Start());
  CHECK(done.pg_tid->starts_with("20240131090000"));
  CHECK(done.sequence < sent.sequence);
}

TEST_CASE("given: card fields that are present are kept, the others are filled in",
          "[scenario][given]") {
  testing::TestSandbox sandbox(Load(R"({"billing_keys": [
    {"customer_uid": "kim", "card_code": "361", "card_type": 1},
    {"customer_uid": "lee", "card_name": "현대카드"},
    {"customer_uid": "choi", "card_name": "우리동네카드", "card_number": "524353******1111"},
    {"customer_uid": "park"}],
    "payments": [{"merchant_uid": "paid", "amount": 1000, "card_code": "361"}]})"));
  const Payment kim = testing::GetValue(sandbox.Run(testing::MakeKeyCharge("kim", "o-1")));
  REQUIRE(kim.card.has_value());
  CHECK(kim.card->code == "361");
  CHECK(kim.card->name == "BC카드");
  CHECK(kim.card->type == 1);
  CHECK_FALSE(kim.card->number.empty());
  const Payment lee = testing::GetValue(sandbox.Run(testing::MakeKeyCharge("lee", "o-2")));
  CHECK(lee.card->code == FindCardCompany("367")->code);
  CHECK(lee.card->name == "현대카드");
  const Payment choi = testing::GetValue(sandbox.Run(testing::MakeKeyCharge("choi", "o-3")));
  CHECK(choi.card->name == "우리동네카드");
  CHECK(choi.card->number == "524353******1111");
  const Payment park = testing::GetValue(sandbox.Run(testing::MakeKeyCharge("park", "o-4")));
  CHECK(park.card->name == "국민KB카드");  // as NICE calls it
  const Payment paid = sandbox.Find("paid");
  CHECK(paid.card->name == "BC카드");
  CHECK_FALSE(paid.card->number.empty());
}

TEST_CASE("given: cancellations without an id get one of the recorded form, each its own",
          "[scenario][given]") {
  testing::TestSandbox sandbox(Load(R"({"payments": [
    {"merchant_uid": "o-1", "amount": 1000, "status": "cancelled",
     "cancel_history": [{"amount": 300}, {"amount": 200}, {"amount": 100,
                         "cancellation_id": "06JC8FVHJTW2WY16FEY0"}]},
    {"merchant_uid": "o-2", "amount": 1000, "status": "cancelled"}]})"));
  const auto first = sandbox.Find("o-1").cancellations;
  const auto whole = sandbox.Find("o-2").cancellations;
  REQUIRE(first.size() == 3);
  REQUIRE(whole.size() == 1);
  CHECK(testing::IsCancellationId(first[0].cancellation_id));
  CHECK(testing::IsCancellationId(first[1].cancellation_id));
  CHECK(first[2].cancellation_id == "06JC8FVHJTW2WY16FEY0");
  CHECK(testing::IsCancellationId(whole[0].cancellation_id));
  CHECK(first[0].cancellation_id != first[1].cancellation_id);
  CHECK(first[0].cancellation_id != whole[0].cancellation_id);
}

TEST_CASE("given: a virtual account has the bank's name and a number as its gateway gives them",
          "[scenario][given]") {
  const auto [pg, code, name, start, digits] =
      GENERATE(table<std::string, std::string, std::string, std::string, std::size_t>({
          {"uplus", "088", "신한", "X", 13},
          {"uplus", "004", "국민", "X", 14},
          {"html5_inicis", "004", "KB 국민은행", "", 14},
          {"html5_inicis", "011", "농협중앙회", "", 14},
          {"nice", "004", "국민은행", "", 14},
      }));
  CAPTURE(pg, code);
  testing::TestSandbox sandbox(Load(
      R"({"payments": [{"merchant_uid": "o-1", "amount": 1000, "status": "ready", "pg": ")" + pg +
      R"(", "vbank_code": ")" + code + R"(", "vbank_date": "2024-02-05T00:00:00+09:00"}]})"));
  const VirtualAccount account = *sandbox.Find("o-1").vbank;
  CHECK(account.bank_name == name);
  CHECK(account.number.starts_with(start));
  CHECK(account.number.size() == start.size() + digits);
}

TEST_CASE("given: the outcome of charging a key is named as in faults", "[scenario][given]") {
  testing::TestSandbox sandbox(Load(
      R"({"billing_keys": [{"customer_uid": "kim", "pg": "nice",
                            "charge_outcome": "insufficient_funds"}]})"));
  const Payment payment = testing::GetValue(sandbox.Run(testing::MakeKeyCharge("kim", "o-1")));
  CHECK(payment.status == PaymentStatus::kFailed);
}

TEST_CASE("given: the outcome of schedules is filled in from their payments", "[scenario][given]") {
  testing::TestSandbox sandbox(Load(R"({
    "recovery": {"hour": 12},
    "billing_keys": [{"customer_uid": "kim"}],
    "payments": [{"merchant_uid": "s-1", "amount": 5000, "status": "failed", "fail_reason": "no",
                  "failed_at": "2024-01-31T08:00:00+09:00"}],
    "schedules": [{"customer_uid": "kim", "merchant_uid": "s-1", "amount": 5000,
                   "schedule_at": "2024-01-31T08:00:00+09:00", "schedule_status": "executed"},
                  {"customer_uid": "kim", "merchant_uid": "s-2", "amount": 5,
                   "schedule_at": "2024-01-31T08:00:00+09:00", "schedule_status": "revoked"}]})"));
  const Schedule executed = sandbox.FindSchedule("s-1").schedule;
  CHECK(executed.imp_uid == sandbox.Find("s-1").imp_uid);
  CHECK(executed.fail_reason == "no");
  CHECK(sandbox.Find("s-1").customer_uid_usage == CustomerUidUsage::kScheduled);
  CHECK(sandbox.FindSchedule("s-2").schedule.revoked_at == testing::Start());
  sandbox.AdvanceTo(At("2024-02-01T12:00:00+09:00"));
  CHECK(sandbox.Find("s-1").status == PaymentStatus::kPaid);  // charged again by the recovery
}

TEST_CASE("given: an exported document leads to the same sandbox", "[scenario][given]") {
  const std::string given = GENERATE(
      as<std::string>(), "{}",
      R"({"channels": [{"pg": "kcp", "pg_id": "mine", "type": "api_payment", "name": "Shop",
                       "settings": {"batch_group_id": ""}},
                       {"pg": "nice", "channel_key": "second"}],
          "channel_groups": [{"channel_group_id": "g", "channel_keys": ["second"]}],
          "tiers": [{"tier_code": "B02", "tier_name": "two"}], "recovery": {"hour": 0},
          "webhook": {"url": "http://a/", "format": "form", "retries": 2, "retry_on": "non_200",
                      "webhook_first": true, "response_timeout_ms": 7},
          "switches": {"merchant_uid_reuse": "strict", "profile": "2020"}})",
      R"({"billing_keys": [{"tier": "A01", "customer_uid": "kim", "customer_name": "Kim",
                           "customer_id": "7", "charge_outcome": "lost_card"}],
          "payments": [{"merchant_uid": "o-1", "amount": 10.25, "currency": "USD", "tax_free": 1,
                        "vat_amount": 0.5, "buyer_email": "a@b.c", "custom_data": "x",
                        "extra": {"bypass.a": "1"}, "notice_url": ["http://n/"],
                        "status": "cancelled", "cancel_history": [{"amount": 3.5}]}],
          "prepared": [{"merchant_uid": "p-1", "amount": 50, "currency": "KRW"}]})");
  engine::Setup setup = Load(given);
  setup.guards = {5, 6};
  const std::string text = ExportScenario(setup);
  const LoadResult again = LoadText(text, "test.json");
  INFO(text);
  REQUIRE(again.ok());
  engine::Setup base;
  base.merchant.channels = testing::StandardSetup().merchant.channels;
  CHECK(ExportScenario(MergeIntoSetup(base, again.value())) == text);
}

TEST_CASE("given: each wrong record gives exactly its message", "[scenario][given]") {
  // See fixtures/scenarios/broken for more.
  const auto [given, message] = GENERATE(table<std::string, std::string>({
      {R"({"billing_keys": [{"customer_uid": "k", "group": {"other_cards": [{"pgg": "x"}]}}]})",
       "/given/billing_keys/0/group/channel_group_id: is missing\n"
       "test.json: /given/billing_keys/0/group/other_cards/0/pgg: unknown key; did you mean "
       R"("pg"?)"},
      {R"({"payments": [{"amount": 5}]})", "/given/payments/0/merchant_uid: is missing"},
      {R"({"payments": [{"merchant_uid": "o", "amount": 1e300}]})",
       "/given/payments/0/amount: must be an amount in KRW, like 1004"},
      {R"({"payments": [{"merchant_uid": "o", "amount": 10.255, "currency": "USD"}]})",
       "/given/payments/0/amount: must be an amount in USD, like 10.5"},
      {R"({"payments": [{"merchant_uid": "o", "amount": 1, "paid_at": 1706659200}]})",
       "/given/payments/0/paid_at: must be a string"},
      {R"({"payments": [{"merchant_uid": "o", "amount": 1, "paid_at": "2024-01-31"}]})",
       R"(/given/payments/0/paid_at: must be ISO 8601 with an offset, like )"
       R"("2024-01-31T09:00:00+09:00")"},
      {R"({"payments": [{"merchant_uid": "o", "amount": 1, "card_quota": -1}]})",
       "/given/payments/0/card_quota: must be a whole number from 0 to 2147483647"},
      {R"({"payments": [{"merchant_uid": "o", "amount": 1, "escrow": "yes"}]})",
       "/given/payments/0/escrow: must be true or false"},
      {R"({"payments": [{"merchant_uid": "o", "amount": 1, "extra": {"a": 1}}]})",
       "/given/payments/0/extra: must be an object with string values"},
  }));
  CAPTURE(given);
  CHECK(LoadAndFail(given) == kLocation + message);
}

TEST_CASE("given: contradictory records are refused", "[scenario][given]") {
  const std::string executed =
      R"("schedules": [{"customer_uid": "kim", "merchant_uid": "s", "amount": 1,
          "schedule_status": "executed", "schedule_at": "2024-02-01T09:00:00Z"}])";
  const auto [given, message] = GENERATE_COPY(table<std::string, std::string>({
      {R"({"prepared": [{"tier": "B02", "merchant_uid": "p", "amount": 1}]})", "unknown tier B02"},
      {R"({"billing_keys": [{"customer_uid": "k"}, {"customer_uid": "k"}]})",
       "billing key k is given twice"},
      {R"({"billing_keys": [{"customer_uid": "k", "channel_key": "mine"}]})",
       "billing key k: no channel has the key mine"},
      {R"({"channels": [{"pg": "kcp"}], "billing_keys": [{"customer_uid": "k", "pg": "nice"}]})",
       "billing key k: no matching channel for pg nice"},
      {R"({"billing_keys": [{"customer_uid": "k", "card_code": "999"}]})",
       "billing key k: no card company has the code 999"},
      {R"({"channels": [], "billing_keys": [{"customer_uid": "k"}]})",
       "billing key k: the merchant has no channel"},
      {R"({"payments": [{"merchant_uid": "o", "amount": 1}, {"merchant_uid": "o", "amount": 1}]})",
       "payment o: the order is paid twice"},
      {R"({"payments": [{"merchant_uid": "o", "amount": 1, "imp_uid": "imp_1"},
                        {"merchant_uid": "p", "amount": 1, "imp_uid": "imp_1"}]})",
       "payment p: its imp_uid is given twice"},
      {R"({"payments": [{"merchant_uid": "o", "amount": 1, "channel_key": "mine"}]})",
       "payment o: no channel has the key mine"},
      {R"({"payments": [{"merchant_uid": "o", "amount": 1, "vbank_code": "999"}]})",
       "payment o: no bank has the code 999"},
      {R"({"payments": [{"merchant_uid": "o", "amount": 1, "vbank_holder": "Choi"}]})",
       "payment o: vbank_date is missing"},
      {R"({"payments": [{"merchant_uid": "o", "amount": 1, "cancel_history": [{"amount": 1}]}]})",
       "payment o has cancellations, so its status must be cancelled"},
      {R"({"payments": [{"merchant_uid": "o", "amount": 1, "status": "cancelled",
                         "cancel_history": [{"amount": 2}]}]})",
       "payment o: more is cancelled than was paid"},
      {R"({"schedules": [{"customer_uid": "kim", "merchant_uid": "s", "amount": 1,
                          "schedule_at": "2024-02-01T09:00:00Z"}]})",
       "schedule s: the customer kim has no billing key"},
      {R"({"billing_keys": [{"customer_uid": "kim"}], "schedules": [
            {"customer_uid": "kim", "merchant_uid": "s", "amount": 1,
             "schedule_at": "2024-02-01T09:00:00Z"},
            {"customer_uid": "kim", "merchant_uid": "s", "amount": 1,
             "schedule_at": "2024-02-02T09:00:00Z"}]})",
       "schedule s: two schedules of the order are pending"},
      {"{" + executed + "}", "schedule s: its payment is missing"},
      {R"({"payments": [{"merchant_uid": "s", "amount": 1}], )" + executed + "}", "it can"},
      {R"({"prepared": [{"merchant_uid": "p", "amount": 1}, {"merchant_uid": "p", "amount": 2}]})",
       "prepared amount of p is given twice"},
      {R"({"certifications": [{"imp_uid": "i", "merchant_uid": "a"},
                              {"imp_uid": "i", "merchant_uid": "b"}]})",
       "certification b: its imp_uid is given twice"},
      {R"({"payments": [{"imp_uid": "i", "merchant_uid": "p", "amount": 1}],
           "certifications": [{"imp_uid": "i", "merchant_uid": "a"}]})",
       "certification a: its imp_uid is given twice"},
      {R"({"certifications": [{"merchant_uid": "a", "pg": "nice"}]})",
       "certification a: nice does not certify"},
      {R"({"certifications": [{"merchant_uid": "a", "pg": "inicis_unified", "otp": {}}]})",
       "certification a: inicis_unified does not certify"},
      {R"({"channels": [{"pg": "nice"}], "certifications": [{"merchant_uid": "a"}]})",
       "certification a: no gateway of the merchant's certifies"},
      {R"({"certifications": [{"merchant_uid": "a", "channel_key": "x"}]})",
       "certification a: no channel has the key x"},
      {R"({"receipts": [{"merchant_uid": "a"}]})",
       "receipt a: give the imp_uid of its payment, or the origin external"},
      {R"({"receipts": [{"merchant_uid": "a", "imp_uid": "i", "origin": "external"}]})",
       "receipt a: an external one has no imp_uid"},
      {R"({"receipts": [{"merchant_uid": "a", "imp_uid": "i"}]})",
       "receipt a: its payment is missing"},
      {R"({"payments": [{"imp_uid": "i", "merchant_uid": "p", "amount": 1}],
           "receipts": [{"merchant_uid": "a", "imp_uid": "i"}]})",
       "receipt a: its payment has the merchant_uid p"},
      {R"({"receipts": [{"merchant_uid": "a", "origin": "external"}]})",
       "receipt a: its amount is missing"},
      {R"({"receipts": [{"merchant_uid": "a", "origin": "external", "amount": 5, "tax_free": 6}]})",
       "receipt a: its taxes are more than its amount"},
      {R"({"receipts": [{"merchant_uid": "a", "origin": "external", "amount": 5, "pg": "eximbay",
                         "channel_key": "x"}]})",
       "receipt a: no channel has the key x"},
      {R"({"receipts": [{"merchant_uid": "a", "origin": "external", "amount": 5},
                        {"merchant_uid": "a", "origin": "external", "amount": 5}]})",
       "receipt a is issued twice"},
      {R"({"receipts": [{"merchant_uid": "a", "origin": "external", "amount": 5,
                         "pg": "eximbay"}]})",
       "receipt a: eximbay issues no such receipts"},
      {R"({"receipts": [{"merchant_uid": "a-1", "origin": "external", "amount": 5,
                         "pg": "smartro_v2"}]})",
       "receipt a-1: smartro_v2 takes order numbers of letters and digits only"},
      {R"({"receipts": [{"merchant_uid": "a", "origin": "external", "amount": 5, "pg": "nice_v2",
                         "identifier_type": "taxcard", "identifier": "1234567890123456"}]})",
       "receipt a: nice_v2 takes no taxcard"},
      {R"({"receipts": [{"merchant_uid": "a", "origin": "external", "amount": 5,
                         "identifier": "1234567890"}]})",
       "receipt a: a person has no number of a business"},
      {R"({"receipts": [{"merchant_uid": "a", "origin": "external", "amount": 5, "type": "company",
                         "identifier": "1234567890"}]})",
       "it can"},
      {R"({"payments": [{"imp_uid": "i", "merchant_uid": "a", "amount": 1}],
           "receipts": [{"merchant_uid": "a", "imp_uid": "i"}]})",
       "receipt a: its payment is no paid transfer or virtual account"},
      {R"({"payments": [{"merchant_uid": "p", "amount": 1, "cash_receipt_issued": true}]})",
       "payment p: cash_receipt_issued needs its receipt, of the origin payment"},
      {R"({"payments": [{"merchant_uid": "p", "amount": 1, "status": "ready", "barcode": "1"}]})",
       "payment p: barcode_expires_at is missing"},
      {R"({"persons": [{"name": "Kim", "phone": "01011112222"},
                       {"name": "Kim", "phone": "010-1111-2222"}]})",
       "person Kim is given twice"},
      {R"({"certifications": [{"merchant_uid": "a", "imp_uid": "imps_1"}],
           "deleted_certifications": [{"imp_uid": "imps_1"}]})",
       "deleted certification imps_1: its imp_uid is given twice"},
      {R"({"deleted_certifications": [{"imp_uid": "imps_1"}, {"imp_uid": "imps_1"}]})",
       "deleted certification imps_1: its imp_uid is given twice"},
      {R"({"pending_operations": [{"imp_uid": "imp_1", "charge": {}}]})",
       "pending charge of an unknown payment: imp_1"},
      {R"({"tie_breaks": [{"paid": ["imp_1"]}]})", "tie-break of an unknown payment: imp_1"},
      {R"({"webhooks": [{"id": 1, "imp_uid": "i", "merchant_uid": "o", "url": "http://a/"},
                          {"id": 3, "imp_uid": "i", "merchant_uid": "o", "url": "http://a/"}]})",
       "delivery ids must be consecutive; delivery 3 is not"},
      {R"({"held_webhooks": [1], "tokens_issued": 1})", "unknown held-back delivery: 1"},
      {R"({"agenda": [{"at": "2024-02-01T09:00:00Z", "kind": "attempt_webhook", "webhook": 4}]})",
       "the agenda names an unknown delivery: 4"},
      {R"({"agenda": [{"at": "2024-02-01T09:00:00Z", "kind": "charge_schedule", "schedule": 2}]})",
       "the agenda names an unknown schedule: 2"},
  }));
  CAPTURE(given);
  CHECK(ValidateInitialState(given) == message);
}

TEST_CASE("given: faults of a file may have progress, and their counters must be consistent",
          "[scenario][given][fault]") {
  const auto load = [](const std::string& progress) {
    const LoadResult result = LoadText(
        R"({"faults": [{"when": {"operation": "cancel"}, "then": {"close": true}, "times": 2, )" +
            progress + "}]}",
        "test.json");
    if (!result.ok()) return testing::StripLocations(result.error().message);
    const Fault& fault = result.value().faults->front();
    return std::to_string(fault.id) + " " + std::to_string(fault.seen) + " " +
           std::to_string(fault.applied);
  };
  CHECK(load(R"("id": 4, "seen": 3, "applied": 2)") == "4 3 2");
  CHECK(load(R"("seen": 3, "applied": 3)") ==
        R"(test.json: /faults/0/applied: must be at most "seen" and at most "times")");
  CHECK(load(R"("id": 0)") ==
        "test.json: /faults/0/id: must be a whole number from 1 to 9223372036854775807");
  CHECK(load(R"("sen": 1)") == R"(test.json: /faults/0/sen: unknown key; did you mean "seen"?)");
}

/// Whether an exporter may leave the key out: the reader supplies this value itself.
bool IsDefault(const std::string& key, const Json& value) {
  static const std::multimap<std::string, Json> kDefaults{
      {"carrier", "SKT"},      {"charge_outcome", "approved"},
      {"currency", "KRW"},     {"currency_requested", true},  // where there is a currency
      {"gender", "male"},      {"pay_method", "card"},
      {"pay_method", "vbank"},  // where there is an account
      {"pay_method", "cvs"},    // where there is a slip
      {"origin", "api"},       {"status", "issued"},
      {"type", "person"},      {"status", "paid"},
  };
  const auto [begin, end] = kDefaults.equal_range(key);
  const bool listed =
      std::any_of(begin, end, [&](const auto& entry) { return entry.second == value; });
  return listed || value == false || value == 0 || value == "" ||
         (value.is_structured() && value.empty());
}

std::string ToUpper(std::string text) {
  for (char& c : text)
    c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

/// The pointers below `record` whose values are not in `exported`. Times are equal at the same
/// instant.
void FindLostValues(const Json& record, const Json& exported, const std::string& pointer,
                    std::vector<std::string>& lost) {
  if (record.is_object() && exported.is_object()) {
    for (const auto& [key, value] : record.items()) {
      if (exported.contains(key)) {
        FindLostValues(value, exported[key], pointer + "/" + key, lost);
      } else if (!IsDefault(key, value)) {
        lost.push_back(pointer + "/" + key);
      }
    }
    return;
  }
  if (record.is_array() && exported.is_array() && record.size() == exported.size()) {
    for (std::size_t i = 0; i < record.size(); ++i)
      FindLostValues(record[i], exported[i], pointer + "/" + std::to_string(i), lost);
    return;
  }
  if (record == exported) return;
  if (record.is_string() && exported.is_string()) {
    const auto instant = ParseIso(record.get<std::string>());
    if (instant && instant == ParseIso(exported.get<std::string>())) return;
    if (pointer.ends_with("/currency") &&
        exported.get<std::string>() == ToUpper(record.get<std::string>()))
      return;
  }
  lost.push_back(pointer);
}

TEST_CASE("given: each key of each record is exported again with its value", "[scenario][given]") {
  const Json given = Json::parse(testing::ReadSourceFile("fixtures/scenarios/good/every_key.json"),
                                 nullptr, true, true)["given"];
  const Json exported = Json::parse(ExportScenario(Load(given.dump())))["given"];
  std::size_t records = 0;
  for (const char* list :
       {"billing_keys", "payments", "schedules", "prepared", "reservations", "pending_operations",
        "tie_breaks", "agenda", "webhooks", "held_webhooks", "certifications",
        "deleted_certifications", "receipts", "persons"}) {
    CAPTURE(list);
    REQUIRE(exported[list].size() == given[list].size());
    for (std::size_t i = 0; i < given[list].size(); ++i) {
      // An export groups the records by tier: this one is where the fewest values are lost.
      std::optional<std::vector<std::string>> lost;
      for (const Json& candidate : exported[list]) {
        std::vector<std::string> lost_here;
        FindLostValues(given[list][i], candidate, "/" + std::to_string(i), lost_here);
        if (!lost || lost_here.size() < lost->size()) lost = std::move(lost_here);
      }
      CHECK(lost == std::vector<std::string>());
      ++records;
    }
  }
  CHECK(records >= 15);
}

}  // namespace
}  // namespace portone::scenario
