// SPDX-License-Identifier: MIT
#include "app/exec/exec_command.h"

#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "app/command_line.h"
#include "app/exec/call_summary.h"
#include "app/exec/child_process.h"
#include "app/exec/client_environment.h"
#include "app/exec/client_files.h"
#include "app/exec/private_folder.h"
#include "app/file_limit.h"
#include "portone/emulator.h"

namespace portone::app {
namespace {

constexpr const char* kLoopback = "127.0.0.1";
constexpr std::size_t kShownCalls = 20;

/// In one write, because the commands print to standard error, too.
void Say(const std::string& text) {
  std::cerr << "portone-emulator: " + text + '\n' << std::flush;
}

Options MakeExecOptions(const Settings& settings) {
  Options options = settings.options;
  options.host = kLoopback;
  options.port = 0;
  options.extra_ports.clear();
  options.control_port.reset();
  if (!settings.exec.offline) options.proxy_passthrough.emplace_back("*");
  options.min_log_level = LogLevel::kWarning;
  options.min_event_level = LogLevel::kError;  // tests cause refusals on purpose
  options.log = [](LogLevel /*level*/, std::string_view line) { Say(std::string(line)); };
  return options;
}

/// "exit code 1", "signal 15"
std::string DescribeEnd(int exit_code) {
  return exit_code > 128 ? "signal " + std::to_string(exit_code - 128)
                         : "exit code " + std::to_string(exit_code);
}

/// Runs the commands of the settings with these variables. Returns the exit code of the one after
/// "--". Throws SpawnError.
int RunCommands(const ExecOptions& exec, std::vector<std::string> environment) {
  ChildProcesses children(std::move(environment));
  std::map<pid_t, std::string> companions;
  for (const std::string& line : exec.with) {
    const pid_t started = children.Start({"/bin/sh", "-c", line}, ChildProcesses::Group::kOwn);
    companions[started] = line;
  }
  const pid_t command = children.Start(exec.command, ChildProcesses::Group::kShared);
  return children.Await(command, [&companions](pid_t ended, int exit_code) {
    Say("\"" + companions[ended] + "\" has ended early (" + DescribeEnd(exit_code) + ")");
  });
}

}  // namespace

int Exec(const Settings& settings) {
  BlockForwardedSignals();
  RaiseFileLimit();
  try {
    const PrivateFolder folder;
    const Emulator emulator = Emulator::Start(MakeExecOptions(settings));
    const EmulatorAddress address{kLoopback, emulator.port()};
    const Environment present = ReadEnvironment();
    const ClientFiles files = WriteClientFiles(folder.path(), address, emulator.ca_pem(), present);
    const int exit_code =
        RunCommands(settings.exec,
                    MakeProcessEnvironment(present, MakeClientVariables(address, files, present)));
    if (exit_code != 0) {
      Say(settings.exec.command.front() + " failed (" + DescribeEnd(exit_code) + "); its calls:\n" +
          SummarizeCalls(emulator, kShownCalls));
    }
    return exit_code;
  } catch (const SpawnError& error) {
    Say(error.what());
    return error.exit_code();
  } catch (const StartError& error) {
    Say(error.what());
    return kExecCannotStart;
  }
}

}  // namespace portone::app
