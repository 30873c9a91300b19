// SPDX-License-Identifier: MIT
// Drives every operation with secrets that can be told from anything else, and looks for them in
// everything that comes out.
#include "support/test_api.h"

namespace portone {
namespace {

using testing::Start;
using testing::TestApi;
using testing::TestReply;
using testing::Texts;

constexpr const char* kKey = "loud_key";

/// What nobody may ever read again. The card's first six and last four digits are shown by design.
const Texts& Secrets() {
  static const Texts kSecrets{"777788", "7777-88", "910203", "73x", "741852", "hush-hush-secret"};
  return kSecrets;
}

Json LoudCard() {
  return {{"card_number", "9876-5477-7788-1234"},
          {"expiry", "2031-11"},
          {"birth", "910203"},
          {"pwd_2digit", "73x"},
          {"cvc", "741852"}};
}

/// Everything that was said to anybody.
class Ear {
 public:
  void Hear(const std::string& what, const std::string& text) { heard_.push_back({what, text}); }
  void Hear(const std::string& what, const TestReply& reply) {
    std::string text = reply.text;
    for (const api::Header& header : reply.headers)
      text += "\n" + header.name + ": " + header.value;
    Hear(what, text);
  }

  void CheckNoSecrets() const {
    CHECK(heard_.size() > 10);
    for (const auto& [what, text] : heard_) {
      for (const std::string& secret : Secrets()) {
        INFO(what << " holds " << secret << ":\n" << text);
        CHECK(text.find(secret) == std::string::npos);
      }
    }
  }

