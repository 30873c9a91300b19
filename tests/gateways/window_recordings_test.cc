// SPDX-License-Identifier: MIT
// What was recorded of the real service, row by row: fixtures/recordings/windows.json (the result
// that a page receives) and refusals.json (what the API answers). Each row has its grade: R a
// recorded reply, T a text that shops compare, M a maintainer's word, D documented, U a user's
// claim. Personal details are replaced.
#include <string>
#include <utility>
#include <vector>

#include "json/json.h"
#include "json/reader.h"
#include "json/text.h"
#include "support/scenario_files.h"
#include "support/test_api.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

using Strings = std::vector<std::string>;

constexpr const char* kChannel = "recorded";

Json ReadRows(const std::string& name) {
  Json rows;
  const auto problem = json::ReadJson(ReadSourceFile("fixtures/recordings/" + name), {}, rows);
  REQUIRE_FALSE(problem);
  REQUIRE(rows.size() > 20);
  return rows;
}

/// The merchant's channel, or none at all.
void AddChannel(TestApi& api, const Json& row) {
  if (row.value("no_channels", false)) {
    const Json channels = api.Control("GET", "/channels").json["channels"];
    for (const Json& channel : channels)
      api.Control("DELETE", "/channels/" + channel["channel_key"].get<std::string>());
    return;
  }
  const Json channel{{"pg", row.at("gateway")},
                     {"settings", row.value("settings", Json::object())}};
  const TestReply added = api.Control("PUT", std::string("/channels/") + kChannel, channel.dump());
  INFO(added.text);
  REQUIRE(added.status == 200);
}

Json MakeCheckout(const Json& row) {
  Json params{{"channelKey", kChannel}, {"merchant_uid", "order1"}, {"amount", 1'000}};
  params.merge_patch(row.at("params"));
  // Some windows require it.
  if (!params.contains("pay_method")) params["pay_method"] = "card";
  Json checkout{{"params", std::move(params)}};
  for (const char* key : {"device", "outcome", "pays_with", "callback_function"}) {
    if (row.contains(key)) checkout[key] = row.at(key);
  }
  return checkout;
}

Strings GetKeys(const Json& object) {
  Strings keys;
  for (const auto& item : object.items())
    keys.push_back(item.key());
  return keys;
}

/// The query of a redirect, in its order.
Json ReadQuery(const std::string& url) {
  Json query = Json::object();
  std::string rest = url.substr(url.find('?') + 1);
  while (!rest.empty()) {
    const std::string pair = rest.substr(0, rest.find('&'));
    rest = pair.size() == rest.size() ? "" : rest.substr(pair.size() + 1);
    const std::size_t equals = pair.find('=');
    query[pair.substr(0, equals)] = *json::PercentDecode(pair.substr(equals + 1), true);
  }
  return query;
}

std::string FillImpUid(std::string text, const std::string& by) {
  const std::size_t at = text.find("{imp_uid}");
  return at == std::string::npos ? text : text.replace(at, 9, by);
}

/// Checks that `actual` has every member of `expected`.
void CheckMembers(const Json& actual, const Json& expected, const std::string& imp_uid) {
  for (const auto& item : expected.items()) {
    CAPTURE(item.key());
    const bool is_text = item.value().is_string();
    const Json recorded =
        is_text ? Json(FillImpUid(item.value().get<std::string>(), imp_uid)) : item.value();
    REQUIRE(actual.contains(item.key()));
    CHECK(actual.at(item.key()) == recorded);
  }
}

void CheckWindow(const Json& row, const Json& reply) {
  const Json& payment = reply.at("payment");
  const Json& callback = reply.at("callback");
  const Json& redirect = reply.at("redirect_url");
  const std::string imp_uid = payment.is_null() ? "" : payment.at("imp_uid").get<std::string>();
  CHECK(payment.is_null() == row.value("no_payment", false));
  if (row.value("no_result", false)) {
    CHECK(callback.is_null());
    CHECK(redirect.is_null());
  }
  if (row.contains("callback_keys"))
    CHECK(GetKeys(callback) == row["callback_keys"].get<Strings>());
  if (row.contains("callback")) CheckMembers(callback, row["callback"], imp_uid);
  if (row.contains("contains")) {
    for (const std::string& part : row["contains"]["error_msg"].get<Strings>())
      CHECK_THAT(callback.at("error_msg").get<std::string>(), Catch::Contains(part));
  }
  if (row.contains("redirect_keys")) {
    REQUIRE(redirect.is_string());
    CHECK(callback.is_null());
    const std::string page = row.value("redirect_page", "https://shop.test/done");
    CHECK_THAT(redirect.get<std::string>(), Catch::StartsWith(page + "?"));
    CHECK(GetKeys(ReadQuery(redirect)) == row["redirect_keys"].get<Strings>());
  }
  if (row.contains("redirect")) CheckMembers(ReadQuery(redirect), row["redirect"], imp_uid);
  if (row.contains("payment")) CheckMembers(payment, row["payment"], imp_uid);
}

TEST_CASE("recordings: a page receives the recorded result of its window",
          "[gateway][recordings]") {
  for (const Json& row : ReadRows("windows.json")) {
    INFO(row.dump());
    TestApi api;
    AddChannel(api, row);
    Json checkout = MakeCheckout(row);
    if (checkout["params"]["merchant_uid"] == "paid") {
      Json first{{"params", checkout["params"]}};
      REQUIRE(api.Control("POST", "/checkouts", first.dump()).json["payment"]["status"] == "paid");
    }
    const auto answers = api.sender.RespondUsing([&row](const webhook::Post& /*post*/) {
      return row.contains("confirm")
                 ? RespondWith(row["confirm"]["status"], row["confirm"]["body"].get<std::string>())
                 : RespondWith(200, "");
    });
    const TestReply reply = api.Control("POST", "/checkouts", checkout.dump());
    INFO(reply.text);
    REQUIRE(reply.status == 200);
    CheckWindow(row, reply.json);
  }
}

void AddFault(TestApi& api, const std::string& name) {
  const Json fault{{"when", {{"operation", "cancel"}}}, {"then", {{"decline", name}}}};
  REQUIRE(api.Control("POST", "/faults", Json{{"faults", {fault}}}.dump()).status == 200);
}

void RunStep(TestApi& api, const Json& step) {
  INFO(step.dump());
  if (step.contains("fault")) return AddFault(api, step["fault"]);
  if (step.contains("checkout")) {
    Json checkout = step["checkout"];
    checkout["params"]["channelKey"] = kChannel;
    const TestReply reply = api.Control("POST", "/checkouts", checkout.dump());
    INFO(reply.text);
    REQUIRE(reply.json["payment"]["status"] == "paid");
    return;
  }
  Json body = step["body"];
  const std::string path = step["path"];
  const bool takes_channel = path != "/payments/cancel" && path != "/subscribe/payments/again";
  const bool names_channel = body.contains("channel_key") || body.contains("pg");
  if (takes_channel && !names_channel) body["channel_key"] = kChannel;
  const TestReply reply = api.Post(path, body);
  INFO(reply.text);
  CHECK(reply.status == step["status"]);
  CHECK(reply.code() == step["code"]);
  CHECK(reply.json["message"] == step["message"]);
}

TEST_CASE("recordings: the API refuses with the recorded texts", "[gateway][recordings]") {
  for (const Json& row : ReadRows("refusals.json")) {
    INFO(row.dump());
    TestApi api;
    AddChannel(api, row);
    for (const Json& step : row.at("steps"))
      RunStep(api, step);
  }
}

}  // namespace
}  // namespace portone::gateways
