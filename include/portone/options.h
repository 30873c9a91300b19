// SPDX-License-Identifier: MIT
// Options for starting an emulator. Part of the public C++ API; the command line is parsed into
// them.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace portone {

/// How a sandbox's clock runs unless a scenario sets it.
enum class ClockMode : std::uint8_t {
  kManual,  ///< stands still until advanced
  kLive,    ///< follows the wall clock; an advance jumps ahead, then it runs on
};

/// Which fields replies have, unless a scenario or a call says otherwise.
enum class ReplyProfile : std::uint8_t {
  kCurrent,  ///< all that are documented today
  k2020,     ///< without those added since 2020, for clients that fail on fields they do not know
};

enum class LogLevel : std::uint8_t { kDebug, kInfo, kWarning, kError };

/// A file that shows a sandbox's time to other programs, as `exec --share-clock` creates one.
struct ClockFileOption {
  /// The API key of the sandbox. Empty: the default sandbox's file, which passes to the first
  /// sandbox that a shop opens by a key of its own, if that is before the default one is used.
  std::string imp_key{};
  std::filesystem::path path{};
};

/// What the lines of the log contain.
enum class LogFormat : std::uint8_t {
  kMessage,  ///< what happened, in which sandbox and at its time: for a log with times of its own
  kText,     ///< real time and the level, too
  kJson,     ///< an object with all of it as fields
};

struct Options {
  std::string host = "127.0.0.1";  ///< address or name to listen on
  int port = 0;                    ///< 0: any free one
  /// Additional ports to listen on, on the same addresses; 0: any free one.
  std::vector<int> extra_ports{};

  /// The folder of the certificate authority that clients have to trust: created at the first
  /// start. Empty: each start has an authority of its own, in memory.
  std::filesystem::path ca_dir{};
  /// Host names and addresses for which there is a certificate, besides those of the service and of
  /// this machine.
  std::vector<std::string> tls_names{};
  /// PEM files of your own certificate, with its issuers, and of its key: both or neither. It is
  /// served for the names that it covers, and to clients that send no name.
  std::filesystem::path tls_cert{};
  std::filesystem::path tls_key{};
  /// Hosts to which the emulator connects as a proxy: names, addresses, or "*.name".
  std::vector<std::string> proxy_passthrough{};

  /// Scenario files, merged into the defaults in this order, each for the sandbox it names. A
  /// folder stands for all *.json files in it and its subfolders, sorted by path, except
  /// schema.json and names that begin with a dot; a folder without any is an error.
  std::vector<std::filesystem::path> scenarios{};
  /// Whether to reload `scenarios` and the files they include when one of them is changed, created
  /// or deleted. If all are valid, the sandboxes whose files changed are reset and loaded together,
  /// and keep their credentials and tokens; the others stay as they are. Otherwise nothing changes,
  /// and the mistakes are in the log and in `scenario` of `GET /_emulator/health`. A reload waits
  /// for running advances of the sandboxes it resets.
  bool watch = false;

  /// The webhook URL of the default sandbox; overrides a scenario's. Empty: does not.
  std::string webhook_url{};
  /// A file of certificates in PEM that are trusted besides the system's, for https receivers.
  /// Empty: none. One that cannot be read is a StartError.
  std::filesystem::path webhook_ca{};

  ReplyProfile profile = ReplyProfile::kCurrent;

  bool strict_keys = false;            ///< only declared API keys open a sandbox
  std::size_t max_sandboxes = 10'000;  ///< the default one included
  std::uint64_t seed = 1;              ///< of all generated ids; overridden by a scenario's seed

  /// Names, besides `host`, localhost and those by which containers reach their host, under which
  /// the control API may be called. Checked only where `host` is an address of this machine alone.
  std::vector<std::string> allow_hosts{};
  /// Origins ("http://localhost:3000") whose pages may call the control API, besides its own.
  std::vector<std::string> allow_origins{};
  /// Hosts that `notice_url` and `confirm_url` of any page may name: names, addresses, "*.name" or
  /// "*". Without it, pages of this machine may name any host, others only their own and that of
  /// the merchant's webhook URL.
  std::vector<std::string> allow_notice_hosts{};

  /// A port for the control API alone, which is then not on `port`, except for health and receipts.
  /// 0: any free one. Absent: both are on `port`.
  std::optional<int> control_port{};
  /// What a control request over the network must carry, as `X-Emulator-Token` or `Authorization:
  /// Bearer`. Empty: nothing. Health and receipts are open in any case, and so is the process
  /// itself.
  std::string control_token{};

  /// Whether access tokens follow from the seed, so that they repeat. Whoever knows the seed can
  /// then guess them: any page that is open in a browser on this machine. Otherwise they differ
  /// from process to process.
  bool fixed_tokens = false;

  ClockMode clock = ClockMode::kManual;
  /// Start time of the clock; absent: now.
  std::optional<std::chrono::sys_time<std::chrono::milliseconds>> clock_start{};

  /// Access tokens of the sandboxes that are named here follow their clocks. A file that cannot be
  /// written, or that another emulator writes, is a StartError.
  std::vector<ClockFileOption> clock_files{};

  std::size_t max_body_bytes = std::size_t{1} << 20;           ///< of a V1 API request
  std::size_t max_control_body_bytes = std::size_t{64} << 20;  ///< of a control request
  /// Bytes of memory of the process beyond which new state (charges, keys, sandboxes, scenarios) is
  /// refused. 0: no limit.
  std::size_t max_memory = 0;
  /// How long a sandbox that no scenario names is kept after it was last called, in real time. 0:
  /// for ever.
  std::chrono::seconds sandbox_idle_timeout{0};

  /// Runs the `command` of a tick of an advance, from any thread: waits for its end, at most
  /// `limit` of real time, or until `is_stopped` returns true. Returns why it failed, "" when it
  /// did not. Empty: such a tick is refused, so that whoever reaches the control API can run
  /// no program.
  std::function<std::string(const std::vector<std::string>& command,
                            std::chrono::milliseconds limit,
                            const std::function<bool()>& is_stopped)>
      run_command{};
  /// Why `run_command` could not run a command as intended, as a sentence: an advance with such a
  /// tick is refused. "": it can. Called from any thread. Empty: never asked.
  std::function<std::string(const std::vector<std::string>& command)> find_command_problem{};
  /// Which program of the shop under test has failed, or has exited within the last `since` of real
  /// time; "": none. Advances ask it between their events, from any thread, and end with such a
  /// program. Empty: never asked.
  std::function<std::string(std::chrono::milliseconds since)> find_ended_program{};

  /// Called for every log line, from any thread; must not throw. Lines contain no secrets. The
  /// events of sandboxes are logged soon after they happen, and all of them before the emulator has
  /// ended.
  std::function<void(LogLevel, std::string_view)> log{};
  /// Lines below this level are not produced. With kDebug, requests and replies have their bodies,
  /// without secrets.
  LogLevel min_log_level = LogLevel::kInfo;
  /// The same for the events of sandboxes. Absent: `min_log_level` applies.
  std::optional<LogLevel> min_event_level{};
  LogFormat log_format = LogFormat::kMessage;
  bool log_color = false;  ///< kText only: with the escape sequences of a terminal
};

}  // namespace portone
