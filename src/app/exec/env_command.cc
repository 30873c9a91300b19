// SPDX-License-Identifier: MIT
#include "app/exec/env_command.h"

#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "app/command_line.h"
#include "app/exec/client_environment.h"
#include "app/exec/client_files.h"
#include "app/running_emulator.h"
#include "http/url.h"
#include "portone/emulator.h"

namespace portone::app {

namespace fs = std::filesystem;

namespace {

/// The clock file that the programs read: that of --clock-file, or else the emulator's.
fs::path FindClockFile(const Settings& settings, const std::string& url, const fs::path& folder) {
  const std::vector<ClockFileOption>& files = settings.options.clock_files;
  if (!files.empty()) return fs::absolute(files.front().path);
  return EnsureClockFile(url, settings.options.control_token, (folder / "clock").string());
}

}  // namespace

int PrintEnvironment(const Settings& settings) {
  if (settings.client_folder.empty())
    throw StartError("env needs --dir DIR: where it writes what clients read");
  const std::string url = ChooseEmulatorUrl(settings);
  const auto parsed = http::ParseUrl(url);
  if (!parsed || parsed->is_https || parsed->target != "/")
    throw StartError("url must be like http://127.0.0.1:12011, not " + url);
  const EmulatorAddress address{parsed->host, parsed->port};
  const std::string authority = FetchAuthorityCertificate(url);
  const Environment own_environment = ReadEnvironment();
  const fs::path folder = fs::absolute(settings.client_folder);
  ClientFiles files = WriteClientFiles(folder, address, authority, own_environment);
  if (settings.exec.share_clock)
    AddSharedClock(files, folder, FindClockFile(settings, url, folder));
  std::cout << ToShellLines(MakeClientVariables(address, files, own_environment)) << std::flush;
  if (!std::cout) throw StartError("the lines cannot be written to standard output");
  return 0;
}

}  // namespace portone::app
