// SPDX-License-Identifier: MIT
// Every documented parameter has an effect when it alone is changed, or is listed in
// docs/behaviour/parameters.md, or on its gateway's page, as accepted and ignored. The requests are
// in fixtures/reference/parameters.json; `${uid}` there is the imp_uid of an order.
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "scenario/loader.h"
#include "scenario/model.h"
#include "support/program.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::TestApi;

std::string ReadText(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(testing::SourcePath(path), std::ios::binary).rdbuf();
  return text.str();
}

const Json& Rows() {
  static const Json kRows =
      Json::parse(ReadText("fixtures/reference/parameters.json")).at("operations");
  return kRows;
}

/// The operation of a key: "POST /vbanks" for "POST /vbanks; at Inicis".
std::string GetOperation(const std::string& key) {
  return key.substr(0, key.find(';'));
}

/// The default sandbox with the additional setup of the row.
engine::Setup MakeSetup(const Json& row) {
  Json document = row.value("scenario", Json::object());
  if (row.contains("switches")) document["switches"] = row["switches"];
  const auto scenario = scenario::LoadText(Json{{"given", document}}.dump(), "a row");
  REQUIRE(scenario.ok());
  engine::Setup setup = testing::SetupWithWebhook("http://shop/hook");
  setup.token_clock = engine::TokenClock::kWall;
  return scenario::MergeIntoSetup(setup, scenario.value());
}

/// A sandbox in which the row's preceding calls have been made.
class TestRun {
 public:
  explicit TestRun(const Json& row) : api_(MakeSetup(row)) {
    for (const Json& call : row.value("given", Json::array()))
      RunCall(call);
  }

  /// Makes the row's call and returns everything observable about its effect.
  std::string CallAndDescribe(const Json& row, const std::string& operation, const Json& path,
                              const Json& query, const Json& body) {
    std::string target = row["target"];
    for (const auto& [name, value] : path.items()) {
      const std::string place = "{" + name + "}";
      target.replace(target.find(place), place.size(), Expand(value.get<std::string>()));
    }
    char separator = '?';
    for (const auto& [name, value] : query.items()) {
      if (value.is_null()) continue;
      target += separator + name + "=" + Expand(value.get<std::string>());
      separator = '&';
    }
    const std::string method = operation.substr(0, operation.find(' '));
    std::string effect = Call(method, target, Expand(body));
    for (const Json& call : row.value("then", Json::array()))
      effect += RunCall(call);
    api_.Control("POST", "/settle");
    effect += api_.Describe();
    for (const webhook::Post& post : api_.sender.posts())
      effect += post.url + " " + post.body + "\n";
    return effect;
  }

 private:
  std::string Call(const std::string& method, const std::string& target, const Json& body) {
    if (method == "GET") return api_.Get(target).text;
    if (method == "DELETE") return api_.Delete(target).text;
    return method == "PUT" ? api_.Put(target, body).text : api_.Post(target, body).text;
  }

  /// Runs ["POST", "/path", {...}], ["GET", "/path"], ["ADVANCE", "1d"] or ["DEPOSIT", "order"].
  std::string RunCall(const Json& call) {
    const std::string method = call[0];
    const std::string what = call[1];
    if (method == "ADVANCE") {
      return api_.Control("POST", "/clock/advance", Json{{"by", what}}.dump()).text;
    }
    if (method == "DEPOSIT") {
      return api_.Control("POST", "/actions/deposit", Json{{"merchant_uid", what}}.dump()).text;
    }
    return Call(method, Expand(what), call.size() > 2 ? Expand(call[2]) : Json::object());
  }

  /// Replaces "${merchant_uid}" with the imp_uid of that order.
  std::string Expand(std::string text) {
    for (std::size_t at = text.find("${"); at != std::string::npos; at = text.find("${")) {
      const std::size_t end = text.find('}', at);
      const auto found = api_.Get("/payments/find/" + text.substr(at + 2, end - at - 2));
      text.replace(at, end + 1 - at,
                   found.code() == 0 ? found.response()["imp_uid"].get<std::string>() : "none");
    }
    return text;
  }
  Json Expand(const Json& body) { return Json::parse(Expand(body.dump())); }

