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

/// The most bytes of a receiver's answer that are shown.
constexpr std::size_t kMaxAnswer = 1'000;

std::string Paint(std::string_view color, std::string text, bool paints) {
  return paints ? std::string(color) + text + std::string(kPlain) : text;
}

std::string_view ColorOf(Severity severity) {
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

/// A text that ends a line: masked and escaped.
std::string FormatRest(std::string_view text) {
  return json::EscapeForLine(json::MaskCardNumbers(text));
}

std::string FormatPath(std::string_view target) {
  return json::EscapeForLine(json::RedactPath(target.substr(0, target.find('?'))));
}

std::string FormatTook(std::chrono::milliseconds took) {
  return std::to_string(took.count()) + "ms";
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
  const std::string_view why = refusal.empty() ? std::string_view(outcome.reason) : refusal;
  return why.empty() ? line : line + ": " + FormatRest(why);
}

// One for each kind of event.

std::string Format(const engine::RequestServed& event) {
  const engine::RequestRecord& record = *event.record;
  std::string line = FormatWord(record.method) + " " + FormatPath(record.target) + " ";
  line += record.status == 0 ? "no reply"
                             : std::to_string(record.status) + "/" + std::to_string(record.code);
  line += " " + FormatTook(record.took);
  if (record.delayed.count() > 0) line += " (held back for " + FormatTook(record.delayed) + ")";
  return line + Format(record.outcome, record.message);
}

std::string Format(const engine::ControlCallServed& event) {
  const std::string line = FormatWord(event.method) + " " + FormatPath(event.path) + " " +
                           std::to_string(event.status) + " " + FormatTook(event.took);
  return event.error.empty() ? line : line + ": " + FormatRest(event.error);
}

std::string Format(const engine::TransportServed& event) {
  return FormatWord(event.method) + " " + FormatPath(event.path) + " " +
         (event.status == 0 ? "client gone" : std::to_string(event.status)) + " " +
         FormatTook(event.took);
}

std::string_view NameOfTimer(std::string_view kind) {
  if (kind == ChargeSchedule::kName) return "scheduled charge";
  if (kind == RecoverSchedules::kName) return "recovery of failed schedules:";
  if (kind == ExpireVbank::kName) return "virtual account expired";
  return kind;
}

std::string Format(const engine::TimerRan& event) {
  const std::string name(NameOfTimer(event.timer.kind));
  if (event.timer.about.status.empty()) return name + " " + event.timer.outcome;
  return name + Format(event.timer.about, "");
}

std::string FormatAbout(const WebhookEvent& about) {
  return FormatWord(about.merchant_uid.empty() ? about.imp_uid.text : about.merchant_uid.text) +
         " " + std::string(Name(about.status));
}

std::string Format(const engine::WebhookPosted& event) {
  std::string line = "webhook " + std::to_string(event.delivery) + " (" + FormatAbout(event.about);
  if (event.reason != AttemptReason::kFirst) line += ", " + std::string(Name(event.reason));
  line += ") to " + FormatPath(event.url) + (event.succeeded ? " delivered: " : " not delivered: ");
  line += event.result.status == 0 ? FormatRest(event.result.error)
                                   : "HTTP " + std::to_string(event.result.status);
  line += " " + FormatTook(event.result.took);
  return event.will_retry && !event.succeeded ? line + ", will be sent again" : line;
}

std::string Format(const engine::WebhookUnsent& event) {
  return "webhook (" + FormatAbout(event.webhook.event) + ") not sent: " +
         (event.webhook.is_dropped ? "a fault dropped it" : "no webhook URL is set");
}

std::string Format(const engine::FaultStruck& event) {
  const StruckFault& fault = event.fault;
  std::string line =
      "fault " + std::to_string(fault.fault) + " struck " + std::string(Name(fault.operation));
  AddWord(line, fault.merchant_uid.empty() ? fault.customer_uid : fault.merchant_uid);
  if (fault.operation == FaultOperation::kRequest) line += " " + FormatPath(fault.path);
  return line + ": " + FormatRest(fault.effect);
}

std::string Format(const engine::ChannelMissed& event) {
  const MissedChannel& window = event.window;
  return "window " + FormatWord(window.merchant_uid) + ": no channel is called " +
         FormatWord(window.missed) + ", " + FormatWord(window.channel_key) + " (" + window.pg +
         ") is used instead";
}

std::string Format(const engine::SandboxChanged& event) {
  return "sandbox " + std::string(Name(event.change));
}

std::string CountTimers(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " timer" : " timers") + " ran";
}

