// SPDX-License-Identifier: MIT
// fixtures/reference/quick_pay_states.json: everything that may be done with a member of a quick
// pay, with a preparation and with an autopay key in each of their states.
#include <functional>
#include <map>
#include <string>

#include "support/quick_pay.h"
#include "support/state_table.h"

namespace portone {
namespace {

using testing::QuickPayShop;
using testing::Summary;
using StateSetups = std::map<std::string, std::function<void(QuickPayShop&)>>;

Json Table(const char* name) {
  return testing::ReadStateTable("quick_pay_states.json").at(name);
}

/// Runs windows that must succeed.
std::function<void(QuickPayShop&)> MakeWay(std::vector<std::string> actions) {
  return [actions](QuickPayShop& shop) {
    for (const std::string& action : actions) {
      const auto reply =
          action == "SignUp" ? shop.PrepareAndRunAction(action) : shop.RunAction(action);
      REQUIRE(QuickPayShop::ReadOutcome(reply) == "paid");
    }
  };
}

const StateSetups& GetMemberStateSetups() {
  static const StateSetups kSetups{
      {"none", MakeWay({})},
      {"registered", MakeWay({"UserRegister"})},
      {"with_fido", MakeWay({"UserRegister", "RegisterFido"})},
      {"with_money", MakeWay({"SignUp"})},
      {"with_both", MakeWay({"SignUp", "RegisterFido"})},
  };
  return kSetups;
}

std::string RunMember(QuickPayShop& shop, const std::string& event) {
  if (event == "release_fido") {
    return Summary(shop.api.Post("/kcpquick/members/m1/fido/release",
                                 {{"channel_key", "channel-key-kcp_quick"}}));
  }
  if (event == "delete") {
    return Summary(
        shop.api.Delete("/kcpquick/members/m1?site_code=kcpquicktest&partner_type=IX99"
                        "&partner_subtype=99IX"));
  }
  return event == "SignUp" ? QuickPayShop::ReadOutcome(shop.PrepareAndRunAction(event))
                           : shop.Do(event);
}

std::string ReadObservedMember(QuickPayShop& shop) {
  const Json members = shop.ListMembers();
  if (members.empty()) return "none";
  return members[0]["fido"].get<std::string>() + " " + members[0]["money"].dump();
}

TEST_CASE("quick pay states: the table of members is complete", "[api][kcpquick]") {
  testing::CheckStateTable(Table("member"), GetMemberStateSetups());
}

TEST_CASE("quick pay states: every event of a member answers as the table says",
          "[api][kcpquick]") {
  testing::WalkStateTable<QuickPayShop>(Table("member"), GetMemberStateSetups(), RunMember,
                                        ReadObservedMember);
}

/// Pays with the money of m1, who has confirmed with a PIN.
std::string PayWithMoney(QuickPayShop& shop) {
  const Json window = shop.RunAction("PinCheck").json;
  return Summary(
      shop.api.Post("/kcpquick/payment/money", {{"member_id", "m1"},
                                                {"channel_key", "channel-key-kcp_quick"},
                                                {"merchant_uid", "order-1"},
                                                {"name", "커피 ☕"},
                                                {"amount", 1'000},
                                                {"imp_uid", window["payment"]["imp_uid"]}}));
}

std::string RunPreparation(QuickPayShop& shop, const std::string& event) {
  if (event == "post") return shop.Prepare("order-1");
  if (event == "pay") return PayWithMoney(shop);
  return Summary(shop.api.Put("/kcpquick/prepare/order-1", shop.MakePreparation()));
}

const StateSetups& GetPreparationStateSetups() {
  static const StateSetups kSetups{
      {"none", MakeWay({"SignUp"})},
      {"prepared",
       [](QuickPayShop& shop) {
         MakeWay({"SignUp"})(shop);
         REQUIRE(shop.Prepare("order-1") == "200 0");
       }},
      {"used",
       [](QuickPayShop& shop) {
         MakeWay({"SignUp"})(shop);
         REQUIRE(shop.Prepare("order-1") == "200 0");
         REQUIRE(PayWithMoney(shop) == "200 0");
       }},
  };
  return kSetups;
}

std::string ReadObservedPreparation(QuickPayShop& shop) {
  const Json snapshot = shop.api.Control("POST", "/snapshot").json;
  for (const Json& preparation : snapshot["given"]["quick_preparations"]) {
    if (preparation["merchant_uid"] == "order-1")
      return preparation.value("used", false) ? "used" : "prepared";
  }
  return "none";
}

TEST_CASE("quick pay states: the table of preparations is complete", "[api][kcpquick]") {
  testing::CheckStateTable(Table("preparation"), GetPreparationStateSetups());
}

TEST_CASE("quick pay states: every event of a preparation answers as the table says",
          "[api][kcpquick]") {
  testing::WalkStateTable<QuickPayShop>(Table("preparation"), GetPreparationStateSetups(),
                                        RunPreparation, ReadObservedPreparation);
}

std::string RunKey(QuickPayShop& shop, const std::string& event) {
  if (event == "issue") return shop.Do("RegisterAutoPay", {{"customer_uid", "auto-1"}});
  if (event == "reset") return shop.Do("PinReset");
  if (event == "delete") return Summary(shop.api.Delete("/kcpquick/autopay/auto-1"));
  return Summary(shop.api.Post("/kcpquick/payment/autopay", {{"customer_uid", "auto-1"},
                                                             {"merchant_uid", "order-1"},
                                                             {"name", "신문 📰"},
                                                             {"buyer_name", "김구매"},
                                                             {"amount", 1'000}}));
}

const StateSetups& GetKeyStateSetups() {
  static const StateSetups kSetups{
      {"none", MakeWay({"UserRegister"})},
      {"issued",
       [](QuickPayShop& shop) {
         MakeWay({"UserRegister"})(shop);
         REQUIRE(RunKey(shop, "issue") == "paid");
       }},
  };
  return kSetups;
}

std::string ReadObservedKey(QuickPayShop& shop) {
  return shop.ListMembers().at(0)["autopay_keys"].dump();
}

TEST_CASE("quick pay states: the table of autopay keys is complete", "[api][kcpquick]") {
  testing::CheckStateTable(Table("autopay_key"), GetKeyStateSetups());
}

TEST_CASE("quick pay states: every event of an autopay key answers as the table says",
          "[api][kcpquick]") {
  testing::WalkStateTable<QuickPayShop>(Table("autopay_key"), GetKeyStateSetups(), RunKey,
                                        ReadObservedKey);
}

}  // namespace
}  // namespace portone
