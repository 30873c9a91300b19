// SPDX-License-Identifier: MIT
#include "control/event_text.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <type_traits>

#include "domain/calendar.h"
#include "json/card_number.h"
#include "json/redact.h"
#include "json/text.h"

namespace portone::control {
namespace {

using engine::Severity;

constexpr std::string_view kPlain = "\x1b[0m";
constexpr std::string_view kDim = "\x1b[2m";
constexpr std::string_view kGreen = "\x1b[32m";
constexpr std::string_view kYellow = "\x1b[33m";
constexpr std::string_view kRed = "\x1b[31m";
constexpr std::string_view kBold = "\x1b[1m";

/// The most bytes of a receiver's response that are shown.
constexpr std::size_t kMaxResponseBytes = 1'000;

std::string Paint(std::string_view color, std::string text, bool uses_color) {
  return uses_color ? std::string(color) + text + std::string(kPlain) : text;
}

std::string_view GetColor(Severity severity) {
  switch (severity) {
    case Severity::kDebug:
      return kDim;
    case Severity::kInfo:
      return kGreen;
    case Severity::kWarning:
      return kYellow;
    case Severity::kError:
      break;
  }
  return kRed;
}

/// Masks and escapes a text that ends a line.
std::string FormatTrailingText(std::string_view text) {
  return json::EscapeForLine(json::MaskCardNumbers(text));
}

std::string FormatPath(std::string_view target) {
  return json::EscapeForLine(json::RedactPath(target.substr(0, target.find('?'))));
}

std::string FormatElapsed(std::chrono::milliseconds elapsed) {
  return std::to_string(elapsed.count()) + "ms";
}

void AddWord(std::string& line, std::string_view word) {
  if (!word.empty()) line += " " + FormatWord(word);
}

/// " order-1 paid 9900 KRW kcp kim: reason".
std::string Format(const CallOutcome& outcome, std::string_view refusal) {
  std::string line;
  AddWord(line, outcome.merchant_uid.empty() ? outcome.imp_uid : outcome.merchant_uid);
  if (!outcome.status.empty()) line += " " + outcome.status;
  if (!outcome.amount.empty()) line += " " + outcome.amount;
  AddWord(line, outcome.pg);
  AddWord(line, outcome.customer_uid);
  const std::string_view reason = refusal.empty() ? std::string_view(outcome.reason) : refusal;
  return reason.empty() ? line : line + ": " + FormatTrailingText(reason);
}

// One for each kind of event.

std::string Format(const engine::RequestServed& event) {
  const engine::RequestRecord& record = *event.record;
  std::string line = FormatWord(record.method) + " " + FormatPath(record.target) + " ";
  line += record.status == 0 ? "no reply"
                             : std::to_string(record.status) + "/" + std::to_string(record.code);
  line += " " + FormatElapsed(record.elapsed);
  if (record.fault_delay.count() > 0)
    line += " (delayed by " + FormatElapsed(record.fault_delay) + ")";
  return line + Format(record.outcome, record.message);
}

std::string Format(const engine::EmulatorCallServed& event) {
  const std::string line = FormatWord(event.method) + " " + FormatPath(event.path) + " " +
                           std::to_string(event.status) + " " + FormatElapsed(event.elapsed);
  return event.error.empty() ? line : line + ": " + FormatTrailingText(event.error);
}

std::string Format(const engine::TransportReported& event) {
  const std::string line = FormatWord(event.method) + " " + FormatPath(event.path) + " " +
                           (event.status == 0 ? "client gone" : std::to_string(event.status)) +
                           " " + FormatElapsed(event.elapsed);
  return event.reason.empty() ? line : line + ": " + FormatTrailingText(event.reason);
}

std::string_view GetTimerLabel(std::string_view kind) {
  if (kind == ChargeSchedule::kName) return "scheduled charge";
  if (kind == RecoverSchedules::kName) return "recovery of failed schedules:";
  if (kind == ExpireVbank::kName) return "virtual account expired";
  return kind;
}

std::string Format(const engine::TimerEvent& event) {
  const std::string name(GetTimerLabel(event.timer.kind));
  if (event.timer.payment_outcome.status.empty()) return name + " " + event.timer.outcome;
  return name + Format(event.timer.payment_outcome, "");
}

std::string FormatWebhookEvent(const WebhookEvent& event) {
  const std::string order =
      FormatWord(event.merchant_uid.empty() ? event.imp_uid.text : event.merchant_uid.text);
  if (!event.event) return order + " " + std::string(Name(event.status));
  std::string line = order + " " + FormatWord(*event.event);
  if (event.new_order_status) line += " " + std::string(Name(*event.new_order_status));
  return line;
}

std::string Format(const engine::WebhookPosted& event) {
  std::string line =
      "webhook " + std::to_string(event.delivery) + " (" + FormatWebhookEvent(event.webhook_event);
  if (event.trigger != AttemptTrigger::kInitial) line += ", " + std::string(Name(event.trigger));
  line += ") to " + FormatPath(event.url) + (event.succeeded ? " delivered: " : " not delivered: ");
  line += event.result.status == 0 ? FormatTrailingText(event.result.error)
                                   : "HTTP " + std::to_string(event.result.status);
  line += " " + FormatElapsed(event.result.elapsed);
  return event.will_retry && !event.succeeded ? line + ", will be sent again" : line;
}

std::string Format(const engine::UnsentWebhookEvent& event) {
  return "webhook (" + FormatWebhookEvent(event.webhook.event) + ") not sent: " +
         (event.webhook.is_dropped ? "a fault dropped it" : "no webhook URL is set");
}

std::string Format(const engine::FaultEvent& event) {
  const AppliedFault& fault = event.fault;
  std::string line =
      "fault " + std::to_string(fault.fault) + " applied to " + std::string(Name(fault.operation));
  AddWord(line, fault.merchant_uid.empty() ? fault.customer_uid : fault.merchant_uid);
  if (fault.operation == FaultOperation::kRequest) line += " " + FormatPath(fault.path);
  return line + ": " + FormatTrailingText(fault.effect);
}

std::string Format(const engine::UnmatchedChannelEvent& event) {
  const UnmatchedChannel& window = event.window;
  return "window " + FormatWord(window.merchant_uid) + ": no channel is called " +
         FormatWord(window.requested) + ", " + FormatWord(window.channel_key) + " (" + window.pg +
         ") is used instead";
}

std::string Format(const engine::SandboxChanged& event) {
  return "sandbox " + std::string(Name(event.change));
}

std::string FormatTimerCount(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " timer" : " timers") + " fired";
}

std::string Format(const engine::ClockMoved& event) {
  std::string line = "clock " + FormatIso(event.from) + " -> " + FormatIso(event.to) + " (" +
                     event.mode + "), " + FormatTimerCount(event.timers);
  if (event.stop != engine::AdvanceStop::kNone)
    line += ", stopped: " + std::string(Name(event.stop));
  return line;
}

std::string Format(const engine::AdvanceUnderWay& event, Instant now) {
  const auto total = event.target - event.from;
  const auto percent = total.count() <= 0 ? 0 : (now - event.from) * 100 / total;
  return "advancing to " + FormatIso(event.target) + ": " + std::to_string(percent) + "% done, " +
         FormatTimerCount(event.timers) + ", " + std::to_string(event.elapsed.count() / 1000) +
         " s";
}

/// The masked bodies of an exchange; each may be empty.
struct Bodies {
  std::string request;
  std::string response;
};

Bodies FindBodies(const engine::EventDetails& details) {
  if (const auto* request = std::get_if<engine::RequestServed>(&details)) {
    const engine::RequestRecord& record = *request->record;
    const std::string body = engine::ReadText(record.body).value_or("");
    return {
        body.empty() ? "" : json::RedactBody(record.content_type, body),
        record.reply_body.empty() ? "" : json::RedactBody("application/json", record.reply_body)};
  }
  if (const auto* webhook = std::get_if<engine::WebhookPosted>(&details)) {
    std::string sent;
    VisitFieldTexts(webhook->webhook_event, [&](std::string_view name, auto text) {
      if (text) sent += (sent.empty() ? "" : " ") + std::string(name) + "=" + FormatWord(*text);
    });
    return {std::move(sent),
            json::MaskCardNumbers(webhook->result.body.substr(0, kMaxResponseBytes))};
  }
  return {};
}

/// "shop-a @2026-12-29T20:22:50.000+09:00 ", or nothing without a sandbox.
std::string FormatSandboxAndTime(const engine::Event& event, bool uses_color) {
  if (event.imp_key == nullptr) return "";
  return Paint(kBold, FormatWord(*event.imp_key), uses_color) + " " +
         Paint(kDim, "@" + FormatIso(event.at), uses_color) + " ";
}

std::string FormatWithoutBodies(const engine::Event& event) {
  return std::visit(
      [&event](const auto& details) -> std::string {
        if constexpr (std::is_same_v<decltype(details), const engine::AdvanceUnderWay&>) {
          return Format(details, event.at);
        } else {
          return Format(details);
        }
      },
      event.details);
}

std::string FormatWithBodies(const engine::Event& event, const TextStyle& style,
                             const std::string& line_start) {
  std::string text = line_start + FormatWithoutBodies(event);
  if (!style.includes_bodies) return text;
  const auto [request, response] = FindBodies(event.details);
  if (!request.empty()) text += "\n" + line_start + "  > " + json::EscapeForLine(request);
  if (!response.empty()) text += "\n" + line_start + "  < " + json::EscapeForLine(response);
  return text;
}

}  // namespace

