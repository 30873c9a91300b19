// SPDX-License-Identifier: MIT
// fixtures/reference/receipt_states.json: everything that may be done with a cash receipt in each
// of its states, what it answers, and the resulting state.
#include <functional>
#include <map>
#include <set>
#include <string>

#include "support/scenario_files.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::OnetimeBody;
using testing::Start;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

constexpr int kAmount = 11'000;

Json ReadTable() {
  return Json::parse(testing::ReadSourceFile("fixtures/reference/receipt_states.json"));
}

std::string ReplaceAll(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from))
    text.replace(at, from.size(), to);
  return text;
}

/// A sandbox with one payment, whose receipt the test knows.
struct ReceiptSandbox {
  TestApi api;
  std::string imp_uid;

  std::string Path() const { return "/receipts/" + imp_uid; }

  void OpenAccount() {
    const TestReply reply =
        api.Post("/vbanks", {{"merchant_uid", "order-1"},
                             {"amount", kAmount},
                             {"vbank_code", "004"},
                             {"vbank_due", ToUnixSeconds(Start() + 3 * testing::kDay)},
                             {"vbank_holder", "상점"}});
    INFO(reply.text);
    REQUIRE(Summary(reply) == "200 0");
    imp_uid = reply.response()["imp_uid"];
  }
  void OpenAccountWithChoice() {
    const Json body{{"params",
                     {{"pg", "nice"},
                      {"pay_method", "vbank"},
                      {"merchant_uid", "order-1"},
                      {"name", "당근"},
                      {"amount", kAmount}}},
                    {"cash_receipt", {{"identifier", "010-1234-5678"}}}};
    const TestReply reply = api.Control("POST", "/checkouts", body.dump());
    INFO(reply.text);
    REQUIRE(reply.status == 200);
    imp_uid = reply.json["payment"]["imp_uid"];
  }
  std::string Deposit() {
    const Json body{{"imp_uid", imp_uid}};
    const TestReply reply = api.Control("POST", "/actions/deposit", body.dump());
    if (reply.status == 200) return "200";
    return std::to_string(reply.status) + " " + reply.json["error"]["message"].get<std::string>();
  }
  TestReply Issue() { return api.Post(Path(), {{"identifier", "010-1234-5678"}}); }
  TestReply Revoke() { return api.Delete(Path()); }
  TestReply Cancel(int amount) {
    Json body{{"imp_uid", imp_uid},
              {"refund_holder", "김구매"},
              {"refund_bank", "004"},
              {"refund_account", "123"}};
    if (amount != 0) body["amount"] = amount;
    return api.Post("/payments/cancel", body);
  }
  void Expect(const TestReply& reply) {
    INFO(reply.text);
    REQUIRE(Summary(reply) == "200 0");
  }
  void Pay() {
    OpenAccount();
    REQUIRE(Deposit() == "200");
  }
  void PayAndIssue() {
    Pay();
    Expect(Issue());
  }
};

