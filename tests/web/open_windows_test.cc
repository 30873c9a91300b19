// SPDX-License-Identifier: MIT
// The table of open windows: who may end one, and what others get.
#include "web/open_windows.h"

#include <future>
#include <string>

#include "support/test_api.h"

namespace portone::web {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

std::string AddWindow(OpenWindows& windows, const TestApi& api) {
  OpenedWindow window;
  window.sandbox = api.registry.Default();
  return windows.Add(std::move(window));
}

TEST_CASE("open windows: a caller that comes while a window is ending gets its result", "[web]") {
  const TestApi api;
  OpenWindows windows;
  const std::string id = AddWindow(windows, api);
  std::future<OpenWindows::Claim> second;
  {
    OpenWindows::Claim first = windows.BeginEnding(id);
    REQUIRE(first.ending.has_value());
    second = std::async(std::launch::async, [&] { return windows.BeginEnding(id); });
    first.ending->SetResult({.callback = "{}"});
  }
  const OpenWindows::Claim claim = second.get();
  CHECK_FALSE(claim.ending.has_value());
  REQUIRE(claim.result.has_value());
  CHECK(claim.result->callback == "{}");
}

TEST_CASE("open windows: one whose end was refused can be ended again", "[web]") {
  const TestApi api;
  OpenWindows windows;
  const std::string id = AddWindow(windows, api);
  CHECK(windows.BeginEnding(id).ending.has_value());
  CHECK(windows.BeginEnding(id).ending.has_value());
  CHECK_FALSE(windows.Find(id)->result.has_value());
}

TEST_CASE("open windows: one that is evicted while it is ending no longer exists", "[web]") {
  const TestApi api;
  OpenWindows windows;
  const std::string id = AddWindow(windows, api);
  OpenWindows::Claim claim = windows.BeginEnding(id);
  for (std::size_t i = 0; i < OpenWindows::kMaxPerSandbox; ++i)
    AddWindow(windows, api);
  claim.ending->SetResult({});
  claim.ending.reset();
  CHECK_FALSE(windows.Find(id).has_value());
  CHECK_FALSE(windows.BeginEnding(id).result.has_value());
}

}  // namespace
}  // namespace portone::web
