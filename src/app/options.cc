// SPDX-License-Identifier: MIT
#include "app/options.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <limits>
#include <system_error>

#include "api/service_hosts.h"
#include "app/server_names.h"
#include "base/lower_case.h"
#include "http/url.h"

namespace portone::app {
namespace {

constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

std::int64_t ReadInteger(const std::string& value, std::int64_t min, std::int64_t max) {
  std::int64_t number = 0;
  const char* const end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, number);
  if (error == std::errc{} && stop == end && number >= min && number <= max) return number;
  const std::string range = max == kNoLimit
                                ? "a whole number, at least " + std::to_string(min)
                                : "from " + std::to_string(min) + " to " + std::to_string(max);
  throw UsageError("must be " + range + ", not " + value);
}

std::size_t ReadSize(const std::string& value) {
  return static_cast<std::size_t>(ReadInteger(value, 1, kNoLimit));
}

bool ReadSwitch(std::string value) {
  value = ToLowerCase(value);
  for (const std::string_view word : {"true", "yes", "on", "1"}) {
    if (value == word) return true;
  }
  for (const std::string_view word : {"false", "no", "off", "0"}) {
    if (value == word) return false;
  }
  throw UsageError("must be true or false, not " + value);
}

std::string ReadUrl(const std::string& value) {
  if (!http::ParseUrl(value)) throw UsageError("must be an http or https URL, not " + value);
  return value;
}

/// A name without port or scheme, as in "emulator.test".
std::string ReadHostName(const std::string& value) {
  const bool is_name = !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.' || c == '_';
  });
  if (!is_name) throw UsageError("must be a host name without a port, not " + value);
  return value;
}

/// A host name in lower case, or an address.
std::string ReadTlsName(std::string value) {
  if (http::IsIpAddress(value)) return value;
  value = ToLowerCase(ReadHostName(value));
  if (!IsDomainName(value)) throw UsageError("must be a host name or an address, not " + value);
  return value;
}

/// Hosts in lower case: "*" stands for any, "*.name" for those below a name.
std::string ReadHostPattern(std::string value) {
  value = ToLowerCase(value);
  const std::string name = value.starts_with("*.") ? value.substr(2) : value;
  if (value != "*" && !http::IsIpAddress(name) && !IsDomainName(name))
    throw UsageError("must be a host without a port, or *.name, not " + value);
  return value;
}

/// A host that the proxy may connect to.
std::string ReadPassthrough(std::string value) {
  value = ReadHostPattern(std::move(value));
  if (api::IsServiceHost(value.starts_with("*.") ? value.substr(2) : value))
    throw UsageError("must be another host than those that the emulator stands in for, not " +
                     value);
  return value;
}

/// A URL without a path, as browsers write origins.
std::string ReadOrigin(const std::string& value) {
  const auto url = http::ParseUrl(value);
  const std::size_t after_scheme = value.find("://") + 3;
  if (!url || value.find_first_of("/?#@", after_scheme) != std::string::npos)
    throw UsageError("must be like http://localhost:3000, not " + value);
  return value;
}

bool ReadIsJsonLog(const std::string& value) {
  if (value == "json") return true;
  if (value == "text") return false;
  throw UsageError("must be text or json, not " + value);
}

LogLevel ReadLogLevel(const std::string& value) {
  if (value == "debug") return LogLevel::kDebug;
  if (value == "info") return LogLevel::kInfo;
  if (value == "warning" || value == "warn") return LogLevel::kWarning;
  if (value == "error") return LogLevel::kError;
  throw UsageError("must be debug, info, warning or error, not " + value);
}

ColorChoice ReadColor(const std::string& value) {
  if (value == "auto") return ColorChoice::kAuto;
  if (value == "always") return ColorChoice::kAlways;
  if (value == "never") return ColorChoice::kNever;
  throw UsageError("must be auto, always or never, not " + value);
}

bool ReadShowReplies(const std::string& value) {
  if (value == "replies") return true;
  throw UsageError("must be replies, not " + value);
}

ReplyProfile ReadProfile(const std::string& value) {
  if (value == "current") return ReplyProfile::kCurrent;
  if (value == "2020") return ReplyProfile::k2020;
  throw UsageError("must be current or 2020, not " + value);
}

/// Text that can be sent as the value of a header.
std::string ReadToken(const std::string& value) {
  const bool is_sendable = !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
    return c > ' ' && c <= '~';
  });
  if (!is_sendable) throw UsageError("must be visible ASCII characters without spaces");
  return value;
}

