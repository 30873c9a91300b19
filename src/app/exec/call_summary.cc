// SPDX-License-Identifier: MIT
#include "app/exec/call_summary.h"

#include "base/http_result.h"
#include "base/path_prefixes.h"
#include "json/json.h"
#include "json/text.h"

namespace portone::app {
namespace {

/// The reply to a control call about a sandbox, or null when it is refused.
Json CallControl(const Emulator& emulator, const std::string& path, const std::string& imp_key) {
  const ControlReply reply = emulator.Control(
      "GET", std::string(kControlPrefix) + path + "?sandbox=" + json::PercentEncode(imp_key));
  return reply.status == kHttpOk ? Json::parse(reply.body) : Json();
}

/// A text or number as it is; "" for null.
std::string ToText(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_null() ? "" : value.dump();
}

std::string DescribeCall(const Json& call) {
  std::string line = ToText(call.at("method")) + ' ' + ToText(call.at("target"));
  if (call.at("status").is_null()) return line + ": no reply, by an injected fault";
  line += ": " + ToText(call.at("status"));
  if (call.at("code") == 0) return line;
  line += " code " + ToText(call.at("code"));
  const std::string message = ToText(call.value("message", Json()));
  return message.empty() ? line : line + " \"" + message + '"';
}

std::string DescribeCalls(const Json& calls, std::size_t limit) {
  const std::size_t left_out = calls.size() > limit ? calls.size() - limit : 0;
  std::string lines;
  if (left_out > 0) lines = "    (" + std::to_string(left_out) + " earlier ones)\n";
  for (std::size_t i = left_out; i < calls.size(); ++i)
    lines += "    " + DescribeCall(calls[i]) + '\n';
  return lines;
}

std::string DescribeWebhook(const Json& webhook) {
  const Json& last = webhook.at("attempts").back();
  const std::string outcome = last.at("status").is_null() ? ToText(last.at("error"))
                                                          : "answered " + ToText(last.at("status"));
  return "    webhook of " + ToText(webhook.at("merchant_uid")) + " (" +
         ToText(webhook.at("status")) + ") to " + ToText(webhook.at("url")) + ": " + outcome + '\n';
}

std::string DescribeFailedWebhooks(const Json& webhooks) {
  std::string lines;
  for (const Json& webhook : webhooks) {
    if (webhook.at("state") != "failed" || webhook.at("attempts").empty()) continue;
    lines += DescribeWebhook(webhook);
  }
  return lines;
}

}  // namespace

std::string SummarizeCalls(const Emulator& emulator, std::size_t limit) {
  std::string summary;
  const Json sandboxes = CallControl(emulator, "/sandboxes", "").value("sandboxes", Json::array());
  for (const Json& sandbox : sandboxes) {
    const std::string imp_key = sandbox.at("imp_key");
    const Json calls = CallControl(emulator, "/requests", imp_key).value("requests", Json::array());
    const Json webhooks =
        CallControl(emulator, "/webhooks", imp_key).value("webhooks", Json::array());
    if (calls.empty() && webhooks.empty()) continue;
    summary += "  imp_key " + imp_key + ":\n" + DescribeCalls(calls, limit) +
               DescribeFailedWebhooks(webhooks);
  }
  if (summary.empty()) {
    return "  no V1 call has reached the emulator: the client may be one that reads none of the "
           "variables (docs/clients.md)";
  }
  summary.pop_back();  // the last line end
  return json::EscapeUnprintable(summary);
}

}  // namespace portone::app