 private:
  std::vector<std::pair<std::string, std::string>> heard_;
};

Json With(Json body, const Json& more) {
  body.update(more);
  return body;
}

/// Every body that can carry a card, whether it is accepted or not.
std::vector<std::pair<std::string, Json>> LoudRequests() {
  Json scheduled =
      testing::ScheduleBody("lee", {testing::EntryBody("s-1", Start() + std::chrono::hours{1})});
  return {
      {"/subscribe/customers/kim", LoudCard()},
      {"/subscribe/customers/kim", With(LoudCard(), {{"expiry", "11/31"}})},
      {"/subscribe/customers/kim", With(LoudCard(), {{"channel_key", "nowhere"}})},
      {"/subscribe/customers/kim", With(LoudCard(), {{"card_number", "9876547777881234777788"}})},
      {"/subscribe/customers/kim", With(LoudCard(), {{"card_number", {{"n", "777788"}}}})},
      {"/subscribe/customers/kcp", With(LoudCard(), {{"pg", "kcp"}})},
      {"/subscribe/payments/onetime",
       With(LoudCard(), {{"merchant_uid", "o-1"}, {"amount", 1'000}, {"customer_uid", "park"}})},
      {"/subscribe/payments/onetime", With(LoudCard(), {{"merchant_uid", "o-2"}, {"amount", 1}})},
      {"/subscribe/payments/onetime", With(LoudCard(), {{"amount", 1'000}})},
      {"/subscribe/payments/schedule", With(scheduled, LoudCard())},
      {"/subscribe/payments/schedule", With(scheduled, LoudCard())},
      {"/subscribe/payments/again", With(testing::AgainBody("kim", "a-1"), LoudCard())},
      {"/subscribe/payments/unschedule", With({{"customer_uid", "nobody"}}, LoudCard())},
      {"/payments/cancel", With({{"merchant_uid", "a-1"}, {"amount", 1}}, LoudCard())},
      {"/payments/cancel", LoudCard()},
      {"/vbanks", LoudCard()},
      {"/nowhere", LoudCard()},
  };
}

void ListenToRequests(TestApi& api, Ear& ear) {
  for (const auto& [target, body] : LoudRequests()) {
    const std::string json = body.dump();
    const std::string form = testing::FormOf(body);
    ear.Hear(target, api.Post(target, body));
    ear.Hear(target + " form", api.PostForm(target, form));
    ear.Hear(target + " query", api.Post(target + "?" + form, Json::object()));
    ear.Hear(target + " cut", api.PostText(target, json.substr(0, json.size() - 1)));
    ear.Hear(target + " open", api.PostText(target, json.substr(0, json.size() - 2)));
    ear.Hear(target + " escape", api.PostForm(target, form + "&a=%zz"));
    ear.Hear(target + " mistaken", api.PostForm(target, json + "=%zz"));
    ear.Hear(target + " cut and mistaken", api.PostForm(target, json.substr(1) + "=%zz"));
    ear.Hear(target + " list", api.PostForm(target, form + "&card_number[]=777788"));
    ear.Hear(target + " plain", api.PostText(target, json, "text/plain"));
  }
  ear.Hear("GET", api.Get("/subscribe/customers/kim"));
  ear.Hear("GET", api.Get("/payments/find/o-1"));
  ear.Hear("GET", api.Get("/subscribe/payments/schedule/s-1"));
  ear.Hear("DELETE", api.Delete("/subscribe/customers/kim?cvc=741852"));
}

void ListenToCredentials(TestApi& api, Ear& ear) {
  const std::string secret = "hush-hush-secret";
  for (const std::string& body : {R"({"imp_key":"imp_apikey","imp_secret":")" + secret + R"("})",
                                  R"({"imp_key":"loud_key","imp_secret":")" + secret + "x\"}",
                                  R"({"imp_key":"loud_key","imp_secret":")" + secret,
                                  R"({"imp_key":"loud_key","imp_secret":)" + secret + "}"}) {
    const std::vector<api::Header> json{{"Content-Type", "application/json"}};
    ear.Hear("getToken", api.Send({"POST", "/users/getToken", json, body}));
    ear.Hear("POST /sandboxes", api.Control("POST", "/sandboxes", body));
  }
  ear.Hear("getToken by query",
           api.Send({"POST", "/users/getToken?imp_key=x&imp_secret=" + secret + "&a=%zz", {}, ""}));
}

void ListenToControl(TestApi& api, Ear& ear) {
  const std::string sandbox = "?sandbox=" + std::string(kKey);
  const std::string card = LoudCard().dump();
  for (const char* path : {"/clock/advance", "/reset", "/sandboxes", "/settle", "/nowhere"}) {
    ear.Hear(path, api.Control("POST", path + sandbox, card.substr(0, card.size() - 2)));
  }
  ear.Hear("advance", api.Control("POST", "/clock/advance" + sandbox, R"({"by":"1d"})"));
  for (const char* path : {"/journal", "/webhooks", "/clock"}) {
    ear.Hear(path, api.Control("GET", path + sandbox));
  }
  ear.Hear("/sandboxes", api.Control("GET", "/sandboxes"));
  ear.Hear("/health", api.Control("GET", "/health"));
}

TEST_CASE("secrets: none shows in anything that comes out", "[api][secrets]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  api.Use(kKey, "hush-hush-secret");
  Ear ear;
  ListenToRequests(api, ear);
  ListenToCredentials(api, ear);
  ListenToControl(api, ear);
  const engine::SandboxPtr sandbox = api.directory.FindByKey(kKey);
  REQUIRE(sandbox != nullptr);
  ear.Hear("the world", sandbox->engine.DescribeWorld());
  for (const webhook::Post& post : api.sender.posts())
    ear.Hear("webhook", post.url + " " + post.body);
  CHECK_FALSE(api.sender.posts().empty());
  ear.CheckNoSecrets();
}

TEST_CASE("secrets: the journal shows the requests that it masks", "[api][secrets]") {
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

TEST_CASE("secrets: only who makes a sandbox is told its secret", "[api][secrets]") {
  TestApi api;
  const Json made = api.Control("POST", "/sandboxes", R"({"imp_key":"mine"})").json;
  const std::string secret = made["imp_secret"].get<std::string>();
  CHECK(secret.size() == 40);
  CHECK(api.Control("GET", "/sandboxes").text.find(secret) == std::string::npos);
  CHECK(api.Control("POST", "/reset?sandbox=mine").text.find(secret) == std::string::npos);
  CHECK(api.Control("POST", "/sandboxes", R"({"imp_key":"mine"})").text.find(secret) ==
        std::string::npos);
}

}  // namespace
}  // namespace portone