/// "PATH" or "KEY=PATH"; a path with an equals sign in it begins with "/" or ".".
ClockFileOption ReadClockFile(const std::string& value) {
  const bool is_path = value.starts_with('/') || value.starts_with('.');
  const std::size_t equals = is_path ? std::string::npos : value.find('=');
  ClockFileOption file;
  if (equals != std::string::npos) file.imp_key = value.substr(0, equals);
  file.path = equals == std::string::npos ? value : value.substr(equals + 1);
  if (file.path.empty() || equals == 0)
    throw UsageError("must be a path, or KEY=PATH for the sandbox of a key, not " + value);
  return file;
}

using OptionText = const std::string&;

constexpr std::array
    kOptions =
        std::
            to_array<Option>(
                {
                    {"host", "ADDRESS", "127.0.0.1", "address to listen on",
                     [](Settings& to, OptionText value) { to.options.host = value; }},
                    {"port", "PORT", "12011", "port to listen on; 0: any free one",
                     [](Settings& to, OptionText value) {
                       to.options.port = static_cast<int>(ReadInteger(value, 0, 65'535));
                     }},
                    {"extra-port", "PORT", "", "port to listen on, too; repeatable",
                     [](Settings& to, OptionText value) {
                       to.options.extra_ports.push_back(
                           static_cast<int>(ReadInteger(value, 0, 65'535)));
                     },
                     true},
                    {"port-file", "FILE", "", "write the port to this file once it is known",
                     [](Settings& to, OptionText value) { to.port_file = value; }},
                    {"url-file", "FILE", "", "write the URL to this file, where ready looks for it",
                     [](Settings& to, OptionText value) { to.url_file = value; }},
                    {"scenario", "PATH", "", "scenario file or folder to load; repeatable",
                     [](Settings& to, OptionText value) {
                       to.options.scenarios.emplace_back(value);
                     },
                     true},
                    {"watch", "", "", "reload scenario files when they change",
                     [](Settings& to, OptionText value) { to.options.watch = ReadSwitch(value); }},
                    {"ca-dir", "DIR", "", "where the certificate authority is kept; else in memory",
                     [](Settings& to, OptionText value) { to.options.ca_dir = value; }},
                    {"tls-name",
                     "NAME", "", "additional host name to issue a certificate for; repeatable",
                     [](Settings& to, OptionText value) {
                       to.options.tls_names.push_back(ReadTlsName(value));
                     },
                     true, ","},
                    {"tls-cert", "FILE", "", "your own certificate chain, in PEM",
                     [](Settings& to, OptionText value) { to.options.tls_cert = value; }},
                    {"tls-key", "FILE", "", "private key of that certificate, in PEM",
                     [](Settings& to, OptionText value) { to.options.tls_key = value; }},
                    {"proxy-passthrough",
                     "HOST", "", "host, or *.name, to which the proxy connects; repeatable",
                     [](Settings& to, OptionText value) {
                       to.options.proxy_passthrough.push_back(ReadPassthrough(value));
                     },
                     true, ","},
                    {"allow-host",
                     "NAME", "", "name by which the control API may be called, too; repeatable",
                     [](Settings& to, OptionText value) {
                       to.options.allow_hosts.push_back(ReadHostName(value));
                     },
                     true},
                    {"allow-origin", "ORIGIN",
                     "", "pages that may use the control API: http://localhost:3000; repeatable",
                     [](Settings& to, OptionText value) {
                       to.options.allow_origins.push_back(ReadOrigin(value));
                     },
                     true, ","},
                    {"allow-notice-host", "HOST", "",
                     "host, or *.name, allowed in any page's notice_url and confirm_url; "
                     "repeatable",
                     [](Settings& to, OptionText value) {
                       to.options.allow_notice_hosts.push_back(ReadHostPattern(value));
                     },
                     true, ","},
                    {"control-port", "PORT", "", "port for the control API alone; 0: any free one",
                     [](Settings& to, OptionText value) {
                       to.options.control_port = static_cast<int>(ReadInteger(value, 0, 65'535));
                     }},
                    {"control-token", "TOKEN", "",
                     "token that control API calls must send; prefer the environment variable",
                     [](Settings& to, OptionText value) {
                       to.options.control_token = ReadToken(value);
                     }},
                    {"webhook-url", "URL", "", "where webhooks go; overrides the scenario's",
                     [](Settings& to, OptionText value) {
                       to.options.webhook_url = ReadUrl(value);
                     }},
                    {"webhook-ca", "FILE", "", "certificates to trust besides the system's, in PEM",
                     [](Settings& to, OptionText value) { to.options.webhook_ca = value; }},
                    {"profile", "NAME", "current", "fields in replies: current or 2020",
                     [](Settings& to, OptionText value) {
                       to.options.profile = ReadProfile(value);
                     }},
                    {"strict-keys", "", "", "only declared API keys open a sandbox",
                     [](Settings& to, OptionText value) {
                       to.options.strict_keys = ReadSwitch(value);
                     }},
                    {"max-sandboxes", "COUNT", "10000", "maximum number of sandboxes",
                     [](Settings& to, OptionText value) {
                       to.options.max_sandboxes = ReadSize(value);
                     }},
                    {"seed", "NUMBER", "1", "seed of all generated ids",
                     [](Settings& to, OptionText value) {
                       to.options.seed =
                           static_cast<std::uint64_t>(ReadInteger(value, 0, kNoLimit));
                     }},
                    {"fixed-tokens", "", "",
                     "access tokens follow from the seed; others can guess them",
                     [](Settings& to, OptionText value) {
                       to.options.fixed_tokens = ReadSwitch(value);
                     }},
                    {"max-body-bytes", "BYTES", "1048576", "largest body of a V1 API request",
                     [](Settings& to, OptionText value) {
                       to.options.max_body_bytes = ReadSize(value);
                     }},
                    {"max-control-body-bytes", "BYTES", "67108864",
                     "largest body of a control request",
                     [](Settings& to,
                        OptionText value) { to.options.max_control_body_bytes = ReadSize(value); }},
                    {"max-memory", "BYTES", "0",
                     "memory beyond which new state is refused; 0: no limit",
                     [](Settings& to, OptionText value) {
                       to.options.max_memory =
                           static_cast<std::size_t>(ReadInteger(value, 0, kNoLimit));
                     }},
                    {"clock-file", "[KEY=]PATH", "",
                     "file that shows a sandbox's time to programs; repeatable",
                     [](Settings& to, OptionText value) {
                       to.options.clock_files.push_back(ReadClockFile(value));
                     },
                     true},
                    {"sandbox-idle-timeout", "SECONDS", "0",
                     "remove sandboxes idle for this long; 0: never",
                     [](Settings& to, OptionText value) {
                       to.options.sandbox_idle_timeout = std::chrono::seconds{
                           ReadInteger(value, 0, std::numeric_limits<int>::max())};
                     }},
                    {"log-format", "FORMAT", "text", "text or json",
                     [](Settings& to, OptionText value) { to.log_json = ReadIsJsonLog(value); }},
                    {"log-level", "LEVEL", "info", "debug, info, warning or error",
                     [](Settings& to, OptionText value) { to.log_level = ReadLogLevel(value); }},
                    {"color", "WHEN", "auto", "colours in log and timeline: auto, always or never",
                     [](Settings& to, OptionText value) { to.color = ReadColor(value); }},
                    {"filter", "TEXT", "", "only scenarios with this text in their path or about",
                     [](Settings& to, OptionText value) { to.run.filter = value; }},
                    {"junit", "FILE", "", "write a JUnit report to this file",
                     [](Settings& to, OptionText value) { to.run.junit = value; }},
                    {"json", "", "", "print JSON for programs instead of text",
                     [](Settings& to, OptionText value) { to.run.json = ReadSwitch(value); }},
                    {"verbose", "", "", "print the timeline of scenarios that pass, too",
                     [](Settings& to, OptionText value) { to.run.verbose = ReadSwitch(value); }},
                    {"tag", "TAG", "", "only scenarios with this tag; repeatable: with any of them",
                     [](Settings& to, OptionText value) { to.run.tags.push_back(value); }, true},
                    {"github", "", "", "print failures as annotations for GitHub Actions, too",
                     [](Settings& to, OptionText value) { to.run.github = ReadSwitch(value); }},
                    {"show", "WHAT", "", "replies: the timeline has them, without secrets",
                     [](Settings& to, OptionText value) {
                       to.run.show_replies = ReadShowReplies(value);
                     }},
                    {"shop-url", "URL", "", "the server that shop steps call",
                     [](Settings& to, OptionText value) { to.run.shop_url = ReadUrl(value); }},
                    {"wait-for", "URL", "", "wait until this URL answers before the first scenario",
                     [](Settings& to, OptionText value) { to.run.wait_for = ReadUrl(value); }},
                    {"keep-going", "", "", "continue after a failed step",
                     [](Settings& to, OptionText value) { to.run.keep_going = ReadSwitch(value); }},
                    {"url", "URL", "",
                     "URL of the emulator; default: from the URL file, or here at the port",
                     [](Settings& to, OptionText value) { to.url = ReadUrl(value); }},
                    {"wait", "SECONDS", "0", "how long to wait for an answer",
                     [](Settings& to, OptionText value) {
                       to.wait = std::chrono::seconds{
                           ReadInteger(value, 0, std::numeric_limits<int>::max())};
                     }},
                    {"der", "FILE", "", "write the certificate to this file, as DER",
                     [](Settings& to, OptionText value) { to.der_file = value; }},
                    {"p12", "FILE", "", "write it to this file, as a trust store of Java",
                     [](Settings& to, OptionText value) { to.p12_file = value; }},
                    {"dir", "DIR", "", "folder to write the client files to",
                     [](Settings& to, OptionText value) { to.client_folder = value; }},
                    {"with", "LINE", "",
                     "command line for the shell, to run beside COMMAND; repeatable",
                     [](Settings& to, OptionText value) { to.exec.with.push_back(value); }, true,
                     ";"},
                    {"offline", "", "", "refuse other hosts than PortOne's",
                     [](Settings& to, OptionText value) { to.exec.offline = ReadSwitch(value); }},
                    {"allow-commands", "", "",
                     "advances may run commands on this machine at their ticks",
                     [](Settings& to, OptionText value) { to.allow_commands = ReadSwitch(value); }},
                    {"share-clock", "", "", "programs have the sandbox's time, not the machine's",
                     [](Settings& to, OptionText value) {
                       to.exec.share_clock = ReadSwitch(value);
                     }},
                    {"sandbox", "KEY", "", "imp_key of the sandbox; default: the one in use",
                     [](Settings& to, OptionText value) { to.client.sandbox = value; }},
                    {"order", "ORDER", "", "only this order number (merchant_uid)",
                     [](Settings& to, OptionText value) { to.client.order = value; }},
                    {"customer", "CUSTOMER", "", "only this customer (customer_uid)",
                     [](Settings& to, OptionText value) { to.client.customer = value; }},
                    {"status", "STATUS", "", "only this status, such as paid or failed",
                     [](Settings& to, OptionText value) { to.client.status = value; }},
                    {"from", "TIME", "", "only from this time on, as in 2024-01-31T09:00:00+09:00",
                     [](Settings& to, OptionText value) { to.client.from = value; }},
                    {"to", "TIME", "", "only before this time",
                     [](Settings& to, OptionText value) { to.client.to = value; }},
                    {"page", "NUMBER", "1", "page of the list",
                     [](Settings& to, OptionText value) { to.client.page = value; }},
                    {"limit", "NUMBER", "20", "rows on a page, at most 1000",
                     [](Settings& to, OptionText value) { to.client.limit = value; }},
                    {"failed", "", "", "only webhooks that did not arrive",
                     [](Settings& to, OptionText value) { to.client.failed = ReadSwitch(value); }},
                    {"follow", "", "", "go on with what happens from now on; also -f",
                     [](Settings& to, OptionText value) { to.client.follow = ReadSwitch(value); },
                     false, ":", 'f'},
                    {"lines", "NUMBER", "20", "how many past lines to print first",
                     [](Settings& to, OptionText value) {
                       to.client.lines = static_cast<std::size_t>(ReadInteger(value, 0, kNoLimit));
                     }},
                    {"operation", "NAME", "",
                     "operation to break, such as charge, cancel or webhook",
                     [](Settings& to, OptionText value) { to.client.operation = value; }},
                    {"pg", "CODE", "", "only at this gateway",
                     [](Settings& to, OptionText value) { to.client.pg = value; }},
                    {"path", "PATH", "", "only calls of this path; * stands for anything",
                     [](Settings& to, OptionText value) { to.client.path = value; }},
                    {"skip", "NUMBER", "", "how many to let through first",
                     [](Settings& to, OptionText value) {
                       to.client.skip = ReadInteger(value, 0, kNoLimit);
                     }},
                    {"times", "NUMBER", "", "how many are hit; default: one",
                     [](Settings& to, OptionText value) {
                       to.client.times = ReadInteger(value, 1, kNoLimit);
                     }},
                    {"always", "", "", "all are hit",
                     [](Settings& to, OptionText value) { to.client.always = ReadSwitch(value); }},
                    {"after", "", "", "after the change, so that only the reply is lost",
                     [](Settings& to, OptionText value) { to.client.after = ReadSwitch(value); }},
                    {"example", "NAME", "subscription", "what the scenario shows: see help init",
                     [](Settings& to, OptionText value) { to.example_name = value; }},
                    {"config", "FILE", "", "file with lines like: port = 12011"},
                    {"help", "", "", "explain the command; also -h", nullptr, false, ":", 'h'},
                    {"version", "", "", "print the version; also -V", nullptr, false, ":", 'V'},
                });

/// The options that set nothing; they are the last ones.
constexpr std::size_t CountGeneral() {
  std::size_t count = 0;
  while (count < kOptions.size() && kOptions[kOptions.size() - 1 - count].read == nullptr)
    ++count;
  return count;
}

}  // namespace

std::span<const Option> AllOptions() {
  return kOptions;
}

std::span<const Option> GeneralOptions() {
  return AllOptions().last(CountGeneral());
}

const Option* FindOption(std::string_view name) {
  const auto found = std::find_if(kOptions.begin(), kOptions.end(),
                                  [&](const Option& option) { return option.name == name; });
  return found == kOptions.end() ? nullptr : &*found;
}

}  // namespace portone::app
