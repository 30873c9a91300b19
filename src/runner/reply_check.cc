// SPDX-License-Identifier: MIT
#include "runner/reply_check.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "json/json.h"
#include "verify/matcher_reader.h"

namespace portone::runner {
namespace {

using scenario::Step;

std::vector<Difference> ToDifferences(const std::vector<verify::Difference>& found) {
  std::vector<Difference> differences;
  for (const verify::Difference& difference : found) {
    differences.push_back({difference.field.empty() ? "(all)" : difference.field,
                           difference.expected.dump(), difference.actual.dump()});
  }
  return differences;
}

/// The member `key` of an object; null of anything else.
Json GetMember(const Json& value, const char* key) {
  return value.is_object() ? value.value(key, Json()) : Json();
}

/// Whether the step itself states the outcome of the payment.
bool StatesPaymentOutcome(const Step& step) {
  if (!step.reply || !step.reply->is_object() || !step.reply->contains("response")) return false;
  const Json& response = (*step.reply)["response"];
  return !response.is_object() || response.contains("status") || response.contains("fail_reason");
}

/// How a V1 reply differs from success. A lookup may return a failed payment; a charge may not.
std::vector<Difference> CheckSuccess(const Step& step, const Json& body) {
  const bool expects_code = step.reply && step.reply->is_object() && step.reply->contains("code");
  const Json code = GetMember(body, "code");
  if (!expects_code && code != 0) return {{"code", "0", code.dump()}};
  const auto* call = std::get_if<scenario::Call>(&step.action);
  const bool charges = call != nullptr && call->method == "POST" && code == 0;
  if (!charges || StatesPaymentOutcome(step)) return {};
  const Json payment = GetMember(body, "response");
  const Json status = GetMember(payment, "status");
  if (status != "failed") return {};
  return {{"response.status", "\"paid\"", status.dump()},
          {"response.fail_reason", "null", GetMember(payment, "fail_reason").dump()}};
}

/// How the reply of a window differs from success.
std::vector<Difference> CheckPayment(const Step& step, const Json& body) {
  if (step.reply) return {};
  const Json status = GetMember(GetMember(body, "payment"), "status");
  if (!status.is_null() && status != "failed") return {};
  return {{"payment.status", R"("ready" or "paid")", status.dump()}};
}

/// How the reply of a certification window differs from success.
std::vector<Difference> CheckCertification(const Step& step, const Json& body) {
  if (step.reply) return {};
  const Json certified = GetMember(GetMember(body, "certification"), "certified");
  if (certified == true) return {};
  return {{"certification.certified", "true", certified.dump()}};
}

std::vector<Difference> CheckDefaults(const Step& step, const Response& response) {
  if (response.status != 200) return {};
  if (step.default_check == scenario::DefaultCheck::kSuccess)
    return CheckSuccess(step, response.body);
  if (step.default_check == scenario::DefaultCheck::kPaymentNotFailed)
    return CheckPayment(step, response.body);
  if (step.default_check == scenario::DefaultCheck::kCertified)
    return CheckCertification(step, response.body);
  return {};
}

/// "code 1", "a failed payment", "no payment": what was there instead of success.
std::string DescribeOutcome(const Difference& difference) {
  if (difference.field == "code")
    return difference.actual == "null" ? "no code" : "code " + difference.actual;
  if (difference.field.starts_with("certification"))
    return difference.actual == "null" ? "no certification" : "a failed certification";
  return difference.actual == "null" ? "no payment" : "a failed payment";
}

Failure MakeStatusFailure(const Step& step, const Response& response) {
  const std::string message = FindErrorMessage(response);
  // The message of a refused control call is enough: the status would add nothing.
  const bool message_suffices =
      !step.status && step.default_check != scenario::DefaultCheck::kSuccess;
  if (message_suffices && !message.empty()) return {message, {}};
  const std::string expected = std::to_string(step.status.value_or(200));
  const std::string actual = std::to_string(response.status);
  return {"expected HTTP " + expected + ", got " + actual + (message.empty() ? "" : ": " + message),
          {{"status", expected, actual}}};
}

void CheckExpectedReply(const Json& reply, const Response& response,
                        const scenario::References& references, std::vector<Failure>& failures) {
  const auto expected = references.Resolve(reply);
  if (!expected.ok()) {
    failures.push_back({expected.error().message, {}});
    return;
  }
  json::Problems problems;
  const verify::Matcher match = verify::ReadReplyMatcher(expected.value(), "/reply", problems);
  for (const json::Problem& problem : problems)
    failures.push_back({problem.pointer + ": " + problem.message, {}});
  if (!problems.empty() || verify::Matches(match, response.body)) return;
  failures.push_back(
      {"reply differs", ToDifferences(verify::FindDifferences(match, response.body))});
}

}  // namespace

std::vector<Failure> CheckReply(const Step& step, const Response& response,
                                const scenario::References& references) {
  if (response.lost || step.lost) {
    if (!step.lost) return {{"expected a reply, but " + response.lost_reason, {}}};
    if (!response.lost)
      return {{"expected no reply, got HTTP " + std::to_string(response.status), {}}};
    return {};
  }
  const bool is_expected = step.default_check == scenario::DefaultCheck::kAnySuccess && !step.status
                               ? response.status >= 200 && response.status < 300
                               : response.status == step.status.value_or(200);
  if (!is_expected) return {MakeStatusFailure(step, response)};
  std::vector<Failure> failures;
  if (std::vector<Difference> differences = CheckDefaults(step, response); !differences.empty()) {
    const std::string message = FindErrorMessage(response);
    failures.push_back({"expected success, got " + DescribeOutcome(differences.front()) +
                            (message.empty() ? "" : ": " + message),
                        std::move(differences)});
  }
  if (step.reply) CheckExpectedReply(*step.reply, response, references, failures);
  return failures;
}

std::string FindErrorMessage(const Response& response) {
  if (!response.body.is_object()) return "";
  if (response.body.contains("error") && response.body["error"].is_object()) {
    return response.body["error"].value("message", "");
  }
  if (response.body.contains("callback") && response.body["callback"].is_object()) {
    const Json error = response.body["callback"].value("error_msg", Json());
    return error.is_string() ? error.get<std::string>() : "";
  }
  const Json message = response.body.value("message", Json());
  return message.is_string() ? message.get<std::string>() : "";
}

std::string FormatOutcome(const Response& response, const std::vector<Failure>& failures) {
  if (response.lost) return response.lost_reason;
  std::string outcome = std::to_string(response.status);
  if (!response.body.is_object()) return outcome;
  if (response.body.contains("code")) outcome += " " + response.body["code"].dump();
  const std::string message = FindErrorMessage(response);
  const bool is_shown = std::any_of(failures.begin(), failures.end(), [&](const Failure& failure) {
    return failure.message.find(message) != std::string::npos;
  });
  return message.empty() || is_shown ? outcome : outcome + " " + message;
}

}  // namespace portone::runner
