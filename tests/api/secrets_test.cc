// SPDX-License-Identifier: MIT
// Calls every operation with unique secret values and searches all output for them.
#include "support/browser_calls.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::Start;
using testing::Strings;
using testing::TestApi;
using testing::TestReply;

constexpr const char* kKey = "loud_key";

/// Values that must not appear in any output. A card's first six and last four digits are shown by
/// design.
const Strings& Secrets() {
  static const Strings kSecrets{"777788", "7777-88", "910203", "73x", "741852", "hush-hush-secret"};
  return kSecrets;
}

Json SecretCard() {
  return {{"card_number", "9876-5477-7788-1234"},
          {"expiry", "2031-11"},
          {"birth", "910203"},
          {"pwd_2digit", "73x"},
          {"cvc", "741852"}};
}

/// Collects all output.
class OutputCollector {
 public:
  void Add(const std::string& what, const std::string& text) { outputs_.push_back({what, text}); }
  void Add(const std::string& what, const TestReply& reply) {
    std::string text = reply.text;
    for (const HttpHeader& header : reply.headers)
      text += "\n" + header.name + ": " + header.value;
    Add(what, text);
  }

  void CheckNoSecrets() const {
    CHECK(outputs_.size() > 10);
    for (const auto& [what, text] : outputs_) {
      for (const std::string& secret : Secrets()) {
        INFO(what << " holds " << secret << ":\n" << text);
        CHECK(text.find(secret) == std::string::npos);
      }
    }
  }

 private:
  std::vector<std::pair<std::string, std::string>> outputs_;
};

Json With(Json body, const Json& more) {
  body.update(more);
  return body;
}