std::string Format(const engine::ClockMoved& event) {
  std::string line = "clock " + FormatIso(event.from) + " -> " + FormatIso(event.to) + " (" +
                     event.mode + "), " + CountTimers(event.timers);
  if (event.stop != engine::AdvanceStop::kNone)
    line += ", stopped: " + std::string(Name(event.stop));
  return line;
}

std::string Format(const engine::AdvanceUnderWay& event, Instant now) {
  const auto whole = event.target - event.from;
  const auto share = whole.count() <= 0 ? 0 : (now - event.from) * 100 / whole;
  return "advancing to " + FormatIso(event.target) + ": " + std::to_string(share) + "% done, " +
         CountTimers(event.timers) + ", " + std::to_string(event.took.count() / 1000) + " s";
}

/// The lines of bodies, masked; each may be empty.
struct Bodies {
  std::string sent;
  std::string answered;
};

Bodies FindBodies(const engine::Happening& what) {
  if (const auto* request = std::get_if<engine::RequestServed>(&what)) {
    const engine::RequestRecord& record = *request->record;
    const std::string body = engine::ReadText(record.body).value_or("");
    return {
        body.empty() ? "" : json::RedactBody(record.content_type, body),
        record.reply_body.empty() ? "" : json::RedactBody("application/json", record.reply_body)};
  }
  if (const auto* webhook = std::get_if<engine::WebhookPosted>(&what)) {
    std::string sent;
    VisitFieldTexts(webhook->about, [&](std::string_view name, auto text) {
      if (text) sent += (sent.empty() ? "" : " ") + std::string(name) + "=" + FormatWord(*text);
    });
    return {std::move(sent), json::MaskCardNumbers(webhook->result.body.substr(0, kMaxAnswer))};
  }
  return {};
}

/// "shop-a @2026-12-29T20:22:50.000+09:00 ", or nothing without a sandbox.
std::string FormatPlace(const engine::Event& event, bool color) {
  if (event.imp_key == nullptr) return "";
  return Paint(kBold, FormatWord(*event.imp_key), color) + " " +
         Paint(kDim, "@" + FormatIso(event.at), color) + " ";
}

std::string FormatWhat(const engine::Event& event) {
  return std::visit(
      [&event](const auto& one) -> std::string {
        if constexpr (std::is_same_v<decltype(one), const engine::AdvanceUnderWay&>) {
          return Format(one, event.at);
        } else {
          return Format(one);
        }
      },
      event.what);
}

std::string FormatWithBodies(const engine::Event& event, const TextStyle& style,
                             const std::string& start) {
  std::string text = start + FormatWhat(event);
  if (!style.bodies) return text;
  const auto [sent, answered] = FindBodies(event.what);
  if (!sent.empty()) text += "\n" + start + "  > " + json::EscapeForLine(sent);
  if (!answered.empty()) text += "\n" + start + "  < " + json::EscapeForLine(answered);
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

std::string FormatLineStart(Instant wall, engine::Severity severity, bool color) {
  return Paint(kDim, FormatIso(wall), color) + " " +
         Paint(ColorOf(severity), std::string(Name(severity)), color) + " ";
}

std::string FormatHappening(const engine::Event& event, const TextStyle& style) {
  return FormatWithBodies(event, style, "");
}

std::string FormatPlaceAndHappening(const engine::Event& event, const TextStyle& style) {
  return FormatWithBodies(event, style, FormatPlace(event, style.color));
}

std::string FormatEvent(const engine::Event& event, const TextStyle& style) {
  const engine::Severity severity = engine::GetSeverity(event.what);
  return FormatWithBodies(
      event, style,
      FormatLineStart(event.wall, severity, style.color) + FormatPlace(event, style.color));
}

}  // namespace portone::control
