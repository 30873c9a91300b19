// SPDX-License-Identifier: MIT
// Checks a test's expectations, once or until they hold.
#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/control_prefix.h"
#include "commands/webhook_settings.h"
#include "control/control.h"
#include "control/control_parameters.h"
#include "control/facts.h"
#include "json/json.h"
#include "sim/stopwatch.h"
#include "verify/evaluate.h"
#include "verify/expectation.h"

namespace portone::control {
namespace {

using std::chrono::milliseconds;
using verify::Expectation;
using verify::FactKind;
using verify::Verdict;

constexpr milliseconds kDefaultTimeout{5'000};
constexpr milliseconds kMaxTimeout{600'000};
/// How often a wait checks whether the emulator is shutting down.
constexpr milliseconds kShutdownCheckInterval{200};

struct VerifyRequest {
  std::vector<Expectation> expectations;
  milliseconds timeout = kDefaultTimeout;
};

ControlResult<VerifyRequest> ReadVerifyRequest(const api::Request& request, bool may_wait) {
  VerifyRequest wanted;
  PORTONE_RETURN_IF_ERROR(ReadBody(request, [&](json::StrictObject& object) {
    wanted.expectations = verify::ReadExpectations(object);
    const bool none = wanted.expectations.empty() && object.problems().empty();
    if (none) object.Report("expect", "must hold at least one expectation");
    if (!may_wait) return;
    if (const auto timeout = object.Integer("timeout_ms", 0, kMaxTimeout.count())) {
      wanted.timeout = milliseconds{*timeout};
    }
  }));
  return wanted;
}

Json ToJson(const verify::NearMiss& nearest) {
  Json differences = Json::array();
  for (const verify::Difference& difference : nearest.differences) {
    differences.push_back({{"field", difference.field},
                           {"expected", difference.expected},
                           {"actual", difference.actual}});
  }
  return {{"fact", nearest.fact}, {"differences", std::move(differences)}};
}

Json ToJson(const Expectation& expectation, const Verdict& verdict) {
  Json result{
      {"expectation", expectation.source}, {"matched", verdict.matched}, {"facts", verdict.facts}};
  if (!verdict.holds()) {
    result["failure"] = verdict.failure;
    result["nearest"] = verdict.nearest ? ToJson(*verdict.nearest) : Json();
  }
  return result;
}

/// The results of all expectations, and the messages of those that do not hold.
struct Evaluation {
  Json results = Json::array();
  std::string failures;
  std::string first;  ///< "expect/1"; "" when all hold
};

Evaluation Evaluate(const std::vector<Expectation>& expectations, const verify::Facts& facts) {
  Evaluation evaluation;
  for (std::size_t i = 0; i < expectations.size(); ++i) {
    const Verdict verdict = verify::Evaluate(expectations[i], facts);
    evaluation.results.push_back(ToJson(expectations[i], verdict));
    if (verdict.holds()) continue;
    if (evaluation.first.empty()) {
      evaluation.first = "expect/" + std::to_string(i);
    } else {
      evaluation.failures += "\n";
    }
    evaluation.failures += "expectation " + std::to_string(i + 1) + ": " + verdict.failure;
  }
  return evaluation;
}

/// An extra line for when expected webhooks are missing because no webhook URL is set; else "".
std::string WebhookHint(engine::Engine& engine, const std::vector<Expectation>& expectations,
                        const verify::Facts& facts) {
  if (!facts.Get(FactKind::kWebhook).empty()) return "";
  const bool missed = std::any_of(
      expectations.begin(), expectations.end(), [&facts](const Expectation& expectation) {
        const bool about_webhooks = verify::CollectFactKinds({expectation}).Has(FactKind::kWebhook);
        return about_webhooks && !verify::Holds(expectation, facts);
      });
  if (!missed) return "";
  const auto settings = engine.Query(commands::ReadWebhookSettings{});
  if (!settings.ok() || !settings.value().url.empty()) return "";
  return "\nhint: this sandbox has no webhook URL; set one with --webhook-url, given.webhook.url "
         "or PUT " +
         std::string(kControlPrefix) + "/webhooks/settings";
}

api::Reply VerifiedReply(Evaluation evaluation) {
  return JsonReply(Json{{"verified", true}, {"results", std::move(evaluation.results)}});
}

/// An error reply that also has the results.
api::Reply NotVerifiedReply(ControlErrc code, const std::string& prefix, Evaluation evaluation) {
  api::Reply reply = JsonReply(Json{{"error",
                                     {{"code", Name(code)},
                                      {"message", prefix + evaluation.failures},
                                      {"parameter", evaluation.first}}},
                                    {"results", std::move(evaluation.results)}});
  reply.status = HttpStatus(code);
  return reply;
}

bool AllHold(const std::vector<Expectation>& expectations, const verify::Facts& facts) {
  return std::all_of(
      expectations.begin(), expectations.end(),
      [&facts](const Expectation& expectation) { return verify::Holds(expectation, facts); });
}

ControlResult<api::Reply> Verify(ControlCall& call) {
  PORTONE_TRY(const VerifyRequest wanted, ReadVerifyRequest(call.request, false));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  const auto& expectations = wanted.expectations;
  PORTONE_TRY(
      const verify::Facts facts,
      ToControlResult(GatherFacts(sandbox->engine, verify::CollectFactKinds(expectations))));
  Evaluation evaluation = Evaluate(expectations, facts);
  if (evaluation.first.empty()) return VerifiedReply(std::move(evaluation));
  evaluation.failures += WebhookHint(sandbox->engine, expectations, facts);
  return NotVerifiedReply(ControlErrc::kNotVerified, "", std::move(evaluation));
}

enum class WaitResult { kChanged, kTimeout, kStopped };

/// Waits, in real time, until the sandbox has changed since version `seen`.
WaitResult WaitForChange(engine::ActivityLog& activity, std::uint64_t seen,
                         const webhook::Dispatcher& dispatcher, const sim::Stopwatch& watch,
                         milliseconds timeout) {
  while (!dispatcher.stopped()) {
    const milliseconds left = watch.TimeLeft(timeout);
    if (left == milliseconds{0}) return WaitResult::kTimeout;
    if (activity.WaitForChange(seen, std::min(left, kShutdownCheckInterval)))
      return WaitResult::kChanged;
  }
  return WaitResult::kStopped;
}

ControlResult<api::Reply> Wait(ControlCall& call) {
  PORTONE_TRY(const VerifyRequest wanted, ReadVerifyRequest(call.request, true));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  engine::Engine& engine = sandbox->engine;
  const auto& expectations = wanted.expectations;
  const milliseconds timeout = wanted.timeout;
  const verify::FactKindSet kinds = verify::CollectFactKinds(expectations);
  const sim::Stopwatch watch;
  while (true) {
    const std::uint64_t seen = engine.activity().Version();
    PORTONE_TRY(const verify::Facts facts, ToControlResult(GatherFacts(engine, kinds)));
    // Gathering the facts may have fired events that send webhooks.
    call.context.dispatcher.Wake(sandbox);
    if (AllHold(expectations, facts)) return VerifiedReply(Evaluate(expectations, facts));
    switch (WaitForChange(engine.activity(), seen, call.context.dispatcher, watch, timeout)) {
      case WaitResult::kChanged:
        break;
      case WaitResult::kTimeout: {
        Evaluation evaluation = Evaluate(expectations, facts);
        evaluation.failures += WebhookHint(engine, expectations, facts);
        return NotVerifiedReply(ControlErrc::kTimeout,
                                "not within " + std::to_string(timeout.count()) + " ms\n",
                                std::move(evaluation));
      }
      case WaitResult::kStopped:
        return MakeShuttingDownError();
    }
  }
}

constexpr std::array kVerifyRoutes{
    ControlRoute{Method::kPost, "/verify", Verify},
    ControlRoute{Method::kPost, "/wait", Wait, Waiting::kForOthers},
};

}  // namespace

std::span<const ControlRoute> VerifyRoutes() {
  return kVerifyRoutes;
}

}  // namespace portone::control