  TestApi api_;
};

/// Where each parameter of the operation is sent, according to the reference: path, query,
/// formData.
Json GetParameterPlaces(const std::string& operation) {
  static const Json kContract =
      Json::parse(ReadText("fixtures/reference/contract.json")).at("operations");
  Json places = Json::object();
  for (const Json& parameter : kContract.at(operation).at("parameters"))
    places[parameter["name"].get<std::string>()] = parameter["in"];
  return places;
}

std::string GetEffect(const Json& row, const std::string& operation, const std::string& name,
                      const Json& value) {
  const Json places = GetParameterPlaces(operation);
  Json path = row.value("path", Json::object());
  Json query = row.value("query", Json::object());
  Json body = row.value("body", Json::object());
  const std::string place = places.value(name, "formData");
  if (place == "path") {
    path[name] = value;
  } else if (place == "query") {
    query[name] = value;
  } else if (row.contains("inside")) {
    body[row["inside"].get<std::string>()][0][name] = value;
  } else {
    body[name] = value;
  }
  return TestRun(row).CallAndDescribe(row, operation, path, query, body);
}

TEST_CASE("parameters: effective ones change something, ignored ones change nothing",
          "[api][parameters][slow]") {
  for (const auto& [key, row] : Rows().items()) {
    const std::string operation = GetOperation(key);
    for (const auto& [name, values] : row["parameters"].items()) {
      CAPTURE(key, name);
      const bool ignored = values.is_object();
      const Json& pair = ignored ? values["ignored"] : values;
      const std::string first = GetEffect(row, operation, name, pair[0]);
      const std::string second = GetEffect(row, operation, name, pair[1]);
      CAPTURE(first, second);
      CHECK((first == second) == ignored);
    }
  }
}

TEST_CASE("parameters: ignored ones are documented", "[api][parameters]") {
  std::string ignored;
  std::istringstream lines(ReadText("docs/behaviour/parameters.md") +
                           ReadText("docs/gateways/paymentwall.md"));
  for (std::string line; std::getline(lines, line);) {
    if (line.find("| accepted and ignored |") != std::string::npos ||
        line.find("ignored by the others |") != std::string::npos ||
        line.find("| only their format is checked") != std::string::npos)
      ignored += line;
  }
  for (const auto& [key, row] : Rows().items()) {
    for (const auto& [name, values] : row["parameters"].items()) {
      if (!values.is_object()) continue;
      CAPTURE(key, name);
      const bool refund = name.starts_with("refund_");
      CHECK(ignored.find("`" + (refund ? "refund_*" : name) + "`") != std::string::npos);
    }
  }
}

TEST_CASE("parameters: every parameter of the implemented operations is covered",
          "[api][parameters]") {
  const std::set<std::string> implemented_tags{"authenticate", "payments", "payments.validation",
                                               "subscribe",    "vbanks",   "subscribe.customer",
                                               "users",        "tiers",    "codes",
                                               "paymentwall"};
  std::map<std::string, std::set<std::string>> covered;
  for (const auto& [key, row] : Rows().items()) {
    for (const auto& [name, values] : row["parameters"].items())
      covered[GetOperation(key)].insert(name);
    covered[GetOperation(key)].insert("");
  }
  const Json contract = Json::parse(ReadText("fixtures/reference/contract.json"));
  for (const auto& [operation, facts] : contract["operations"].items()) {
    if (implemented_tags.count(facts["tag"].get<std::string>()) == 0) continue;
    CAPTURE(operation);
    CHECK(covered.count(operation) == 1);
    for (const Json& parameter : facts["parameters"]) {
      CAPTURE(parameter["name"]);
      CHECK(covered[operation].count(parameter["name"].get<std::string>()) == 1);
    }
  }
  for (const auto& [name, schema] :
       contract["definitions"]["ScheduleAnnotation"]["properties"].items()) {
    CAPTURE(name);
    CHECK(Rows()["POST /subscribe/payments/schedule; an entry"]["parameters"].contains(name));
  }
}

}  // namespace
}  // namespace portone
