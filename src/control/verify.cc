// SPDX-License-Identifier: MIT
// Whether what a test expects has happened: now, or as soon as it has.
#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "commands/webhook_settings.h"
#include "control/body.h"
#include "control/control.h"
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

constexpr milliseconds kPatience{5'000};
constexpr milliseconds kPatienceMost{600'000};
/// How long a wait may take to notice that the emulator is being stopped.
constexpr milliseconds kLook{200};

struct Wanted {
  std::vector<verify::Expectation> expectations;
  milliseconds timeout = kPatience;
};

ControlResult<Wanted> ReadWanted(const api::Request& request, bool may_wait) {
  Wanted wanted;
  const auto body = ReadBody(request, [&](json::StrictObject& object) {
    wanted.expectations = verify::ReadExpectations(object);
    const bool none = wanted.expectations.empty() && object.problems().empty();
    if (none) object.Report("expect", "must hold at least one expectation");
    if (!may_wait) return;
    if (const auto timeout = object.Integer("timeout_ms", 0, kPatienceMost.count())) {
      wanted.timeout = milliseconds{*timeout};
    }
  });
  if (!body.ok()) return body.error();
  return wanted;
}

Json Described(const verify::NearMiss& nearest) {
  Json differences = Json::array();
  for (const verify::Difference& difference : nearest.differences) {
    differences.push_back({{"field", difference.field},
                           {"expected", difference.expected},
                           {"actual", difference.actual}});
  }
  return {{"fact", nearest.fact}, {"differences", std::move(differences)}};
}

Json Described(const verify::Expectation& expectation, const verify::Verdict& verdict) {
  Json result{
      {"expectation", expectation.given}, {"matched", verdict.matched}, {"facts", verdict.facts}};
  if (!verdict.holds()) {
    result["failure"] = verdict.failure;
    result["nearest"] = verdict.nearest ? Described(*verdict.nearest) : Json();
  }
  return result;
}

/// What is the matter, in words: each expectation that does not hold.
struct Findings {
  Json results = Json::array();
  std::string failures;
  std::string first;  ///< "expect/1"; "" when all hold
};

Findings Find(const std::vector<verify::Expectation>& expectations, const verify::Facts& facts) {
  Findings findings;
  for (std::size_t i = 0; i < expectations.size(); ++i) {
    const verify::Verdict verdict = verify::Judge(expectations[i], facts);
    findings.results.push_back(Described(expectations[i], verdict));
    if (verdict.holds()) continue;
    if (findings.first.empty()) {
      findings.first = "expect/" + std::to_string(i);
    } else {
      findings.failures += "\n";
    }
    findings.failures += "expectation " + std::to_string(i + 1) + ": " + verdict.failure;
  }
  return findings;
}

/// A line more where webhooks are missed and nobody has said where they are to go; or nothing.
std::string HintAboutWebhooks(engine::Engine& engine,
                              const std::vector<verify::Expectation>& expectations,
                              const verify::Facts& facts) {
  if (!facts.Of(verify::FactKind::kWebhook).empty()) return "";
  const bool missed = std::any_of(
      expectations.begin(), expectations.end(), [&facts](const verify::Expectation& one) {
        const bool about_webhooks =
            verify::KindsIn({one}).test(static_cast<std::size_t>(verify::FactKind::kWebhook));
        return about_webhooks && !verify::Holds(one, facts);
      });
  if (!missed) return "";
  const auto settings = engine.Ask(commands::ReadWebhookSettings{});
  if (!settings.ok() || !settings.value().url.empty()) return "";
  return "\nhint: this sandbox has no webhook URL; set one with --webhook-url, given.webhook.url "
         "or "
         "PUT /_emulator/webhooks/settings";
}

std::string TextOf(const Json& json) {
  // What was asked for and what a receiver said need not be UTF-8.
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

api::Reply Verified(Findings findings) {
  api::Reply reply;
  reply.body = TextOf({{"verified", true}, {"results", std::move(findings.results)}});
  return reply;
}

/// The shape of every refusal, with the results beside it.
api::Reply NotVerified(ControlErrc code, const std::string& prefix, Findings findings) {
  api::Reply reply = Refusal({code, "", findings.first});
  Json body = Json::parse(reply.body);
  body["error"]["message"] = prefix + findings.failures;
  body["results"] = std::move(findings.results);
  reply.body = TextOf(body);
  return reply;
}

api::Reply Poisoned(const Error& error) {
  return Refusal({ControlErrc::kPoisoned, error.message, ""});
}

bool AllHold(const std::vector<verify::Expectation>& expectations, const verify::Facts& facts) {
  return std::all_of(
      expectations.begin(), expectations.end(),
      [&facts](const verify::Expectation& one) { return verify::Holds(one, facts); });
}

api::Reply Verify(ControlCall& call) {
  const auto wanted = ReadWanted(call.request, false);
  if (!wanted.ok()) return Refusal(wanted.error());
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return Refusal(sandbox.error());
  const auto& expectations = wanted.value().expectations;
  const auto facts = GatherFacts(sandbox.value()->engine, verify::KindsIn(expectations));
  if (!facts.ok()) return Poisoned(facts.error());
  Findings findings = Find(expectations, facts.value());
  if (findings.first.empty()) return Verified(std::move(findings));
  findings.failures += HintAboutWebhooks(sandbox.value()->engine, expectations, facts.value());
  return NotVerified(ControlErrc::kNotVerified, "", std::move(findings));
}

enum class Waited { kChanged, kTimeout, kStopped };

/// Waits, in real time and in slices, until something has happened since `seen`.
Waited AwaitChange(engine::Engine& engine, std::uint64_t seen,
                   const webhook::Dispatcher& dispatcher, const sim::Stopwatch& watch,
                   milliseconds timeout) {
  while (!dispatcher.stopped()) {
    const milliseconds left = watch.Left(timeout);
    if (left == milliseconds{0}) return Waited::kTimeout;
    if (engine.AwaitChange(seen, std::min(left, kLook))) return Waited::kChanged;
  }
  return Waited::kStopped;
}

api::Reply Wait(ControlCall& call) {
  const auto wanted = ReadWanted(call.request, true);
  if (!wanted.ok()) return Refusal(wanted.error());
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return Refusal(sandbox.error());
  engine::Engine& engine = sandbox.value()->engine;
  const auto& expectations = wanted.value().expectations;
  const milliseconds timeout = wanted.value().timeout;
  const verify::FactKinds kinds = verify::KindsIn(expectations);
  const sim::Stopwatch watch;
  while (true) {
    const std::uint64_t seen = engine.Version();
    const auto facts = GatherFacts(engine, kinds);
    if (!facts.ok()) return Poisoned(facts.error());
    call.parts.dispatcher.Wake(sandbox.value());  // for what asking has fired
    if (AllHold(expectations, facts.value())) return Verified(Find(expectations, facts.value()));
    switch (AwaitChange(engine, seen, call.parts.dispatcher, watch, timeout)) {
      case Waited::kChanged:
        break;
      case Waited::kTimeout: {
        Findings findings = Find(expectations, facts.value());
        findings.failures += HintAboutWebhooks(engine, expectations, facts.value());
        return NotVerified(ControlErrc::kTimeout,
                           "not within " + std::to_string(timeout.count()) + " ms\n",
                           std::move(findings));
      }
      case Waited::kStopped:
        return Refusal({ControlErrc::kShuttingDown, "the emulator is being stopped", ""});
    }
  }
}

constexpr std::array kRoutes{
    ControlRoute{"POST", "/verify", Verify},
    ControlRoute{"POST", "/wait", Wait},
};

}  // namespace

std::span<const ControlRoute> VerifyRoutes() {
  return kRoutes;
}

}  // namespace portone::control
