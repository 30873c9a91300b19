// SPDX-License-Identifier: MIT
// Runs are repeatable: the same seed and the same order of calls give the same replies, journal and
// world; and whatever the order of concurrent calls was, the journal is enough to replay it on one
// thread.
#include <atomic>
#include <map>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "api/service.h"
#include "commands/webhook_deliveries.h"
#include "engine/advance.h"
#include "scenario/loader.h"
#include "support/catch.h"
#include "support/contract_guard.h"
#include "support/populated_sandbox.h"
#include "support/test_api.h"

namespace portone::testing {
namespace {

constexpr const char* kWebhookUrl = "http://shop/hook";

api::Request MakeRequest(std::string method, std::string target, const Json& body = nullptr) {
  api::Request request;
  request.method = std::move(method);
  request.target = std::move(target);
  if (!body.is_null()) {
    request.headers.push_back({"Content-Type", "application/json"});
    request.body = body.dump();
  }
  return request;
}

api::Request TokenRequest() {
  const engine::Credentials sample = engine::SampleCredentials();
  return MakeRequest("POST", "/users/getToken",
                     {{"imp_key", sample.imp_key}, {"imp_secret", sample.imp_secret}});
}

std::string ReadToken(const api::Reply& reply) {
  return Json::parse(reply.body).at("response").at("access_token").get<std::string>();
}

/// Sends a request and checks the reply against the contract.
api::Reply SendChecked(const control::RequestHandler& handler, const api::Request& request) {
  api::Reply reply = handler.Handle(request);
  ExpectContract({request.method, request.target, reply.status, reply.body});
  return reply;
}

/// A client that makes random calls. It uses few ids, so that clients collide.
class Client {
 public:
  Client(const control::RequestHandler& handler, std::uint64_t seed)
      : handler_(handler), random_(seed) {}

  /// Makes one more random step; returns all its replies.
  std::string Step() {
    api::Request request = Next();
    if (!request.target.starts_with("/_emulator")) {
      request.headers.push_back({"Authorization", token_});
    }
    const api::Reply reply = SendChecked(handler_, request);
    if (reply.status != 401) return reply.body;
    const api::Reply token = SendChecked(handler_, TokenRequest());
    token_ = ReadToken(token);
    return reply.body + token.body;
  }

 private:
  std::size_t Below(std::size_t limit) { return random_() % limit; }
  std::string Customer() { return "customer-" + std::to_string(Below(6)); }
  std::string Order() { return "order-" + std::to_string(Below(80)); }
  std::string Card() {
    const std::vector<std::string_view> cards{kGoodCard, kGoodCard, kGoodCard, kDecliningCard,
                                              kUnknownBinCard};
    return std::string(cards[Below(cards.size())]);
  }

  api::Request Next() {
    switch (Below(23)) {
      case 0:
      case 1:
      case 2:
        return MakeRequest("POST", "/subscribe/customers/" + Customer(), CardBody(Card()));
      case 3:
      case 4:
        return MakeRequest("POST", "/subscribe/payments/onetime", OnetimeBody(Order(), Card()));
      case 5:
      case 6:
        return MakeRequest("POST", "/subscribe/payments/again", AgainBody(Customer(), Order()));
      case 7:
      case 8:
        return MakeRequest("POST", "/subscribe/payments/schedule", Schedules());
      case 9:
        return MakeRequest("POST", "/subscribe/payments/unschedule", {{"merchant_uid", Order()}});
      case 10:
        return MakeRequest("POST", "/payments/cancel",
                           {{"merchant_uid", Order()}, {"amount", 1000}, {"enable_webhook", true}});
      case 11:
        return MakeRequest("DELETE", "/subscribe/customers/" + Customer());
      case 12:
        return TokenRequest();
      case 13:
        return MakeRequest("GET", "/payments/find/" + Order());
      case 14:
        return MakeRequest("PUT", "/_emulator/webhooks/settings",
                           {{"retries", Below(4)}, {"format", Below(2) == 0 ? "json" : "form"}});
      case 15:
        return MakeRequest("POST", "/_emulator/actions/cancel", {{"merchant_uid", Order()}});
      case 16:
        return MakeRequest("POST", "/_emulator/actions/expire-card",
                           {{"customer_uid", Customer()}});
      case 17:
        return MakeRequest("POST", "/_emulator/clock/advance",
                           {{"until", "next"}, {"settle", "end"}});
      case 18:
      case 19:
      case 20:
        return MakeRequest("POST", "/_emulator/checkouts", MakeWindow());
      default:
        return MakeRequest("POST", "/_emulator/clock/advance",
                           {{"by", std::to_string(1 + Below(36)) + "h"}});
    }
  }

