// SPDX-License-Identifier: MIT
#include "app/exec/started_shop.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "app/exec/child_process.h"
#include "app/exec/client_environment.h"
#include "app/exec/clock_support.h"
#include "http/probe.h"
#include "json/text.h"
#include "portone/emulator.h"

namespace portone::app {

void StartedShop::Start(const scenario::ShopProgram& program, const ShopContext& context) {
  Environment own_environment = ReadEnvironment();
  for (const auto& [name, value] : program.environment)
    own_environment[name] = value;
  const std::string refusal =
      program.share_clock ? FindClockSharingRefusal(program.command, own_environment) : "";
  if (!refusal.empty()) throw StartError(refusal);
  ClientFiles files =
      WriteClientFiles(folder_.path(), context.emulator, context.authority_pem, own_environment);
  if (program.share_clock) AddSharedClock(files, folder_.path(), clock_file());
  environment_ = MakeProcessEnvironment(
      own_environment, MakeClientVariables(context.emulator, files, own_environment));
  const std::lock_guard lock(mutex_);
  if (is_abandoned_) throw StartError("the shop is not started: this process is ending");
  try {
    program_.emplace(program.command, environment_, output());
  } catch (const SpawnError& error) {
    throw StartError(std::string("the shop: ") + error.what());
  }
}

void StartedShop::WaitUntilReady(const std::string& url, bool accepts_any_status,
                                 std::chrono::seconds limit) {
  const auto has_ended = [this] { return program_->FindEarlyExit().has_value(); };
  const std::string failure = http::WaitUntilAnswering({url, accepts_any_status, limit, has_ended});
  if (const auto end = program_->FindEarlyExit())
    throw StartError("the shop exited before it was ready: " + *end);
  if (failure.empty()) return;
  throw StartError("the shop was not ready within " + std::to_string(limit.count()) + " s: " + url +
                   ": " + failure);
}

std::optional<std::string> StartedShop::FindEarlyExit(std::chrono::milliseconds wait) {
  BackgroundProgram* started = nullptr;
  {
    const std::lock_guard lock(mutex_);
    if (program_) started = &*program_;
  }
  return started == nullptr ? std::nullopt : started->FindEarlyExit(wait);
}

void StartedShop::Stop() {
  const std::lock_guard lock(mutex_);
  if (program_) program_->Stop();
}

void StartedShop::Abandon() {
  const std::lock_guard lock(mutex_);
  is_abandoned_ = true;
  if (program_) program_->Stop();
  std::error_code ignored;
  std::filesystem::remove_all(folder_.path(), ignored);
}

std::string StartedShop::ReadOutput(std::size_t limit) const {
  std::ifstream file(output(), std::ios::binary | std::ios::ate);
  if (!file) return "";
  const auto size = static_cast<std::size_t>(file.tellg());
  const std::size_t from = size - std::min(size, limit);
  file.seekg(static_cast<std::streamoff>(from));
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (from > 0) text.erase(0, std::min(text.find('\n'), text.size() - 1) + 1);
  return json::EscapeUnprintable(text);
}

}  // namespace portone::app
