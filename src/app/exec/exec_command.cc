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
#include "app/exec/exited_programs.h"
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

/// What the emulator asks while the commands run.
struct ExecState {
  const Environment own_environment = ReadEnvironment();
  std::vector<std::string> environment{};  // of the commands; empty until the address is known
  ExitedPrograms exited_programs;          // of the programs of --with
};

Options MakeExecOptions(const Settings& settings, const std::filesystem::path& folder,
                        const ExecState& state) {
  Options options = settings.options;
  options.run_command = [&state](const std::vector<std::string>& command,
                                 std::chrono::milliseconds limit,
                                 const std::function<bool()>& is_stopped) {
    return RunProgram(command, state.environment, limit, is_stopped);
  };
  if (settings.exec.share_clock) {
    options.find_command_problem = [&state](const std::vector<std::string>& command) {
      return FindClockSharingRefusal(command, state.own_environment);
    };
  }
  options.find_ended_program = [&state](std::chrono::milliseconds since) {
    return state.exited_programs.FindEndedProgram(since);
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

/// Refuses commands that would not follow the clock.
void CheckCanShareClock(const ExecOptions& exec, const Environment& own_environment) {
  std::string refusal = FindClockSharingRefusal(exec.command, own_environment);
  for (std::size_t i = 0; refusal.empty() && i < exec.with.size(); ++i)
    refusal = FindClockSharingRefusal(exec.with[i], own_environment);
  if (!refusal.empty()) throw StartError(refusal);
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
std::string DescribeExit(int exit_code) {
  return exit_code > 128 ? "signal " + std::to_string(exit_code - 128)
                         : "exit code " + std::to_string(exit_code);
}

/// Runs the commands of the settings. Returns the exit code of the one after "--". Throws
/// SpawnError.
int RunCommands(const ExecOptions& exec, ExecState& state) {
  ChildProcesses children(state.environment);
  std::map<pid_t, std::string> companions;
  for (const std::string& line : exec.with) {
    const pid_t started = children.Start({"/bin/sh", "-c", line}, ChildProcesses::Group::kOwn);
    companions[started] = line;
  }
  const pid_t command = children.Start(exec.command, ChildProcesses::Group::kShared);
  return children.Await(command, [&](pid_t ended, int exit_code) {
    if (!companions.contains(ended)) return;  // of a tick, which waits for it itself
    const std::string name = '"' + companions[ended] + '"';
    const std::string end = " (" + DescribeExit(exit_code) + ")";
    state.exited_programs.Add(name + end, exit_code != 0);
    PrintMessage(name + " exited early" + end);
  });
}

}  // namespace

int Exec(const Settings& settings) {
  BlockForwardedSignals();
  RaiseFileLimit();
  try {
    ExecState state{.exited_programs = ExitedPrograms(settings.exec.with.size())};
    if (settings.exec.share_clock) CheckCanShareClock(settings.exec, state.own_environment);
    const PrivateFolder folder;
    const Emulator emulator = Emulator::Start(MakeExecOptions(settings, folder.path(), state));
    const EmulatorAddress address{kLoopback, emulator.port()};
    const ClientFiles files =
        WriteFiles(settings, emulator, address, folder.path(), state.own_environment);
    state.environment = MakeProcessEnvironment(
        state.own_environment, MakeClientVariables(address, files, state.own_environment));
    const int exit_code = RunCommands(settings.exec, state);
    if (exit_code != 0) {
      PrintMessage(settings.exec.command.front() + " failed (" + DescribeExit(exit_code) +
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