  /// One that charges, that stores a key, or that the buyer closes; some gateways report the result
  /// later.
  Json MakeWindow() {
    const std::vector<std::string> gateways{"paymentwall", "kcp_billing", "naverpay", "kcp"};
    const std::string pg = gateways[Below(gateways.size())];
    Json params{{"pg", pg},
                {"merchant_uid", Order()},
                {"amount", 2'000},
                {"name", "plan"},
                {"buyer_name", "Michael Jackson"},
                {"buyer_tel", "010-" + std::to_string(Below(5))},
                {"buyer_email", "kim@example.com"},
                {"naverPopupMode", true},
                {"naverProductCode", "plan-" + std::to_string(Below(2))}};
    if (pg != "kcp") params["customer_uid"] = Customer();
    return {{"params", params}, {"outcome", Below(5) == 0 ? "close" : "approve"}};
  }

  Json Schedules() {
    const Instant base = Start() + std::chrono::hours{static_cast<int>(Below(24U * 60U))};
    return ScheduleBody(
        Customer(), {EntryBody(Order(), base), EntryBody(Order(), base + std::chrono::hours{24})});
  }

  const control::RequestHandler& handler_;
  std::mt19937_64 random_;
  std::string token_ = "none yet";
};

/// The content of a webhook, in either format.
Json ReadWebhook(const webhook::Post& post) {
  if (post.body.front() == '{') return Json::parse(post.body);
  Json webhook;
  std::istringstream form(post.body);
  for (std::string pair; std::getline(form, pair, '&');) {
    const std::size_t equals = pair.find('=');
    webhook[pair.substr(0, equals)] = pair.substr(equals + 1);
  }
  return webhook;
}

/// A receiver whose reply depends only on the webhook, and which reads the payment and schedules
/// the next charge, as the subscription guides do.
RecordingSender::Script MakeCallBackScript(const control::RequestHandler& handler) {
  return [&handler](const webhook::Post& post) {
    const Json webhook = ReadWebhook(post);
    const std::string order = webhook.at("merchant_uid").get<std::string>();
    const std::string token = ReadToken(SendChecked(handler, TokenRequest()));
    const auto call = [&](api::Request request) {
      request.headers.push_back({"Authorization", token});
      return SendChecked(handler, request);
    };
    call(MakeRequest("GET", "/payments/" + webhook.at("imp_uid").get<std::string>()));
    if (order.starts_with("order-")) {
      const api::Reply clock = handler.Handle(MakeRequest("GET", "/_emulator/clock"));
      const Instant now = FromUnixSeconds(Json::parse(clock.body).at("now_unix"));
      call(MakeRequest("POST", "/subscribe/payments/schedule",
                       ScheduleBody("customer-" + order.substr(order.size() - 1),
                                    {EntryBody("next-" + order, now + std::chrono::hours{240})})));
    }
    switch (post.body.size() % 3) {
      case 0:
        return RespondWith(500, "out of order");
      case 1:
        return FailWith("connection refused");
      default:
        return RespondWith(200, "OK");
    }
  };
}

/// The complete result of a run as text.
struct Traces {
  std::string replies;
  std::string journal;
  std::string world;
  std::string snapshot;
};

Traces RunAlone(std::uint64_t seed) {
  TestApi api(SetupWithWebhook(kWebhookUrl));
  const auto script = api.sender.RespondUsing(MakeCallBackScript(api.handler));
  Client client(api.handler, seed);
  Traces traces;
  for (int i = 0; i < 400; ++i) {
    traces.replies += client.Step() + "\n";
    api.handler.Handle(MakeRequest("POST", "/_emulator/settle"));  // webhooks are sent in real time
  }
  traces.journal = api.handler.Handle(MakeRequest("GET", "/_emulator/journal")).body;
  traces.world = api.Describe();
  traces.snapshot = TakeSnapshot(api);
  return traces;
}

TEST_CASE("determinism: the same calls give the same replies and journal and world",
          "[determinism][slow]") {
  const Traces first = RunAlone(42);
  const Traces second = RunAlone(42);
  CHECK(first.replies == second.replies);
  CHECK(first.journal == second.journal);
  CHECK(first.world == second.world);
  CHECK(first.snapshot == second.snapshot);
  for (const char* trace :
       {"\"retry\"", "/_emulator/webhooks/settings", "/_emulator/actions/cancel",
        "/_emulator/actions/expire-card", "\"paid\"", "\"failed\"", "\"cancelled\"",
        "advance started", "timer fired", "/_emulator/checkouts", "\"delivery\"",
        "/subscribe/payments/unschedule", "next-order-"}) {
    INFO("the workload never led to " << trace);
    CHECK(first.journal.find(trace) != std::string::npos);
  }
}

TEST_CASE("determinism: different seeds give different worlds", "[determinism][slow]") {
  CHECK(RunAlone(42).world != RunAlone(43).world);
}

std::string GetTarget(const engine::JournalInput& input) {
  const auto* request = std::get_if<engine::ApiRequest>(&input);
  return request == nullptr ? "" : request->target;
}

std::string DescribeInput(const engine::JournalInput& input) {
  std::string text(engine::GetKindName(input));
  if (const auto* request = std::get_if<engine::ApiRequest>(&input))
    text += " " + request->method + " " + request->target + " " + request->body;
  return text;
}

/// Removes the keys at any depth.
void EraseKeys(Json& value, const std::vector<std::string>& keys) {
  if (value.is_object()) {
    for (const std::string& key : keys)
      value.erase(key);
  }
  if (!value.is_structured()) return;
  for (Json& member : value)
    EraseKeys(member, keys);
}

/// The snapshot without what calls that are not in the journal change: reading and getting tokens.
Json GetComparableState(TestApi& api) {
  Json state = Json::parse(TakeSnapshot(api));
  EraseKeys(state, {"sequence", "tokens", "tokens_issued"});
  return state;
}

/// Replays a journal on a new engine, entry by entry.
class Replay {
 public:
  // The journal contains no headers, and its requests had been authorised. So every request is
  // accepted: this sandbox's tokens follow a stopped wall clock.
  explicit Replay(engine::Setup setup)
      : api_([&setup] {
          setup.token_clock = engine::TokenClock::kWall;
          return std::move(setup);
        }()),
        service_(api_.registry),
        control_(api_.context),
        token_(api_.GetToken()) {}