std::string FormatWord(std::string_view text) {
  if (text.empty()) return "-";
  std::string word = json::EscapeForLine(json::MaskCardNumbers(text));
  const bool is_plain = std::none_of(word.begin(), word.end(), [](char c) {
    return c == ' ' || c == '"' || c == ',' || c == '(' || c == ')' || c == ':';
  });
  if (is_plain) return word;
  std::string quoted = "\"";
  for (const char c : word) {
    if (c == '"') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

std::string FormatLineStart(Instant wall, engine::Severity severity, bool uses_color) {
  return Paint(kDim, FormatIso(wall), uses_color) + " " +
         Paint(GetColor(severity), std::string(Name(severity)), uses_color) + " ";
}

std::string FormatEventDetails(const engine::Event& event, const TextStyle& style) {
  return FormatWithBodies(event, style, "");
}

std::string FormatSandboxAndDetails(const engine::Event& event, const TextStyle& style) {
  return FormatWithBodies(event, style, FormatSandboxAndTime(event, style.uses_color));
}

std::string FormatEvent(const engine::Event& event, const TextStyle& style) {
  const engine::Severity severity = engine::GetSeverity(event.details);
  return FormatWithBodies(event, style,
                          FormatLineStart(event.wall, severity, style.uses_color) +
                              FormatSandboxAndTime(event, style.uses_color));
}

}  // namespace portone::control
