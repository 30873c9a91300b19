// SPDX-License-Identifier: MIT
#include "runner/runner.h"

#include <algorithm>
#include <sstream>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/path_prefixes.h"
#include "domain/calendar.h"
#include "json/json.h"
#include "json/redact.h"
#include "runner/client.h"
#include "runner/event_collector.h"
#include "runner/reply_check.h"
#include "scenario/references.h"
#include "verify/evaluate.h"
#include "verify/expectation.h"

namespace portone::runner {
namespace {

using scenario::References;
using scenario::Step;

/// Whether a call resets its sandbox or loads another state.
bool ResetsSandbox(const scenario::Call& call) {
  std::string_view path = call.path;
  if (!path.starts_with(kControlPrefix)) return false;
  path.remove_prefix(kControlPrefix.size());
  return path == "/reset" || (call.method == "PUT" && (path == "/scenario" || path == "/snapshot"));
}

/// Whether all expectations would be fulfilled had nothing happened at all, and no step checks more
/// than that it succeeds.
bool HoldsInEmptySandbox(const scenario::Scenario& scenario) {
  const bool checks_replies =
      std::any_of(scenario.steps.begin(), scenario.steps.end(), [](const Step& step) {
        return step.reply || step.status ||
               step.default_check != scenario::DefaultCheck::kStatusOnly;
      });
  if (checks_replies || scenario.expect.empty()) return false;
  Json list = Json::array();
  for (const scenario::ExpectEntry& expected : scenario.expect)
    list.push_back(expected.source);
  if (scenario::HasReference(list)) return false;
  const Json document{{"expect", std::move(list)}};
  json::Problems problems;
  json::StrictObject object(document, "", problems);
  const std::vector<verify::Expectation> all = verify::ReadExpectations(object);
  const verify::Facts nothing;
  return problems.empty() &&
         std::all_of(all.begin(), all.end(), [&](const verify::Expectation& expectation) {
           return verify::Holds(expectation, nothing);
         });
}

class ScenarioRunner {
 public:
  ScenarioRunner(const ScenarioTarget& target, const scenario::Scenario& scenario,
                 const RunnerOptions& options)
      : target_(target),
        scenario_(scenario),
        options_(options),
        main_merchant_(scenario.given.merchant ? *scenario.given.merchant : target.merchant),
        client_(target.handler,
                target.shares_clock || scenario.token_clock == engine::TokenClock::kSandbox),
        references_([this] { return ParseIso(ReadTime(current_merchant_)).value_or(Instant{}); }),
        event_collector_(client_) {}

  Report Run() {
    Report report;
    report.about = scenario_.about;
    const std::vector<Step>& steps = scenario_.steps;
    report.tags = scenario_.tags;
    report.is_setup = steps.empty() && scenario_.expect.empty();
    bool failed = false;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (const auto reason = FindStopReason()) {
        report.failures.push_back({*reason, {}});
        report.steps_not_run = steps.size() - i;
        return report;
      }
      ReportProgress("step " + std::to_string(i + 1) + " of " + std::to_string(steps.size()) +
                     ": " + steps[i].title);
      report.steps.push_back(RunStep(steps[i]));
      failed = failed || !report.steps.back().failures.empty();
      if (!failed || options_.keep_going) continue;
      report.steps_not_run = steps.size() - i - 1;
      break;
    }
    if (!failed || options_.keep_going) report.expect = EvaluateExpectations();
    report.warnings = std::move(hints_);
    if (HoldsInEmptySandbox(scenario_)) {
      report.warnings.emplace_back(
          "every expectation of this file holds in an empty sandbox, too: it proves nothing "
          "unless its steps do");
    }
    return report;
  }

 private:
  void ReportProgress(const std::string& what) const {
    if (options_.progress) options_.progress(what);
  }

  std::optional<std::string> FindStopReason() const {
    return options_.find_stop_reason ? options_.find_stop_reason() : std::nullopt;
  }

  std::string ReadTime(const engine::Credentials& merchant) {
    return client_.CallControl("GET", "/clock", nullptr, merchant).body.value("now", "");
  }

