// SPDX-License-Identifier: MIT
#include "app/options.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <string>

#include "app/option_values.h"

namespace portone::app {
namespace {

using OptionText = const std::string&;

constexpr Option kOptions[] = {
    {"host", "ADDRESS", "127.0.0.1", "address to listen on",
     [](Settings& to, OptionText value) { to.options.host = value; }},
    {"port", "PORT", "12011", "port to listen on; 0: any free one",
     [](Settings& to, OptionText value) {
       to.options.port = static_cast<int>(ReadInteger(value, 0, 65'535));
     }},
    {"extra-port", "PORT", "", "additional port to listen on; repeatable",
     [](Settings& to, OptionText value) {
       to.options.extra_ports.push_back(static_cast<int>(ReadInteger(value, 0, 65'535)));
     },
     true},
    {"port-file", "FILE", "", "write the port to this file once it is known",
     [](Settings& to, OptionText value) { to.port_file = value; }},
    {"url-file", "FILE", "", "write the URL to this file, where ready looks for it",
     [](Settings& to, OptionText value) { to.url_file = value; }},
    {"scenario", "PATH", "", "scenario file or folder to load; repeatable",
     [](Settings& to, OptionText value) { to.options.scenarios.emplace_back(value); }, true},
    {"watch", "", "", "reload scenario files when they change",
     [](Settings& to, OptionText value) { to.options.watch = ReadSwitch(value); }},
    {"ca-dir", "DIR", "", "where the certificate authority is kept; else in memory",
     [](Settings& to, OptionText value) { to.options.ca_dir = value; }},
    {"tls-name", "NAME", "", "additional host name to issue a certificate for; repeatable",
     [](Settings& to, OptionText value) { to.options.tls_names.push_back(ReadTlsName(value)); },
     true, ","},
    {"tls-cert", "FILE", "", "your own certificate chain, in PEM",
     [](Settings& to, OptionText value) { to.options.tls_cert = value; }},
    {"tls-key", "FILE", "", "private key of that certificate, in PEM",
     [](Settings& to, OptionText value) { to.options.tls_key = value; }},
    {"proxy-passthrough", "HOST", "", "host, or *.name, to which the proxy connects; repeatable",
     [](Settings& to, OptionText value) {
       to.options.proxy_passthrough.push_back(ReadPassthrough(value));
     },
     true, ","},
    {"allow-host", "NAME", "", "additional host name for calls to the control API; repeatable",
     [](Settings& to, OptionText value) { to.options.allow_hosts.push_back(ReadHostName(value)); },
     true},
    {"allow-origin", "ORIGIN", "",
     "pages that may use the control API: http://localhost:3000; repeatable",
     [](Settings& to, OptionText value) { to.options.allow_origins.push_back(ReadOrigin(value)); },
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
     [](Settings& to, OptionText value) { to.options.control_token = ReadToken(value); }},
    {"webhook-url", "URL", "", "where webhooks go; overrides the scenario's",
     [](Settings& to, OptionText value) { to.options.webhook_url = ReadUrl(value); }},
    {"webhook-ca", "FILE", "", "certificates to trust besides the system's, in PEM",
     [](Settings& to, OptionText value) { to.options.webhook_ca = value; }},
    {"profile", "NAME", "current", "fields in replies: current or 2020",
     [](Settings& to, OptionText value) { to.options.profile = ReadProfile(value); }},
    {"strict-keys", "", "", "only declared API keys open a sandbox",
     [](Settings& to, OptionText value) { to.options.strict_keys = ReadSwitch(value); }},
    {"max-sandboxes", "COUNT", "10000", "maximum number of sandboxes",
     [](Settings& to, OptionText value) { to.options.max_sandboxes = ReadSize(value); }},
    {"seed", "NUMBER", "1", "seed of all generated ids",
     [](Settings& to, OptionText value) {
       to.options.seed = static_cast<std::uint64_t>(ReadInteger(value, 0, kNoLimit));
     }},
    {"fixed-tokens", "", "", "access tokens follow from the seed; others can guess them",
     [](Settings& to, OptionText value) { to.options.fixed_tokens = ReadSwitch(value); }},
    {"max-body-bytes", "BYTES", "1048576", "largest body of a V1 API request",
     [](Settings& to, OptionText value) { to.options.max_body_bytes = ReadSize(value); }},
    {"max-control-body-bytes", "BYTES", "67108864", "largest body of a control request",
     [](Settings& to, OptionText value) { to.options.max_control_body_bytes = ReadSize(value); }},
    {"max-memory", "BYTES", "0", "memory beyond which new state is refused; 0: no limit",
     [](Settings& to, OptionText value) {
       to.options.max_memory = static_cast<std::size_t>(ReadInteger(value, 0, kNoLimit));
     }},
    {"clock-file", "[KEY=]PATH", "", "file that shows a sandbox's time to programs; repeatable",
     [](Settings& to, OptionText value) { to.options.clock_files.push_back(ReadClockFile(value)); },
     true},
    {"sandbox-idle-timeout", "SECONDS", "0", "remove sandboxes idle for this long; 0: never",
     [](Settings& to, OptionText value) {
       to.options.sandbox_idle_timeout =
           std::chrono::seconds{ReadInteger(value, 0, std::numeric_limits<int>::max())};
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
     [](Settings& to, OptionText value) { to.json = ReadSwitch(value); }},
    {"verbose", "", "", "print the timeline of scenarios that pass, too",
     [](Settings& to, OptionText value) { to.run.verbose = ReadSwitch(value); }},
    {"tag", "TAG", "", "only scenarios with this tag; repeatable: with any of them",
     [](Settings& to, OptionText value) { to.run.tags.push_back(value); }, true},
    {"github", "", "", "print failures as annotations for GitHub Actions, too",
     [](Settings& to, OptionText value) { to.run.github = ReadSwitch(value); }},
    {"show", "WHAT", "", "replies: the timeline has them, without secrets",
     [](Settings& to, OptionText value) { to.run.show_replies = ReadShowReplies(value); }},
    {"shop-url", "URL", "", "the server that shop steps call",
     [](Settings& to, OptionText value) { to.run.shop_url = ReadUrl(value); }},
    {"wait-for", "URL", "", "wait until this URL answers before the first scenario",
     [](Settings& to, OptionText value) { to.run.wait_for = ReadUrl(value); }},
    {"keep-going", "", "", "continue after a failed step",
     [](Settings& to, OptionText value) { to.run.keep_going = ReadSwitch(value); }},
    {"url", "URL", "", "URL of the emulator; default: from the URL file, or here at the port",
     [](Settings& to, OptionText value) { to.url = ReadUrl(value); }},
    {"wait", "SECONDS", "", "how long to wait for an answer; default: run 60, ready 0",
     [](Settings& to, OptionText value) {
       to.wait = std::chrono::seconds{ReadInteger(value, 0, std::numeric_limits<int>::max())};
     }},
    {"der", "FILE", "", "write the certificate to this file, as DER",
     [](Settings& to, OptionText value) { to.der_file = value; }},
    {"p12", "FILE", "", "write it to this file, as a Java trust store",
     [](Settings& to, OptionText value) { to.p12_file = value; }},
    {"dir", "DIR", "", "folder to write the client files to",
     [](Settings& to, OptionText value) { to.client_folder = value; }},
    {"with", "LINE", "", "command line for the shell, to run beside COMMAND; repeatable",
     [](Settings& to, OptionText value) { to.exec.with.push_back(value); }, true, ";"},
    {"offline", "", "", "refuse other hosts than PortOne's",
     [](Settings& to, OptionText value) { to.exec.offline = ReadSwitch(value); }},
    {"allow-commands", "", "", "advances may run commands on this machine at their ticks",
     [](Settings& to, OptionText value) { to.allow_commands = ReadSwitch(value); }},
    {"share-clock", "", "", "programs have the sandbox's time, not the machine's",
     [](Settings& to, OptionText value) { to.exec.share_clock = ReadSwitch(value); }},
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
     [](Settings& to, OptionText value) { to.client.follow = ReadSwitch(value); }, false, ":", 'f'},
    {"lines", "NUMBER", "20", "how many past lines to print first",
     [](Settings& to, OptionText value) {
       to.client.lines = static_cast<std::size_t>(ReadInteger(value, 0, kNoLimit));
     }},
    {"operation", "NAME", "", "operation to break, such as charge, cancel or webhook",
     [](Settings& to, OptionText value) { to.client.operation = value; }},
    {"pg", "CODE", "", "only at this gateway",
     [](Settings& to, OptionText value) { to.client.pg = value; }},
    {"path", "PATH", "", "only calls of this path; * stands for anything",
     [](Settings& to, OptionText value) { to.client.path = value; }},
    {"skip", "NUMBER", "", "how many to let through first",
     [](Settings& to, OptionText value) { to.client.skip = ReadInteger(value, 0, kNoLimit); }},
    {"times", "NUMBER", "", "how many are hit; default: one",
     [](Settings& to, OptionText value) { to.client.times = ReadInteger(value, 1, kNoLimit); }},
    {"always", "", "", "all are hit",
     [](Settings& to, OptionText value) { to.client.always = ReadSwitch(value); }},
    {"after", "", "", "after the change, so that only the reply is lost",
     [](Settings& to, OptionText value) { to.client.after = ReadSwitch(value); }},
    {"template", "NAME", "subscription", "what the scenario shows: see help init",
     [](Settings& to, OptionText value) { to.template_name = value; }},
    {"config", "FILE", "", "file with lines like: port = 12011"},
    {"help", "", "", "explain the command; also -h", nullptr, false, ":", 'h'},
    {"version", "", "", "print the version; also -V", nullptr, false, ":", 'V'},
};

/// The options that set nothing; they are the last ones.
constexpr std::size_t CountGeneral() {
  std::size_t count = 0;
  while (count < std::size(kOptions) && kOptions[std::size(kOptions) - 1 - count].read == nullptr)
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
  const auto found = std::find_if(std::begin(kOptions), std::end(kOptions),
                                  [&](const Option& option) { return option.name == name; });
  return found == std::end(kOptions) ? nullptr : &*found;
}

}  // namespace portone::app
