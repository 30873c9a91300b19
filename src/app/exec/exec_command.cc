// SPDX-License-Identifier: MIT
#include "app/exec/exec_command.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/command_line.h"
#include "app/exec/call_summary.h"
#include "app/exec/child_process.h"
#include "app/exec/client_environment.h"
#include "app/exec/client_files.h"
#include "app/exec/clock_support.h"
#include "app/exec/private_folder.h"
#include "app/exec/run_program.h"
#include "app/file_limit.h"
#include "portone/emulator.h"

namespace portone::app {
namespace {

constexpr const char* kLoopback = "127.0.0.1";
constexpr std::size_t kShownCalls = 20;

/// Prints the message in one write, because the commands print to standard error, too.
void PrintMessage(const std::string& text) {
  std::cerr << "portone-emulator: " + text + '\n' << std::flush;
}

/// The clock file that the commands read: the first of --clock-file, or one in `folder`.
std::filesystem::path FindClockFile(const Settings& settings, const std::filesystem::path& folder) {
  const std::vector<ClockFileOption>& files = settings.options.clock_files;
  return files.empty() ? folder / "clock" : std::filesystem::absolute(files.front().path);
}

/// `environment` is what the commands of ticks have once it is filled.
Options MakeExecOptions(const Settings& settings, const std::filesystem::path& folder,
                        const std::vector<std::string>& environment) {
  Options options = settings.options;
  options.run_command = [&environment](const std::vector<std::string>& command,
                                       std::chrono::milliseconds limit,
                                       const std::function<bool()>& is_stopped) {
    return RunProgram(command, environment, limit, is_stopped);
  };
  if (settings.exec.share_clock && options.clock_files.empty())
    options.clock_files.push_back({"", FindClockFile(settings, folder)});
  options.host = kLoopback;
  options.port = 0;
  options.extra_ports.clear();
  options.control_port.reset();
  if (!settings.exec.offline) options.proxy_passthrough.emplace_back("*");
  options.min_log_level = LogLevel::kWarning;
  options.min_event_level = LogLevel::kError;  // tests cause refusals on purpose
  options.log = [](LogLevel /*level*/, std::string_view line) { PrintMessage(std::string(line)); };
  return options;
}

/// Refuses a command that would not follow the clock.
void CheckCanShareClock(const Settings& settings, const Environment& own_environment) {
  const auto obstacle = FindClockSharingProblem(settings.exec.command.front(), own_environment);
  if (obstacle) throw StartError("cannot share the clock: " + *obstacle);
}

/// The files that the commands are pointed to, in `folder`.
ClientFiles WriteFiles(const Settings& settings, const Emulator& emulator,
                       const EmulatorAddress& address, const std::filesystem::path& folder,
                       const Environment& own_environment) {
  ClientFiles files = WriteClientFiles(folder, address, emulator.ca_pem(), own_environment);
  if (settings.exec.share_clock) AddSharedClock(files, folder, FindClockFile(settings, folder));
  return files;
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
    if (!companions.contains(ended)) return;  // of a tick, which waits for it itself
    PrintMessage("\"" + companions[ended] + "\" has ended early (" + DescribeEnd(exit_code) + ")");
  });
}

}  // namespace

int Exec(const Settings& settings) {
  BlockForwardedSignals();
  RaiseFileLimit();
  try {
    const Environment own_environment = ReadEnvironment();
    if (settings.exec.share_clock) CheckCanShareClock(settings, own_environment);
    const PrivateFolder folder;
    std::vector<std::string> environment;  // empty until the emulator's address is known
    const Emulator emulator =
        Emulator::Start(MakeExecOptions(settings, folder.path(), environment));
    const EmulatorAddress address{kLoopback, emulator.port()};
    const ClientFiles files =
        WriteFiles(settings, emulator, address, folder.path(), own_environment);
    environment = MakeProcessEnvironment(own_environment,
                                         MakeClientVariables(address, files, own_environment));
    const int exit_code = RunCommands(settings.exec, environment);
    if (exit_code != 0) {
      PrintMessage(settings.exec.command.front() + " failed (" + DescribeEnd(exit_code) +
                   "); its calls:\n" + SummarizeCalls(emulator, kShownCalls));
    }
    return exit_code;
  } catch (const SpawnError& error) {
    PrintMessage(error.what());
    return error.exit_code();
  } catch (const StartError& error) {
    PrintMessage(error.what());
    return kExecCannotStart;
  }
}

}  // namespace portone::app