/// Every body that can contain a card, accepted or not.
std::vector<std::pair<std::string, Json>> SecretRequests() {
  Json scheduled =
      testing::ScheduleBody("lee", {testing::EntryBody("s-1", Start() + std::chrono::hours{1})});
  return {
      {"/subscribe/customers/kim", SecretCard()},
      {"/subscribe/customers/kim", With(SecretCard(), {{"expiry", "11/31"}})},
      {"/subscribe/customers/kim", With(SecretCard(), {{"channel_key", "nowhere"}})},
      {"/subscribe/customers/kim", With(SecretCard(), {{"card_number", "9876547777881234777788"}})},
      {"/subscribe/customers/kim", With(SecretCard(), {{"card_number", {{"n", "777788"}}}})},
      {"/subscribe/customers/kcp", With(SecretCard(), {{"pg", "kcp"}})},
      {"/subscribe/payments/onetime",
       With(SecretCard(), {{"merchant_uid", "o-1"}, {"amount", 1'000}, {"customer_uid", "park"}})},
      {"/subscribe/payments/onetime", With(SecretCard(), {{"merchant_uid", "o-2"}, {"amount", 1}})},
      {"/subscribe/payments/onetime", With(SecretCard(), {{"amount", 1'000}})},
      {"/subscribe/payments/schedule", With(scheduled, SecretCard())},
      {"/subscribe/payments/schedule", With(scheduled, SecretCard())},
      {"/subscribe/payments/again", With(testing::AgainBody("kim", "a-1"), SecretCard())},
      {"/subscribe/payments/unschedule", With({{"customer_uid", "nobody"}}, SecretCard())},
      {"/payments/cancel", With({{"merchant_uid", "a-1"}, {"amount", 1}}, SecretCard())},
      {"/payments/cancel", SecretCard()},
      {"/vbanks", SecretCard()},
      {"/nowhere", SecretCard()},
  };
}

void CollectReplies(TestApi& api, OutputCollector& outputs) {
  for (const auto& [target, body] : SecretRequests()) {
    const std::string json = body.dump();
    const std::string form = testing::EncodeForm(body);
    outputs.Add(target, api.Post(target, body));
    outputs.Add(target + " form", api.PostForm(target, form));
    outputs.Add(target + " query", api.Post(target + "?" + form, Json::object()));
    outputs.Add(target + " cut", api.PostText(target, json.substr(0, json.size() - 1)));
    outputs.Add(target + " open", api.PostText(target, json.substr(0, json.size() - 2)));
    outputs.Add(target + " escape", api.PostForm(target, form + "&a=%zz"));
    outputs.Add(target + " mistaken", api.PostForm(target, json + "=%zz"));
    outputs.Add(target + " cut and mistaken", api.PostForm(target, json.substr(1) + "=%zz"));
    outputs.Add(target + " list", api.PostForm(target, form + "&card_number[]=777788"));
    outputs.Add(target + " plain", api.PostText(target, json, "text/plain"));
  }
  outputs.Add("GET", api.Get("/subscribe/customers/kim"));
  outputs.Add("GET", api.Get("/payments/find/o-1"));
  outputs.Add("GET", api.Get("/subscribe/payments/schedule/s-1"));
  outputs.Add("DELETE", api.Delete("/subscribe/customers/kim?cvc=741852"));
}

void CollectCredentialReplies(TestApi& api, OutputCollector& outputs) {
  const std::string secret = "hush-hush-secret";
  for (const std::string& body : {R"({"imp_key":"imp_apikey","imp_secret":")" + secret + R"("})",
                                  R"({"imp_key":"loud_key","imp_secret":")" + secret + "x\"}",
                                  R"({"imp_key":"loud_key","imp_secret":")" + secret,
                                  R"({"imp_key":"loud_key","imp_secret":)" + secret + "}"}) {
    const std::vector<HttpHeader> json{{"Content-Type", "application/json"}};
    outputs.Add("getToken", api.Send({"POST", "/users/getToken", json, body}));
    outputs.Add("POST /sandboxes", api.Control("POST", "/sandboxes", body));
  }
  outputs.Add(
      "getToken by query",
      api.Send({"POST", "/users/getToken?imp_key=x&imp_secret=" + secret + "&a=%zz", {}, ""}));
}

void CollectControl(TestApi& api, OutputCollector& outputs) {
  const std::string sandbox = "?sandbox=" + std::string(kKey);
  const std::string card = SecretCard().dump();
  for (const char* path : {"/clock/advance", "/reset", "/sandboxes", "/settle", "/nowhere"}) {
    outputs.Add(path, api.Control("POST", path + sandbox, card.substr(0, card.size() - 2)));
  }
  outputs.Add("advance", api.Control("POST", "/clock/advance" + sandbox, R"({"by":"1d"})"));
  for (const char* path : {"/journal", "/webhooks", "/clock"}) {
    outputs.Add(path, api.Control("GET", path + sandbox));
  }
  outputs.Add("/sandboxes", api.Control("GET", "/sandboxes"));
  outputs.Add("/health", api.Control("GET", "/health"));
}

TEST_CASE("secrets: no output contains a secret", "[api][secrets]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  api.Use(kKey, "hush-hush-secret");
  OutputCollector outputs;
  CollectReplies(api, outputs);
  CollectCredentialReplies(api, outputs);
  CollectControl(api, outputs);
  const engine::SandboxPtr sandbox = api.registry.FindByKey(kKey);
  REQUIRE(sandbox != nullptr);
  outputs.Add("the world", sandbox->engine.DescribeWorld());
  for (const webhook::Post& post : api.sender.posts())
    outputs.Add("webhook", post.url + " " + post.body);
  CHECK_FALSE(api.sender.posts().empty());
  outputs.CheckNoSecrets();
}

constexpr const char* kCard = "4111-1111-1111-1111";
constexpr const char* kBareCard = "4111111111111111";

/// Every way in which a request can carry a card number, under names that do not reveal it.
std::vector<api::Request> RequestsWithCard(const std::string& token) {
  const std::string card = kCard;
  const auto post = [&](const std::string& type, std::string body,
                        const std::string& target = "/subscribe/payments/onetime") {
    std::vector<HttpHeader> headers{{"Authorization", token}};
    if (!type.empty()) headers.push_back({"Content-Type", type});
    return api::Request{"POST", target, headers, std::move(body)};
  };
  const std::string json = "application/json";
  const std::string form = "application/x-www-form-urlencoded";
  return {
      post(json, R"({"cardNumber":")" + card + "\"}"),
      post(json, R"({"CARD_NUMBER":)" + std::string(kBareCard) + "}"),
      post(json, R"({"merchant_uid":"o-1","memo":["card ")" + card + "\"]}"),
      post(json, R"({"memo":["card )" + card + " of kim\"]}"),
      post(json, R"({"custom_data":"{\"a\":\"4111 1111 1111 1111\"}"})"),
      post(json, "{\"" + card + "\":1}"),
      post(json, "{\"broken\":\"" + card),
      post(json, "{\"extra\":{\"memo\":\"" + card + "\"}}"),
      post("", "\xEF\xBB\xBF{\"memo\":\"" + card + "\"}"),
      post(form, "card={\"no\":\"" + card + "\"}"),
      post(form, "memo=4111%2D1111%2D1111%2D1111&x=1"),
      post(form, "memo=4111+1111+1111+1111"),
      post(form, "x=1;memo=" + card + ";y=2"),
      post(form, "%7B%22memo%22%3A%224111-1111-1111-1111%22%7D"),
      post(form, card + "=1"),
      post("text/plain", card),
      post(json, "{}", "/subscribe/payments/onetime?memo=" + card),
      post(json, "{}", "/subscribe/customers/" + card),
      post(json, "{}", "/subscribe/customers/4111%2D1111%2D1111%2D1111"),
      {"GET", "/payments/" + card, {{"Authorization", token}}, ""},
      {"GET", std::string("/payments/find/") + kBareCard, {{"Authorization", token}}, ""},
      {"DELETE", "/subscribe/customers/" + card, {{"Authorization", token}}, ""},
  };
}

TEST_CASE("secrets: a card number is masked wherever it was sent", "[api][secrets]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  const testing::ScriptScope script = api.sender.RespondUsing([](const webhook::Post&) {
    return testing::RespondWith(200, std::string("paid by ") + kCard);
  });
  const std::string token = api.GetToken();
  std::size_t sent = 0;
  for (const api::Request& request : RequestsWithCard(token)) {
    api.Send(request);
    ++sent;
  }
  REQUIRE(api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-2", kCard)).code() == 0);
  REQUIRE(api.Control("POST", "/settle").status == 200);
  const TestReply requests = api.Control("GET", "/requests");
  CHECK(requests.json["requests"].size() >= sent);
  std::string shown = requests.text;
  for (const char* path :
       {"/journal", "/webhooks", "/faults", "/agenda", "/scenario", "/health", "/payments",
        "/customers", "/schedules", "/timeline?limit=1000&level=debug"}) {
    const TestReply reply = api.Control("GET", path);
    CHECK(reply.status == 200);
    shown += reply.text;
  }
  shown += api.Control("POST", "/snapshot").text;
  shown += api.Control("POST", "/verify",
                       R"({"expect": [{"requests": {"body": {"memo": "never"}}, "count": 1},
                                      {"requests": {"path": "/never"}, "count": 1}]})")
               .text;
  CHECK(shown.find("***") != std::string::npos);
  for (const std::string& secret :
       {std::string(kCard), std::string(kBareCard), std::string("4111 1111 1111 1111"),
        std::string("4111%2D1111"), std::string("4111+1111")}) {
    const std::size_t at = shown.find(secret);
    INFO(secret << " in ..."
                << (at == std::string::npos ? "" : shown.substr(at < 300 ? 0 : at - 300, 500)));
    CHECK(at == std::string::npos);
  }
}

TEST_CASE("secrets: an order number of digits stays readable", "[api][secrets]") {
  TestApi api;
  Json body = testing::OnetimeBody("merchant_1709251200007");
  REQUIRE(api.Post("/subscribe/payments/onetime", body).code() == 0);
  CHECK(api.Control("GET", "/requests").text.find("merchant_1709251200007") != std::string::npos);
}

TEST_CASE("secrets: the journal shows requests with their secrets masked", "[api][secrets]") {
  TestApi api;
  Json body = testing::OnetimeBody("o-1", "9876-5477-7788-1234");
  body["pg"] = "kcp";
  api.Post("/subscribe/payments/onetime", body);
  const std::string journal = api.Control("GET", "/journal").text;
  CHECK(journal.find(R"(\"card_number\":\"***\")") != std::string::npos);
  CHECK(journal.find(R"(\"merchant_uid\":\"o-1\")") != std::string::npos);
  CHECK(journal.find(R"(\"imp_secret\":\"***\")") != std::string::npos);
  const Json payment = api.Get("/payments/find/o-1").response();
  CHECK(payment["card_number"] == "9876540000001234");
}

TEST_CASE("secrets: a sandbox's secret is returned only on creation", "[api][secrets]") {
  TestApi api;
  const Json created = api.Control("POST", "/sandboxes", R"({"imp_key":"mine"})").json;
  const std::string secret = created["imp_secret"].get<std::string>();
  CHECK(secret.size() == 40);
  CHECK(api.Control("GET", "/sandboxes").text.find(secret) == std::string::npos);
  CHECK(api.Control("POST", "/reset?sandbox=mine").text.find(secret) == std::string::npos);
  CHECK(api.Control("POST", "/sandboxes", R"({"imp_key":"mine"})").text.find(secret) ==
        std::string::npos);
}

constexpr const char* kResident = "9001011234568";
constexpr const char* kDashedResident = "900101-1234568";

/// The parameters of a transfer's window.
Json TransferParams(const std::string& order, const Json& more) {
  return With({{"pg", "galaxia"},
               {"pay_method", "trans"},
               {"merchant_uid", order},
               {"name", "a"},
               {"amount", 11'000},
               {"buyer_name", "Kim"},
               {"buyer_tel", "010-0000-0000"},
               {"buyer_email", "kim@example.com"},
               {"product_type", "real"}},
              more);
}

/// Windows whose pages say whom a receipt is for, in every way.
void OpenWindowsWithIdentifiers(TestApi& api) {
  const Json asked{{"cashReceiptType", "person"}, {"customerIdentifier", kResident}};
  const std::vector<Json> ways{
      asked,
      {{"cashReceiptType", "person"}, {"customerIdentifier", kDashedResident}},
      {{"customerIdentifier", 9'001'011'234'568}},
      {{"customerIdentifier", {{"number", kResident}}}},
      {{"customerIdentifier", Json::array({kResident})}},
      {{"bypass.customerIdentifier", kResident}},
      {{"bypass", asked}},
      {{"bypass", asked.dump()}},
      {{"bypass", Json::array({asked})}},
      {{"bypass", Json::array({asked}).dump()}},
  };
  for (std::size_t i = 0; i < ways.size(); ++i) {
    const std::string order = "order-" + std::to_string(i);
    CAPTURE(order);
    const Json params = TransferParams(order, ways[i]);
    REQUIRE(api.Control("POST", "/checkouts", Json{{"params", params}}.dump()).status == 200);
    testing::OpenPageWindow(api, TransferParams("open-" + order, ways[i]));
  }
}

/// Calls that say whom a receipt is for, accepted or not.
void CallWithIdentifiers(TestApi& api) {
  const Json external{{"identifier", kDashedResident},
                      {"amount", 100},
                      {"name", "a"},
                      {"channel_key", "channel-key-kcp"}};
  REQUIRE(testing::Summary(api.Post("/receipts/external/e-1", external)) == "200 0");
  api.PostForm("/receipts/external/e-2", testing::EncodeForm(external));
  api.Post("/receipts/external/e-3?identifier=" + std::string(kResident), Json::object());
  REQUIRE(api.Post("/subscribe/customers/kim", testing::CardBody()).code() == 0);
  for (const char* name : {"bypass", "extra"}) {
    const Json more{{name, {{"cashReceiptType", "person"}, {"customerIdentifier", kResident}}}};
    const std::string order = std::string("paid-") + name;
    REQUIRE(
        api.Post("/subscribe/payments/onetime", With(testing::OnetimeBody(order), more)).code() ==
        0);
    api.PostForm("/subscribe/payments/onetime",
                 testing::EncodeForm(With(testing::OnetimeBody(order + "-form"), more)));
    const Json entry =
        With(testing::EntryBody("later-" + order, Start() + std::chrono::hours{1}), more);
    REQUIRE(
        api.Post("/subscribe/payments/schedule", testing::ScheduleBody("kim", {entry})).code() ==
        0);
  }
}

/// Whatever the control API shows of a sandbox.
std::string ShowEverything(TestApi& api) {
  std::string shown = api.Describe();
  for (const char* path : {"/requests", "/journal", "/timeline", "/payments", "/schedules",
                           "/receipts", "/webhooks", "/scenario", "/sandboxes", "/health"})
    shown += api.Control("GET", path).text;
  return shown + api.Control("POST", "/snapshot").text;
}

void CheckHidesResident(const std::string& shown) {
  CHECK(shown.find("900101*******") != std::string::npos);
  for (const char* secret : {kResident, kDashedResident}) {
    const std::size_t at = shown.find(secret);
    INFO(secret << " in ..."
                << (at == std::string::npos ? "" : shown.substr(at < 300 ? 0 : at - 300, 500)));
    CHECK(at == std::string::npos);
  }
}

TEST_CASE("secrets: the recipient of a receipt is masked wherever it was sent", "[api][secrets]") {
  TestApi api;
  OpenWindowsWithIdentifiers(api);
  CallWithIdentifiers(api);
  const Json receipts = api.Control("GET", "/receipts?merchant_uid=order-0").json["receipts"];
  REQUIRE(receipts.size() == 1);
  CHECK(receipts[0]["identifier"] == "900101*******");
  CHECK(receipts[0]["identifier_type"] == "person");
  CheckHidesResident(ShowEverything(api));
}

TEST_CASE("secrets: the recipient of a receipt in a scenario is masked", "[api][secrets]") {
  TestApi api;
  const Json payment{
      {"merchant_uid", "p"},
      {"amount", 1'000},
      {"extra",
       {{"customerIdentifier", kResident}, {"bypass.customerIdentifier", kDashedResident}}}};
  const Json receipt{{"merchant_uid", "e"},
                     {"origin", "external"},
                     {"amount", 1'000},
                     {"identifier", kDashedResident}};
  const Json unmasked{{"merchant_uid", "f"},
                      {"origin", "external"},
                      {"amount", 1'000},
                      {"identifier", std::string(kResident) + "*"}};
  const Json given{{"payments", Json::array({payment})},
                   {"receipts", Json::array({receipt, unmasked})}};
  const TestReply loaded = api.Control("PUT", "/scenario", Json{{"given", given}}.dump());
  INFO(loaded.text);
  REQUIRE(loaded.status == 200);
  CheckHidesResident(ShowEverything(api));
}

}  // namespace
}  // namespace portone
