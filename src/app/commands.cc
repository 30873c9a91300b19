// SPDX-License-Identifier: MIT
// The table of commands, and what follows from it.
#include <array>
#include <iostream>
#include <unistd.h>

#include "app/ca_command.h"
#include "app/client/client_commands.h"
#include "app/command.h"
#include "app/completion.h"
#include "app/exec/env_command.h"
#include "app/exec/exec_command.h"
#include "app/help.h"
#include "app/init_command.h"
#include "app/run_command.h"
#include "app/running_emulator.h"
#include "app/serve_command.h"
#include "http/probe.h"
#include "json/suggestion.h"

namespace portone::app {
namespace {

int Run(const Settings& settings) {
  SignalCleanup signal_cleanup;
  RunOptions options = settings.run;
  options.color = UsesColor(settings.color, STDOUT_FILENO);
  options.port_file = settings.port_file;
  if (settings.wait) options.wait = *settings.wait;
  return static_cast<int>(RunScenarios(options, std::cout, std::cerr, &signal_cleanup));
}

int Validate(const Settings& settings) {
  return static_cast<int>(ValidateFiles(settings.run, std::cout, std::cerr));
}

int Ready(const Settings& settings) {
  const auto find_url = [&settings] { return ChooseEmulatorUrl(settings); };
  if (http::WaitUntilReady(find_url, settings.wait.value_or(std::chrono::seconds{0}))) return 0;
  std::cerr << "portone-emulator: no emulator answers at " << find_url() << '\n';
  return 1;
}

int PrintCa(const Settings& settings) {
  return PrintAuthorityCertificate(settings, std::cout);
}

int Init(const Settings& settings) {
  return WriteFirstScenario(settings, std::cout);
}

template <client::ClientCommand kCommand>
int RunClient(const Settings& settings) {
  return client::RunClientCommand(kCommand, settings, std::cout, std::cerr);
}

constexpr std::array kCommands = std::to_array<Command>({
    {"serve", "", "run until SIGTERM or Ctrl-C; also without a command",
     "host port extra-port port-file url-file scenario watch ca-dir tls-name tls-cert tls-key "
     "proxy-passthrough allow-host allow-origin allow-notice-host control-port control-token "
     "webhook-url webhook-ca profile strict-keys max-sandboxes seed fixed-tokens max-body-bytes "
     "max-control-body-bytes "
     "max-memory sandbox-idle-timeout clock-file allow-commands log-format log-level color",
     Serve,
     "serve\n"
     "serve --webhook-url http://127.0.0.1:3000/portone/webhook\n"
     "serve --scenario shop.json --watch\n"
     "serve --port 0 --port-file port.txt",
     "",
     "Without a scenario there is one merchant, with the sample key of PortOne's pages\n"
     "(imp_apikey) and a channel for each gateway; any other key opens a sandbox of its own.\n"
     "A line on standard output says where it listens; the log goes to standard error."},
    {"run", "PATH...", "run scenario files",
     "filter tag junit json github show verbose color keep-going shop-url wait-for wait host port "
     "port-file webhook-url webhook-ca profile strict-keys max-sandboxes seed max-body-bytes "
     "max-control-body-bytes",
     Run,
     "run scenario.json\nrun scenarios --junit scenarios.xml\n"
     "run scenarios --filter refund --verbose",
     "1: a scenario fails",
     "Each file is run in an emulator of its own, in virtual time. Without --webhook-url all\n"
     "webhooks are taken and answered with 200. 2 is also the exit code when there was nothing to\n"
     "run. PATH may be -: standard input."},
    {"validate", "PATH...", "only check scenario files", "junit json github", Validate,
     "validate scenarios\nvalidate scenarios --junit scenarios.xml"},
    {"init", "[FOLDER]", "write a first scenario, and its schema for editors", "template", Init,
     "init\ninit scenarios --template decline", "",
     "Templates: subscription (a card is charged every month), payment (a payment and a refund),\n"
     "decline (a charge that fails and is repeated)."},
    {"ready", "", "whether an emulator answers", "url wait port url-file", Ready,
     "ready\nready --wait 30\nready --url http://emulator:12011", "1: none answers"},
    {"ca", "", "print the certificate that clients have to trust",
     "der p12 ca-dir url port url-file", PrintCa, "ca > ca.pem\nca --p12 trust.p12"},
    {"exec", "-- COMMAND...", "run COMMAND against an emulator of its own",
     "with offline share-clock proxy-passthrough allow-notice-host ca-dir scenario watch "
     "control-token webhook-url webhook-ca "
     "profile strict-keys max-sandboxes seed fixed-tokens max-body-bytes max-control-body-bytes "
     "max-memory sandbox-idle-timeout clock-file",
     Exec, "exec -- npm test\nexec --scenario shop.json --with 'npm start' -- pytest",
     "125: the emulator cannot start\n126: COMMAND cannot be run\n127: there is no such program\n"
     "any other: that of COMMAND; 128 and the number of the signal that ended it"},
    {"env", "", "print the variables of exec for a shell, for a running emulator",
     "dir share-clock clock-file control-token url port url-file", PrintEnvironment,
     "env --dir /tmp/portone > env.sh"},
    {"help", "[COMMAND]", "explain a command, or list them", "", PrintHelp, "help run"},
    {"version", "", "print the version", "", PrintVersion},
    {"completion", "SHELL", "print a completion script: bash, zsh or fish", "", PrintCompletion,
     "completion bash > /etc/bash_completion.d/portone-emulator\n"
     "completion zsh > ~/.zfunc/_portone-emulator\n"
     "completion fish > ~/.config/fish/completions/portone-emulator.fish"},
    {"advance", "TARGET", "move the clock forward; print what happened",
     "url sandbox json control-token port url-file", RunClient<client::Advance>,
     "advance 30d\nadvance P1M\nadvance 2024-03-31T09:00:00+09:00\nadvance next", "",
     "TARGET is a period (90s, 12h, 30d, P1M), a time, next (the next event) or idle (until\n"
     "nothing is due)."},
    {"clock", "", "show the time of the sandbox", "url sandbox json control-token port url-file",
     RunClient<client::ShowClock>, "clock\nclock --sandbox test-1"},
    {"tail", "", "show what happened: calls, webhooks, the clock",
     "follow lines url sandbox json control-token port url-file", RunClient<client::Tail>,
     "tail\ntail -f\ntail --lines 200 --json", "",
     "The lines are those of the log, without what only reads. With --json each is the event, as\n"
     "GET /_emulator/events sends it. With -f it goes on until the emulator ends."},
    {"payments", "", "list payments, the latest first",
     "order customer status from to page limit url sandbox json control-token port url-file",
     RunClient<client::ListPayments>,
     "payments --status failed\npayments --customer kim --limit 100"},
    {"schedules", "", "list scheduled payments, the latest first",
     "order customer status from to page limit url sandbox json control-token port url-file",
     RunClient<client::ListSchedules>, "schedules --status scheduled\nschedules --customer kim"},
    {"customers", "", "list customers with a billing key",
     "order customer status from to page limit url sandbox json control-token port url-file",
     RunClient<client::ListCustomers>, "customers\ncustomers --status expired_card"},
    {"vbanks", "", "list virtual accounts, the latest first",
     "order customer status from to page limit url sandbox json control-token port url-file",
     RunClient<client::ListVbanks>, "vbanks --status ready"},
    {"certifications", "", "list certifications with the codes that were sent, the latest first",
     "order status from to page limit url sandbox json control-token port url-file",
     RunClient<client::ListCertifications>, "certifications --status ready"},
    {"product-orders", "", "list product orders with their claims, the latest first",
     "order status from to page limit url sandbox json control-token port url-file",
     RunClient<client::ListProductOrders>, "product-orders --status DELIVERING"},
    {"receipts", "", "list cash receipts, the latest first",
     "order status from to page limit url sandbox json control-token port url-file",
     RunClient<client::ListReceipts>, "receipts --status issued"},
    {"cvs", "", "list slips for convenience stores with their barcodes, the latest first",
     "order status from to page limit url sandbox json control-token port url-file",
     RunClient<client::ListStoreSlips>, "cvs --status ready"},
    {"escrows", "", "list escrow payments with their deliveries, the latest first",
     "order customer status from to page limit url sandbox json control-token port url-file",
     RunClient<client::ListEscrows>, "escrows --status registered"},
    {"quick-members", "", "list members of the quick pay, the latest first",
     "from to page limit url sandbox json control-token port url-file",
     RunClient<client::ListQuickMembers>, "quick-members"},
    {"webhooks", "", "list webhooks, the oldest first, with the receiver's last answer",
     "failed order status url sandbox json control-token port url-file",
     RunClient<client::ListWebhooks>, "webhooks --failed\nwebhooks --order order-1"},
    {"show", "ORDER", "show the schedules, payments and webhooks of an order",
     "url sandbox json control-token port url-file", RunClient<client::ShowOrder>, "show order-1",
     "1: there is no such order"},
    {"replay", "ID", "send a webhook again", "url sandbox json control-token port url-file",
     RunClient<client::ReplayWebhook>, "replay 2",
     "1: there is no such webhook, or it fails again"},
    {"fault", "EFFECT [VALUE]", "make something fail, or list or remove the faults",
     "customer order status pg path operation skip times always after "
     "url sandbox json control-token port url-file",
     RunClient<client::ChangeFaults>,
     "fault decline insufficient_funds --customer kim\n"
     "fault decline CC10:refused --order order-2 --skip 1\n"
     "fault close --after --path /subscribe/payments/again\n"
     "fault drop --status paid\n"
     "fault list\n"
     "fault clear\n"
     "fault clear 3",
     "",
     "EFFECT                 breaks unless --operation says otherwise\n"
     "  decline REASON       a charge; also CODE:MESSAGE of the gateway\n"
     "  error STATUS         a call to the V1 API: it is answered with this HTTP status\n"
     "  delay PERIOD         a call to the V1 API, or with --operation webhook a webhook\n"
     "  timeout close reset  a call to the V1 API: it gets no reply\n"
     "  drop duplicate reorder   a webhook\n"
     "The next occurrence is hit, unless --skip, --times or --always say otherwise."},
    {"reset", "", "return the sandbox to its scenario",
     "url sandbox json control-token port url-file", RunClient<client::ResetSandbox>,
     "reset\nreset --sandbox test-1"},
    {"snapshot", "", "print the sandbox's state as a scenario file",
     "url sandbox control-token port url-file", RunClient<client::PrintSnapshot>,
     "snapshot > state.json"},
    {"verify", "FILE", "check the expectations of a file; - is standard input",
     "url sandbox json control-token port url-file", RunClient<client::VerifyFile>,
     "verify expect.json\necho '[{\"payment\": \"order-1\", \"status\": \"paid\"}]' | "
     "portone-emulator verify -",
     "1: an expectation does not hold",
     "FILE is a scenario, a JSON object with expect, or a list of expectations."},
});

bool ContainsWord(std::string_view words, std::string_view word) {
  const std::string padded = " " + std::string(words) + " ";
  return padded.find(" " + std::string(word) + " ") != std::string::npos;
}

}  // namespace

bool Command::calls_emulator() const {
  return ContainsWord(options, "sandbox");
}

std::span<const Command> AllCommands() {
  return kCommands;
}

const Command& FindCommand(const std::string& name) {
  std::vector<std::string> names;
  for (const Command& command : kCommands) {
    if (command.name == name) return command;
    names.emplace_back(command.name);
  }
  const auto nearest = json::FindNearest(name, names);
  throw UsageError("unknown command " + name + (nearest ? "; did you mean " + *nearest + "?" : "") +
                   " (--help lists them)");
}

bool TakesOption(const Command& command, const Option& option) {
  return option.read == nullptr || ContainsWord(command.options, option.name);
}

std::vector<std::string> ListOptionNames(const Command& command) {
  std::vector<std::string> names;
  for (const Option& option : AllOptions()) {
    if (TakesOption(command, option)) names.emplace_back(option.name);
  }
  return names;
}

}  // namespace portone::app
