// SPDX-License-Identifier: MIT
#include "control/verdict_reply.h"

#include <algorithm>
#include <utility>

#include "base/path_prefixes.h"
#include "commands/webhook_settings.h"
#include "control/control_parameters.h"
#include "verify/evaluate.h"

namespace portone::control {
namespace {

using std::chrono::milliseconds;
using verify::Expectation;
using verify::FactKind;
using verify::Verdict;

constexpr milliseconds kMaxTimeout{600'000};

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

std::string MakeWebhookHint(engine::Engine& engine, const std::vector<Expectation>& expectations,
                            const verify::Facts& facts) {
  if (!facts.Get(FactKind::kWebhook).empty()) return "";
  const bool is_webhook_missing = std::any_of(
      expectations.begin(), expectations.end(), [&facts](const Expectation& expectation) {
        const bool expects_webhooks =
            verify::CollectFactKinds({expectation}).Has(FactKind::kWebhook);
        return expects_webhooks && !verify::Holds(expectation, facts);
      });
  if (!is_webhook_missing) return "";
  const auto settings = engine.Query(commands::ReadWebhookSettings{});
  if (!settings.ok() || !settings.value().url.empty()) return "";
  return "\nhint: this sandbox has no webhook URL; set one with --webhook-url, given.webhook.url "
         "or PUT " +
         std::string(kControlPrefix) + "/webhooks/settings";
}

std::string MakeClockHints(const engine::Engine& engine) {
  const commands::ClockRemedy remedy = engine.GetSetup().clock_remedy;
  std::string hints;
  const commands::SuspectSchedules late = engine.ReadLateSchedules();
  if (late.total() > 0)
    hints += "\nhint: " + commands::DescribeLateSchedules(late.total(), late.ListSince(0), remedy);
  const auto distant = engine.ReadDistantSchedules().ListAfter(engine.Now());
  if (!distant.empty()) hints += "\nhint: " + commands::DescribeDistantSchedules(distant, remedy);
  return hints;
}

}  // namespace

ControlResult<VerifyRequest> ReadVerifyRequest(const api::Request& request, bool may_wait) {
  VerifyRequest verify_request;
  PORTONE_RETURN_IF_ERROR(ReadBody(request, [&](json::StrictObject& object) {
    verify_request.expectations = verify::ReadExpectations(object);
    const bool is_empty = verify_request.expectations.empty() && object.problems().empty();
    if (is_empty) object.Report("expect", "must hold at least one expectation");
    if (!may_wait) return;
    if (const auto timeout = object.Integer("timeout_ms", 0, kMaxTimeout.count())) {
      verify_request.timeout = milliseconds{*timeout};
    }
  }));
  return verify_request;
}

Evaluation EvaluateAll(const std::vector<Expectation>& expectations, const verify::Facts& facts) {
  Evaluation evaluation;
  for (std::size_t i = 0; i < expectations.size(); ++i) {
    const Verdict verdict = verify::Evaluate(expectations[i], facts);
    evaluation.results.push_back(ToJson(expectations[i], verdict));
    if (verdict.holds()) continue;
    if (evaluation.failed_parameter.empty()) {
      evaluation.failed_parameter = "expect/" + std::to_string(i);
    } else {
      evaluation.failures += "\n";
    }
    evaluation.failures += "expectation " + std::to_string(i + 1) + ": " + verdict.failure;
  }
  return evaluation;
}

std::string MakeHints(engine::Engine& engine, const std::vector<Expectation>& expectations,
                      const verify::Facts& facts) {
  return MakeWebhookHint(engine, expectations, facts) + MakeClockHints(engine);
}

api::Reply MakeVerifiedReply(Evaluation evaluation) {
  return MakeJsonReply(Json{{"verified", true}, {"results", std::move(evaluation.results)}});
}

api::Reply MakeNotVerifiedReply(ControlErrc code, const std::string& prefix,
                                Evaluation evaluation) {
  const std::string message = prefix + evaluation.failures;
  api::Reply reply = MakeJsonReply(Json{
      {"error",
       {{"code", Name(code)}, {"message", message}, {"parameter", evaluation.failed_parameter}}},
      {"results", std::move(evaluation.results)}});
  reply.status = GetHttpStatus(code);
  reply.message = message;
  return reply;
}

}  // namespace portone::control