  void Feed(const engine::JournalEntry& entry) {
    std::visit([&](const auto& input) { Feed(input, entry.at); }, entry.input);
    REQUIRE(engine().ReadClock().now == entry.at);
    engine().CatchUp();  // as reading does, which is not in the journal
    while (const auto outgoing = engine().TakeOutgoing())
      generations_[outgoing->delivery_id] = outgoing->generation;
  }

  std::string Describe() const { return api_.Describe(); }
  Json State() { return GetComparableState(api_); }

 private:
  engine::Engine& engine() { return api_.registry.Default()->engine; }

  void Feed(const engine::ApiRequest& recorded, Instant /*at*/) {
    api::Request request;
    request.method = recorded.method;
    request.target = recorded.target;
    request.body = recorded.body;
    request.headers = {{"Content-Type", recorded.content_type},
                       {"User-Agent", recorded.user_agent},
                       {"Authorization", token_}};
    const api::ServiceResult served = control::IsControlTarget(request.target)
                                          ? control_.Handle(request)
                                          : service_.Handle(request);
    ExpectContract({request.method, request.target, served.reply.status, served.reply.body});
    REQUIRE(served.reply.status != 401);
    if (served.sandbox != nullptr) served.sandbox->engine.EndReply(served.sequence);
  }

  void Feed(const engine::WebhookResult& webhook, Instant /*at*/) {
    commands::RecordWebhookAttempt command = webhook.attempt;
    command.generation = generations_.at(command.delivery_id);
    REQUIRE(engine().Run(webhook, command).ok());
  }

