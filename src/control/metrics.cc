// SPDX-License-Identifier: MIT
// GET /metrics: the metrics, in the text format of Prometheus.
#include <array>
#include <cstdint>
#include <string>

#include "base/memory_use.h"
#include "base/version.h"
#include "commands/timers.h"
#include "control/control.h"
#include "control/control_reply.h"

namespace portone::control {
namespace {

std::string FormatHead(const std::string& name, const std::string& type, const std::string& help) {
  return "# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n";
}

std::string FormatGauge(const std::string& name, const std::string& help, std::uint64_t value) {
  return FormatHead(name, "gauge", help) + name + " " + std::to_string(value) + "\n";
}

std::string FormatAttempts(const webhook::AttemptTotals& attempts) {
  const std::string name = "portone_webhook_attempts_total";
  return FormatHead(name, "counter", "attempts to post a webhook, by outcome") + name +
         "{outcome=\"succeeded\"} " + std::to_string(attempts.succeeded) + "\n" + name +
         "{outcome=\"failed\"} " + std::to_string(attempts.failed) + "\n";
}

/// The timers of all sandboxes; one that has stopped after a bug has none.
std::uint64_t CountTimers(const engine::SandboxRegistry& registry) {
  std::uint64_t count = 0;
  for (const engine::SandboxPtr& sandbox : registry.All()) {
    const Result<std::size_t> timers = sandbox->engine.Query(commands::CountTimers{});
    if (timers.ok()) count += timers.value();
  }
  return count;
}

ControlResult<api::Reply> ReadMetrics(ControlCall& call) {
  const ControlContext& context = call.context;
  const std::string build = "portone_build_info";
  api::Reply reply;
  reply.content_type = "text/plain; version=0.0.4; charset=utf-8";
  reply.body =
      FormatHead(build, "gauge", "the version of the program") + build + "{version=\"" +
      std::string(kVersion) + "\"} 1\n" + context.counters.Format() +
      FormatAttempts(context.dispatcher.attempts()) +
      FormatGauge("portone_agenda_timers", "timers that have yet to fire, in all sandboxes",
                  CountTimers(context.registry)) +
      FormatGauge("portone_sandboxes", "open sandboxes", context.registry.Count()) +
      FormatGauge("process_resident_memory_bytes", "resident memory of the process",
                  ReadResidentBytes());
  return reply;
}

constexpr std::array kMetricsRoutes{
    ControlRoute{Method::kGet, "/metrics", ReadMetrics},
};

}  // namespace

std::span<const ControlRoute> MetricsRoutes() {
  return kMetricsRoutes;
}

}  // namespace portone::control
