// SPDX-License-Identifier: MIT
#include "runner/reply_check.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "json/json.h"
#include "verify/match_reader.h"

namespace portone::runner {
namespace {

using scenario::Step;

std::vector<Change> ChangesOf(const std::vector<verify::Difference>& differences) {
  std::vector<Change> changes;
  for (const verify::Difference& difference : differences) {
    changes.push_back({difference.field.empty() ? "(all)" : difference.field,
                       difference.expected.dump(), difference.actual.dump()});
  }
  return changes;
}

/// The member `key` of an object; null of anything else.
Json MemberOf(const Json& value, const char* key) {
  return value.is_object() ? value.value(key, Json()) : Json();
}

/// Whether the step itself says what becomes of the payment.
bool ExpectsOfPayment(const Step& step) {
  if (!step.reply || !step.reply->is_object() || !step.reply->contains("response")) return false;
  const Json& response = (*step.reply)["response"];
  return !response.is_object() || response.contains("status") || response.contains("fail_reason");
}

/// What a successful V1 call has. A look-up may well find a payment that failed.
std::vector<Change> MissingSuccess(const Step& step, const Json& body) {
  const bool names_code = step.reply && step.reply->is_object() && step.reply->contains("code");
  const Json code = MemberOf(body, "code");
  if (!names_code && code != 0) return {{"code", "0", code.dump()}};
  const auto* call = std::get_if<scenario::Call>(&step.act);
  const bool charges = call != nullptr && call->method == "POST" && code == 0;
  if (!charges || ExpectsOfPayment(step)) return {};
  const Json payment = MemberOf(body, "response");
  const Json status = MemberOf(payment, "status");
  if (status != "failed") return {};
  return {{"response.status", "\"paid\"", status.dump()},
          {"response.fail_reason", "null", MemberOf(payment, "fail_reason").dump()}};
}

/// The same of a window.
std::vector<Change> MissingPayment(const Step& step, const Json& body) {
  if (step.reply) return {};
  const Json status = MemberOf(MemberOf(body, "payment"), "status");
  if (!status.is_null() && status != "failed") return {};
  return {{"payment.status", R"("ready" or "paid")", status.dump()}};
}

std::vector<Change> MissingOf(const Step& step, const Answer& answer) {
  if (answer.status != 200) return {};
  if (step.usual == scenario::Usual::kSuccess) return MissingSuccess(step, answer.body);
  if (step.usual == scenario::Usual::kNoneFailed) return MissingPayment(step, answer.body);
  return {};
}

Failure OtherStatus(const Step& step, const Answer& answer) {
  const std::string message = MessageIn(answer);
  // A control call that is refused says why; that another number was expected says no more.
  const bool says_all = !step.status && step.usual != scenario::Usual::kSuccess;
  if (says_all && !message.empty()) return {message, {}};
  return {"another HTTP status: " + message,
          {{"status", std::to_string(step.status.value_or(200)), std::to_string(answer.status)}}};
}

void HoldReply(const Json& reply, const Answer& answer, const scenario::References& references,
               std::vector<Failure>& failures) {
  const auto expected = references.Resolved(reply);
  if (!expected.ok()) {
    failures.push_back({expected.error().message, {}});
    return;
  }
  json::Problems problems;
  const verify::Match match =
      verify::ReadReplyMatch(nlohmann::json(expected.value()), "/reply", problems);
  for (const json::Problem& problem : problems)
    failures.push_back({problem.pointer + ": " + problem.message, {}});
  if (!problems.empty() || verify::Matches(match, answer.body)) return;
  failures.push_back({"another reply", ChangesOf(verify::Differences(match, answer.body))});
}

}  // namespace

std::vector<Failure> CheckReply(const Step& step, const Answer& answer,
                                const scenario::References& references) {
  if (answer.lost || step.lost) {
    if (!step.lost) return {{answer.how + " before a reply came", {}}};
    if (!answer.lost) return {{"a reply came, and none should", {}}};
    return {};
  }
  if (answer.status != step.status.value_or(200)) return {OtherStatus(step, answer)};
  std::vector<Failure> failures;
  if (std::vector<Change> changes = MissingOf(step, answer); !changes.empty()) {
    const std::string message = MessageIn(answer);
    failures.push_back(
        {"no success" + (message.empty() ? "" : ": " + message), std::move(changes)});
  }
  if (step.reply) HoldReply(*step.reply, answer, references, failures);
  return failures;
}

std::string MessageIn(const Answer& answer) {
  if (!answer.body.is_object()) return "";
  if (answer.body.contains("error") && answer.body["error"].is_object()) {
    return answer.body["error"].value("message", "");
  }
  if (answer.body.contains("callback") && answer.body["callback"].is_object()) {
    const Json error = answer.body["callback"].value("error_msg", Json());
    return error.is_string() ? error.get<std::string>() : "";
  }
  const Json message = answer.body.value("message", Json());
  return message.is_string() ? message.get<std::string>() : "";
}

std::string OutcomeOf(const Answer& answer, const std::vector<Failure>& failures) {
  if (answer.lost) return answer.how;
  std::string outcome = std::to_string(answer.status);
  if (!answer.body.is_object()) return outcome;
  if (answer.body.contains("code")) outcome += " " + answer.body["code"].dump();
  const std::string message = MessageIn(answer);
  const bool told = std::any_of(failures.begin(), failures.end(), [&](const Failure& failure) {
    return failure.message.find(message) != std::string::npos;
  });
  return message.empty() || told ? outcome : outcome + " " + message;
}

}  // namespace portone::runner