  void Feed(const engine::AdvanceStarted& /*input*/, Instant /*at*/) {
    if (auto begun = engine::Advance::Begin(engine())) advance_.emplace(*std::move(begun));
    REQUIRE(advance_);
  }

  void Feed(const engine::TimerFired& /*input*/, Instant at) {
    REQUIRE(GetValue(advance_->FireNextTimer(at)).has_value());
  }

  void Feed(const engine::AdvanceEnded& /*input*/, Instant at) {
    static_cast<void>(advance_->End(at));  // or it was abandoned
    advance_.reset();
  }

  void Feed(const engine::ClockSet& /*input*/, Instant at) {
    REQUIRE_FALSE(engine().SetClock({.mode = {}, .speed = {}, .now = at}));
  }

  // The request that opened the window brings it to its end, too.
  void Feed(const engine::PaymentConcluded& /*input*/, Instant /*at*/) {}

  TestApi api_;
  api::Service service_;
  control::Control control_;
  std::string token_;
  std::map<WebhookDeliveryId, std::uint64_t> generations_;
  std::optional<engine::Advance> advance_;
};

/// Runs `threads` clients concurrently on one sandbox, `steps` calls each.
void RunTogether(const TestApi& api, std::size_t threads, int steps) {
  std::vector<std::thread> client_threads;
  std::atomic<bool> go{false};
  for (std::size_t seed = 0; seed < threads; ++seed) {
    client_threads.emplace_back([&api, &go, seed, steps] {
      Client client(api.handler, 1000 + seed);
      while (!go)
        std::this_thread::yield();
      for (int i = 0; i < steps; ++i)
        client.Step();
    });
  }
  go = true;
  for (std::thread& thread : client_threads)
    thread.join();
}

std::size_t CountPending(engine::Engine& engine) {
  std::size_t pending = 0;
  for (const WebhookDelivery& delivery : GetValue(engine.Query(commands::ListWebhookDeliveries{})))
    pending += delivery.state == WebhookDeliveryState::kPending ? 1U : 0U;
  return pending;
}

TEST_CASE("determinism: the journal of eight threads replays on one to the same world",
          "[determinism][slow]") {
  const engine::Setup setup = SetupWithWebhook(kWebhookUrl);
  TestApi api(setup);
  const auto script = api.sender.RespondUsing(MakeCallBackScript(api.handler));
  RunTogether(api, 8, 120);
  // Retries are still pending, and what merchants schedule in reply to webhooks.
  api.handler.Handle(MakeRequest("POST", "/_emulator/clock/advance", {{"until", "idle"}}));

  engine::Engine& engine = api.registry.Default()->engine;
  CHECK(CountPending(engine) == 0);
  const std::vector<engine::JournalEntry> journal = engine.ReadJournal(0);
  REQUIRE(journal.size() > 500);
  REQUIRE(journal.front().sequence == 1);  // nothing was dropped from it

  Replay replay(setup);
  for (const engine::JournalEntry& entry : journal) {
    INFO("entry " << entry.sequence << ": " << DescribeInput(entry.input));
    replay.Feed(entry);
  }
  CHECK(replay.Describe() == api.Describe());
  CHECK(replay.State() == GetComparableState(api));
}

/// Faults of every kind at random intervals.
constexpr std::string_view kRandomFaults = R"({"faults": [
  {"when": {"operation": "charge", "pg": "nice"}, "skip": 1, "times": "always",
   "probability": 15, "then": {"decline": "lost_card"}},
  {"when": {"operation": "charge"}, "times": "always", "probability": 20, "at": "after",
   "then": {"reset": true}},
  {"when": {"operation": "issue_billing_key"}, "times": "always", "probability": 20,
   "then": {"error": {"status": 500, "message": "down"}}},
  {"when": {"operation": "request", "path": "/payments/*"}, "times": "always", "probability": 25,
   "then": {"close": true}},
  {"when": {"operation": "request", "path": "/subscribe/*"}, "skip": 5, "times": 20,
   "probability": 50, "at": "after", "then": {"delay": "1s"}},
  {"when": {"operation": "webhook"}, "times": "always", "probability": 20, "then": {"drop": true}},
  {"when": {"operation": "webhook"}, "times": "always", "probability": 20,
   "then": {"reorder": true}},
  {"when": {"operation": "webhook", "status": "paid"}, "times": "always", "probability": 30,
   "then": {"duplicate": true, "delay": "90m"}}]})";