/// How each state is reached.
const std::map<std::string, std::function<void(ReceiptSandbox&)>>& GetReceiptStateSetups() {
  static const std::map<std::string, std::function<void(ReceiptSandbox&)>> kSetups{
      {"waiting", [](ReceiptSandbox& sandbox) { sandbox.OpenAccount(); }},
      {"waiting_with_choice", [](ReceiptSandbox& sandbox) { sandbox.OpenAccountWithChoice(); }},
      {"paid", [](ReceiptSandbox& sandbox) { sandbox.Pay(); }},
      {"paid_in_part",
       [](ReceiptSandbox& sandbox) {
         sandbox.Pay();
         sandbox.Expect(sandbox.Cancel(1'100));
       }},
      {"issued", [](ReceiptSandbox& sandbox) { sandbox.PayAndIssue(); }},
      {"issued_with_payment",
       [](ReceiptSandbox& sandbox) {
         sandbox.OpenAccountWithChoice();
         REQUIRE(sandbox.Deposit() == "200");
       }},
      {"issued_in_part",
       [](ReceiptSandbox& sandbox) {
         sandbox.PayAndIssue();
         sandbox.Expect(sandbox.Cancel(1'100));
       }},
      {"revoked",
       [](ReceiptSandbox& sandbox) {
         sandbox.PayAndIssue();
         sandbox.Expect(sandbox.Revoke());
       }},
      {"revoked_in_part",
       [](ReceiptSandbox& sandbox) {
         sandbox.PayAndIssue();
         sandbox.Expect(sandbox.Revoke());
         sandbox.Expect(sandbox.Cancel(1'100));
       }},
      {"issued_again",
       [](ReceiptSandbox& sandbox) {
         sandbox.PayAndIssue();
         sandbox.Expect(sandbox.Revoke());
         sandbox.Expect(sandbox.Issue());
       }},
      {"refunded",
       [](ReceiptSandbox& sandbox) {
         sandbox.Pay();
         sandbox.Expect(sandbox.Cancel(0));
       }},
      {"refunded_with_receipt",
       [](ReceiptSandbox& sandbox) {
         sandbox.PayAndIssue();
         sandbox.Expect(sandbox.Cancel(0));
       }},
      {"expired",
       [](ReceiptSandbox& sandbox) {
         sandbox.OpenAccount();
         sandbox.api.Control("POST", "/clock/advance", R"({"by": "3d"})");
       }},
      {"by_card",
       [](ReceiptSandbox& sandbox) {
         const TestReply reply =
             sandbox.api.Post("/subscribe/payments/onetime", OnetimeBody("order-1"));
         REQUIRE(Summary(reply) == "200 0");
         sandbox.imp_uid = reply.response()["imp_uid"];
       }},
  };
  return kSetups;
}

/// The payment's status and the number and latest state of its receipts, as the lists show them.
std::string GetExpectedState(const std::string& state) {
  static const std::map<std::string, std::string> kExpected{
      {"waiting", "ready"},
      {"waiting_with_choice", "ready requested"},
      {"paid", "paid"},
      {"paid_in_part", "cancelled"},
      {"issued", "paid issued"},
      {"issued_with_payment", "paid issued"},
      {"issued_in_part", "cancelled issued"},
      {"revoked", "paid cancelled"},
      {"revoked_in_part", "cancelled cancelled"},
      {"issued_again", "paid issued"},
      {"refunded", "cancelled"},
      {"refunded_with_receipt", "cancelled cancelled"},
      {"expired", "failed"},
  };
  return kExpected.at(state);
}

std::string ReadObservedState(ReceiptSandbox& sandbox) {
  const Json payments = sandbox.api.Control("GET", "/payments").json["payments"];
  std::string observed = payments.at(0)["status"];
  const Json receipts = sandbox.api.Control("GET", "/receipts").json["receipts"];
  // Those of one moment are listed in the reverse order of their issue.
  if (!receipts.empty()) observed += " " + receipts.at(0)["status"].get<std::string>();
  return observed;
}

std::string Do(ReceiptSandbox& sandbox, const std::string& event) {
  if (event == "get") return Summary(sandbox.api.Get(sandbox.Path()));
  if (event == "issue") return Summary(sandbox.Issue());
  if (event == "revoke") return Summary(sandbox.Revoke());
  if (event == "deposit") return sandbox.Deposit();
  if (event == "cancel_part") return Summary(sandbox.Cancel(1'000));
  REQUIRE(event == "cancel_all");
  return Summary(sandbox.Cancel(0));
}

void CheckTable(const Json& table, const std::string& prefix) {
  std::set<std::string> states;
  for (const Json& row : table[prefix + "rows"]) {
    CAPTURE(row["state"].dump());
    CHECK(states.insert(row["state"].get<std::string>()).second);
    CHECK(row.size() == table[prefix + "events"].size() + 1);
    for (const Json& event : table[prefix + "events"])
      CHECK(row.contains(event.get<std::string>()));
  }
  CHECK(states == table[prefix + "states"].get<std::set<std::string>>());
}

TEST_CASE("receipt states: the tables have every state and every event once", "[api][receipt]") {
  const Json table = ReadTable();
  CheckTable(table, "");
  CheckTable(table, "external_");
  for (const auto& [state, set_up] : GetReceiptStateSetups())
    CHECK(table["states"].dump().find('"' + state + '"') != std::string::npos);
}

TEST_CASE("receipt states: every event in every state answers as the table says",
          "[api][receipt]") {
  const Json table = ReadTable();
  for (const Json& row : table["rows"]) {
    for (const auto& [event, transition] : row.items()) {
      if (event == "state") continue;
      const std::string state = row["state"];
      CAPTURE(state, event);
      ReceiptSandbox sandbox;
      GetReceiptStateSetups().at(state)(sandbox);
      const std::string answer =
          ReplaceAll(transition[0].get<std::string>(), "{imp_uid}", sandbox.imp_uid);
      CHECK(Do(sandbox, event) == answer);
      if (state != "by_card") CHECK(ReadObservedState(sandbox) == GetExpectedState(transition[1]));
    }
  }
}

/// Does an event with the external receipt of an order.
std::string DoExternal(TestApi& api, const std::string& event) {
  const std::string path = "/receipts/external/cash-1";
  if (event == "get") return Summary(api.Get(path));
  if (event == "revoke") return Summary(api.Delete(path));
  REQUIRE(event == "issue");
  return Summary(api.Post(path, {{"channel_key", "channel-key-nice"},
                                 {"name", "현금 주문"},
                                 {"amount", kAmount},
                                 {"identifier", "01012345678"}}));
}

TEST_CASE("receipt states: external receipts answer as their table says", "[api][receipt]") {
  const Json table = ReadTable();
  for (const Json& row : table["external_rows"]) {
    for (const auto& [event, transition] : row.items()) {
      if (event == "state") continue;
      const std::string state = row["state"];
      CAPTURE(state, event);
      TestApi api;
      if (state != "none") REQUIRE(DoExternal(api, "issue") == "200 0");
      if (state == "cancelled") REQUIRE(DoExternal(api, "revoke") == "200 0");
      const std::string answer =
          ReplaceAll(transition[0].get<std::string>(), "{merchant_uid}", "cash-1");
      CHECK(DoExternal(api, event) == answer);
      const Json receipts = api.Control("GET", "/receipts").json["receipts"];
      const std::string observed =
          receipts.empty() ? "none" : receipts.at(0)["status"].get<std::string>();
      CHECK(observed == transition[1].get<std::string>());
    }
  }
}

}  // namespace
}  // namespace portone