  /// The merchant whose sandbox the step names; nothing when the scenario has no such merchant.
  std::optional<engine::Credentials> FindMerchant(const Step& step) const {
    if (step.sandbox.empty() || step.sandbox == main_merchant_.imp_key) return main_merchant_;
    if (step.sandbox == target_.merchant.imp_key) return target_.merchant;
    for (const scenario::Given& given : scenario_.sandboxes) {
      if (given.merchant->imp_key == step.sandbox) return given.merchant;
    }
    return std::nullopt;
  }

  StepReport RunStep(const Step& step) {
    StepReport report;
    report.location = step.location;
    report.title = step.title;
    report.note = step.note;
    const std::optional<engine::Credentials> merchant = FindMerchant(step);
    if (!merchant) {
      report.failures.push_back(
          {"no sandbox of this scenario has the key \"" + step.sandbox + "\"", {}});
    } else if (const auto* state = std::get_if<scenario::ReceiverState>(&step.action)) {
      SetReceiver(*state, report);
    } else if (std::holds_alternative<scenario::ShopCall>(step.action)) {
      RunShopCall(step, *merchant, report);
    } else {
      RunCall(step, *merchant, report);
    }
    if (report.at.empty()) report.at = ReadTime(main_merchant_);
    return report;
  }

  void SetReceiver(const scenario::ReceiverState& state, StepReport& report) {
    if (target_.receiver == nullptr) {
      report.failures.push_back(
          {"\"receiver\" has no effect with --webhook-url: webhooks go to your own server", {}});
      return;
    }
    target_.receiver->SetState(state);
  }

  void RunCall(const Step& step, const engine::Credentials& merchant, StepReport& report) {
    current_merchant_ = merchant;
    const auto& unresolved = std::get<scenario::Call>(step.action);
    const auto call = ResolveReferences(unresolved);
    if (!call.ok()) {
      report.failures.push_back({call.error().message, {}});
      return;
    }
    if (step.title == FormatTitle(unresolved)) report.title = FormatTitle(call.value());
    report.at = ReadTime(merchant);
    const Response response = client_.SendCall(call.value(), merchant);
    if (!response.token_error.empty()) {
      report.failures.push_back({"no token for the call: " + response.token_error, {}});
      return;
    }
    if (ResetsSandbox(call.value())) event_collector_.Forget(merchant);
    FinishStep(step, merchant, response, report);
    if (response.body.is_object() && response.body.contains("fired_total")) {
      report.events_omitted =
          response.body["fired_total"].get<std::size_t>() - response.body["fired"].size();
    }
  }

  /// Completes a step once its reply is there: has the webhooks that the call caused delivered,
  /// then reports the events and checks the reply.
  void FinishStep(const Step& step, const engine::Credentials& merchant, const Response& response,
                  StepReport& report) {
    client_.CallControl("POST", "/settle", Json::object(), merchant);
    report.events = event_collector_.CollectEvents(merchant, response.body);
    report.failures = CheckReply(step, response, references_);
    report.outcome = FormatOutcome(response, report.failures);
    if (options_.keep_replies && !response.body.is_null())
      report.reply = json::RedactBody("application/json", response.body.dump());
    if (!step.as.empty()) references_.SetReply(step.as, response.body);
  }

  void RunShopCall(const Step& step, const engine::Credentials& merchant, StepReport& report) {
    current_merchant_ = merchant;
    const auto& unresolved = std::get<scenario::ShopCall>(step.action);
    const auto call = ResolveReferences(unresolved.call);
    if (!call.ok()) {
      report.failures.push_back({call.error().message, {}});
      return;
    }
    report.title = FormatTitle(scenario::ShopCall{call.value()});
    report.at = ReadTime(merchant);
    if (target_.shop == nullptr) {
      report.failures.push_back(
          {"no shop to call: give --shop-url, or \"shop\": {\"url\": ...} in the file", {}});
      return;
    }
    FinishStep(step, merchant, CallShop(call.value()), report);
  }