TEST_CASE("determinism: faults and their counters replay from the journal too",
          "[determinism][fault]") {
  const auto random_faults = scenario::LoadText(kRandomFaults, "random_faults");
  REQUIRE(random_faults.ok());
  const engine::Setup setup =
      scenario::MergeIntoSetup(SetupWithWebhook(kWebhookUrl), random_faults.value());
  TestApi api(setup);
  const auto script = api.sender.RespondUsing(MakeCallBackScript(api.handler));
  const ReplacedReplies replaced({"500/-1", "503/-1"});
  Client client(api.handler, 7);
  for (int i = 0; i < 300; ++i) {
    client.Step();
    api.handler.Handle(MakeRequest("POST", "/_emulator/settle"));
  }
  const engine::Engine& engine = api.registry.Default()->engine;
  Replay replay(setup);
  for (const engine::JournalEntry& entry : engine.ReadJournal(0)) {
    INFO("entry " << entry.sequence << ": " << DescribeInput(entry.input));
    replay.Feed(entry);
  }
  CHECK(replay.Describe() == api.Describe());
  CHECK(replay.State() == GetComparableState(api));
  const std::string faults = api.Describe().substr(api.Describe().find("faults\n"));
  INFO(faults);
  CHECK(faults.find("applied 0") == std::string::npos);
}

TEST_CASE("determinism: an aborted advance leaves no webhook behind", "[determinism]") {
  TestApi api(SetupWithWebhook(kWebhookUrl));
  const std::string token = api.GetToken();
  engine::Engine& engine = api.registry.Default()->engine;
  std::optional<engine::Advance> advance = engine::Advance::Begin(engine);
  REQUIRE(advance);
  api::Request charge =
      MakeRequest("POST", "/subscribe/payments/onetime", OnetimeBody("order-1", kGoodCard));
  charge.headers.push_back({"Authorization", token});
  REQUIRE(SendChecked(api.handler, charge).status == 200);
  advance.reset();
  api.handler.Handle(MakeRequest("POST", "/_emulator/settle"));
  CHECK(api.sender.posts().size() == 1);
  CHECK(CountPending(engine) == 0);
}

TEST_CASE("determinism: a journal with a missing entry replays to a different world",
          "[determinism]") {
  const engine::Setup setup = SetupWithWebhook("");
  TestApi api(setup);
  Client client(api.handler, 9);
  for (int i = 0; i < 100; ++i)
    client.Step();
  const std::vector<engine::JournalEntry> journal = api.registry.Default()->engine.ReadJournal(0);
  const auto replayed_without = [&](const std::string& target) {
    Replay replay(setup);
    bool left_out = false;
    for (const engine::JournalEntry& entry : journal) {
      const bool leave_out = !left_out && GetTarget(entry.input) == target;
      left_out = left_out || leave_out;
      if (!leave_out) replay.Feed(entry);
    }
    return replay.Describe();
  };
  CHECK(replayed_without("nothing") == api.Describe());
  CHECK(replayed_without("/_emulator/checkouts") != api.Describe());
}

}  // namespace
}  // namespace portone::testing