  Response CallShop(const scenario::Call& call) const {
    const api::Request request = MakeRequest(call);
    ShopRequest shop_request{.method = request.method,
                             .target = request.target,
                             .content_type = "",
                             .body = request.body};
    for (const HttpHeader& header : request.headers) {
      if (header.name == "Content-Type") {
        shop_request.content_type = header.value;
      } else {
        shop_request.headers.push_back(header);
      }
    }
    const ShopResponse shop_response = target_.shop->Send(shop_request);
    Response response;
    response.status = shop_response.status;
    response.lost = shop_response.status == 0;
    if (response.lost) {
      response.lost_reason =
          "the shop at " + target_.shop->url() + " did not answer: " + shop_response.error;
    }
    response.body = Json::parse(shop_response.body, nullptr, false);
    if (response.body.is_discarded())
      response.body = shop_response.body.empty() ? Json() : Json(shop_response.body);
    return response;
  }

  BasicResult<scenario::Call, scenario::ReferenceError> ResolveReferences(
      scenario::Call call) const {
    PORTONE_TRY(call.path, references_.ResolvePath(call.path));
    for (Json* part : {&call.query, &call.headers}) {
      PORTONE_TRY(*part, references_.Resolve(*part));
    }
    for (std::optional<Json>* part : {&call.body, &call.form, &call.token}) {
      if (!*part) continue;
      PORTONE_TRY(**part, references_.Resolve(**part));
    }
    return call;
  }

  std::vector<ExpectReport> EvaluateExpectations() {
    std::vector<ExpectReport> reports;
    if (scenario_.expect.empty()) return reports;
    current_merchant_ = main_merchant_;
    ReportProgress("expectations");
    Json list = Json::array();
    for (const scenario::ExpectEntry& expected : scenario_.expect) {
      reports.push_back({expected.location, expected.source.dump(), {}});
      const auto resolved = references_.Resolve(expected.source);
      if (resolved.ok()) {
        list.push_back(resolved.value());
        reports.back().text = resolved.value().dump();
      } else {
        reports.back().failures.push_back({resolved.error().message, {}});
      }
    }
    if (list.size() == reports.size()) Verify(list, reports);
    return reports;
  }

  void Verify(const Json& list, std::vector<ExpectReport>& reports) {
    const Response response =
        client_.CallControl("POST", "/verify", {{"expect", list}}, main_merchant_);
    if (!response.body.is_object() || !response.body.contains("results")) {
      reports.front().failures.push_back({FindErrorMessage(response), {}});
      return;
    }
    CollectHints(FindErrorMessage(response));
    const Json& results = response.body["results"];
    for (std::size_t i = 0; i < results.size(); ++i) {
      const Json& result = results[i];
      if (!result.contains("failure")) continue;
      Failure failure{result["failure"].get<std::string>(), {}};
      if (result["nearest"].is_object()) {
        for (const Json& difference : result["nearest"]["differences"]) {
          failure.differences.push_back({difference["field"].get<std::string>(),
                                         difference["expected"].dump(),
                                         difference["actual"].dump()});
        }
      }
      reports[i].failures.push_back(std::move(failure));
    }
  }

  /// Collects the hint lines of a message.
  void CollectHints(const std::string& message) {
    constexpr std::string_view kMark = "hint: ";
    std::istringstream lines(message);
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with(kMark)) hints_.push_back(line.substr(kMark.size()));
    }
  }

  const ScenarioTarget& target_;
  const scenario::Scenario& scenario_;
  const RunnerOptions& options_;
  const engine::Credentials main_merchant_;
  engine::Credentials current_merchant_ = main_merchant_;  // the merchant of the current step
  Client client_;
  References references_;
  std::vector<std::string> hints_;  // for the report
  EventCollector event_collector_;
};

}  // namespace

Report Run(const ScenarioTarget& target, const scenario::Scenario& scenario,
           const RunnerOptions& options) {
  return ScenarioRunner(target, scenario, options).Run();
}

}  // namespace portone::runner
