// SPDX-License-Identifier: MIT
// How sandboxes change when their scenario files change, one reload at a time.
#include "app/reloader.h"

#include <filesystem>
#include <optional>

#include "app/setup.h"
#include "engine/advance.h"
#include "support/recording_sender.h"
#include "support/temp_folder.h"
#include "support/test_sandbox.h"

namespace portone::app {
namespace {

namespace fs = std::filesystem;
using namespace portone::testing;  // NOLINT(google-build-using-namespace)
using Kind = ReloadResult::Kind;
using Strings = std::vector<std::string>;

std::string MakeShopScenario(const std::string& imp_key, int seed, const std::string& extra = "") {
  return R"({"seed": )" + std::to_string(seed) + R"(, "given": {"merchant": {"imp_key": ")" +
         imp_key + R"(", "imp_secret": "secret"})" + extra + "}}";
}

/// An emulator without sockets, started with a folder of scenario files.
class Fixture {
 public:
  explicit Fixture(const Options& options = {})
      : core(MakeCoreOptions(options), sender_), reloader(core, {folder.GetPath("")}) {}

  engine::Engine& GetEngine(const std::string& imp_key) {
    const engine::SandboxPtr sandbox = core.sandboxes().FindByKey(imp_key);
    if (!sandbox) throw std::runtime_error("no sandbox " + imp_key);
    return sandbox->engine;
  }
  /// Makes a payment, which a reset removes.
  void Mark(const std::string& imp_key) {
    GetValue(GetEngine(imp_key).Run(engine::JournalInput{}, MakeOnetimeCharge("mark")));
  }
  bool IsMarked(const std::string& imp_key) {
    return GetEngine(imp_key).DescribeWorld().find("mark") != std::string::npos;
  }
  std::optional<std::string> Error() { return core.load_status().Read()->error; }

  TempFolder folder;

 private:
  RecordingSender sender_;

 public:
  Core core;
  Reloader reloader;
};

TEST_CASE("reload: only sandboxes whose files changed are reset", "[app]") {
  Fixture fixture;
  fixture.folder.Write("a.json", MakeShopScenario("shop-a", 1));
  fixture.folder.Write("b.json", MakeShopScenario("shop-b", 2));
  const ReloadResult first = fixture.reloader.Reload();
  CHECK(first.kind == Kind::kLoaded);
  CHECK(first.imp_keys == Strings{"shop-a", "shop-b"});
  REQUIRE(first.roots.size() == 2);
  CHECK(first.roots[1].name == fixture.folder.GetPath("b.json"));
  GetValue(fixture.core.sandboxes().Open("guest", "secret"));
  for (const char* imp_key : {"shop-a", "shop-b", "guest", "imp_apikey"})
    fixture.Mark(imp_key);

  CHECK(fixture.reloader.Reload().kind == Kind::kUnchanged);
  fixture.folder.Write("b.json", MakeShopScenario("shop-b", 3));
  const ReloadResult second = fixture.reloader.Reload();
  CHECK(second.kind == Kind::kLoaded);
  CHECK(second.imp_keys == Strings{"shop-b"});
  CHECK(fixture.GetEngine("shop-b").seed() == 3);
  CHECK_FALSE(fixture.IsMarked("shop-b"));
  for (const char* imp_key : {"shop-a", "guest", "imp_apikey"})
    CHECK(fixture.IsMarked(imp_key));
  CHECK(fixture.core.load_status().Read()->reloads == 1);
}

TEST_CASE("reload: later files are merged over earlier ones each time", "[app]") {
  Fixture fixture;
  fixture.folder.Write("a.json", R"({"seed": 1, "given": {"recovery": {"hour": 5}}})");
  fixture.folder.Write("b.json", R"({"seed": 2})");
  fixture.reloader.Reload();
  CHECK(fixture.GetEngine("imp_apikey").seed() == 2);
  fs::remove(fixture.folder.GetPath("b.json"));
  CHECK(fixture.reloader.Reload().imp_keys == Strings{"imp_apikey"});
  CHECK(fixture.GetEngine("imp_apikey").seed() == 1);
  fixture.folder.Write("a.json", R"({"seed": 7})");  // without the recovery that it had
  fixture.reloader.Reload();
  CHECK(fixture.GetEngine("imp_apikey").GetSetup().seed == 7);
  CHECK_FALSE(fixture.GetEngine("imp_apikey").GetSetup().merchant.recovery_hour);
}

TEST_CASE("reload: a sandbox that no file configures any more returns to the defaults", "[app]") {
  Fixture fixture(Options{.seed = 4});
  fixture.folder.Write("a.json", MakeShopScenario("shop-a", 1));
  fixture.folder.Write("b.json", MakeShopScenario("shop-b", 2));
  fixture.reloader.Reload();
  fixture.Mark("shop-b");
  fs::remove(fixture.folder.GetPath("b.json"));
  CHECK(fixture.reloader.Reload().imp_keys == Strings{"shop-b"});
  CHECK(fixture.GetEngine("shop-b").seed() == 4);
  CHECK_FALSE(fixture.IsMarked("shop-b"));
  CHECK(fixture.core.sandboxes().Open("shop-b", "secret").ok());
}

TEST_CASE("reload: a mistake changes nothing, and reverting it resets nothing", "[app]") {
  Fixture fixture;
  const std::string a = fixture.folder.Write("a.json", MakeShopScenario("shop-a", 1));
  fixture.folder.Write("b.json", MakeShopScenario("shop-b", 2));
  fixture.reloader.Reload();
  fixture.Mark("shop-a");
  fixture.Mark("shop-b");
  const auto broken = GENERATE(table<std::string, std::string, std::string>({
      {"b.json", "{", "/b.json:1:"},
      {"b.json", R"({"sead": 1})", "did you mean \"seed\"?"},
      {"b.json", MakeShopScenario("shop-b", 3, R"(, "tiers": 5)"), "/b.json:1:"},
      {"b.json", R"({"include": ["gone.json"]})", "\"gone.json\": No such file or directory"},
      {"c.json", R"({"given": {"merchant": {"imp_key": "shop-a", "imp_secret": "x"}}})",
       "/c.json: imp_key shop-a: "},
      {"c.json", R"({"given": {"merchant": {"imp_key": "imp_apikey", "imp_secret": "x"}}})",
       "/c.json: imp_key imp_apikey: "},
  }));
  const auto& [name, text, error] = broken;
  CAPTURE(name, text);
  fixture.folder.Write("a.json", MakeShopScenario("shop-a", 9));  // valid, but another file is not
  fixture.folder.Write(name, text);
  const ReloadResult refused = fixture.reloader.Reload();
  CHECK(refused.kind == Kind::kRefused);
  CHECK_THAT(refused.error, Catch::Contains(error));
  CHECK(fixture.Error() == refused.error);
  CHECK(fixture.reloader.Reload().kind == Kind::kUnchanged);
  CHECK(fixture.IsMarked("shop-a"));
  CHECK(fixture.IsMarked("shop-b"));

  fixture.folder.Write("a.json", MakeShopScenario("shop-a", 1));
  fs::remove(fixture.folder.GetPath("c.json"));
  fixture.folder.Write("b.json", MakeShopScenario("shop-b", 2));
  const ReloadResult reverted = fixture.reloader.Reload();
  CHECK(reverted.kind == Kind::kLoaded);
  CHECK(reverted.imp_keys.empty());
  CHECK_FALSE(fixture.Error());
  CHECK(fixture.core.load_status().Read()->reloads == 0);
  CHECK(fixture.IsMarked("shop-a"));
}

TEST_CASE("reload: all mistakes in all files are reported", "[app]") {
  Fixture fixture;
  fixture.folder.Write("a.json", R"({"sead": 1})");
  fixture.folder.Write("b.json", R"({"given": {"chanels": []}})");
  const std::string error = fixture.reloader.Reload().error;
  CHECK_THAT(error, Catch::Contains("/a.json:1:") && Catch::Contains("\n") &&
                        Catch::Contains("/b.json:1:"));
}

TEST_CASE("reload: missing files are an error", "[app]") {
  Fixture fixture;
  CHECK(fixture.reloader.Reload().error == fixture.folder.GetPath("") + ": no .json files");
  fixture.folder.Write("a.json", MakeShopScenario("shop-a", 1));
  CHECK(fixture.reloader.Reload().kind == Kind::kLoaded);
  fs::remove(fixture.folder.GetPath("a.json"));
  CHECK(fixture.reloader.Reload().kind == Kind::kRefused);
  CHECK(fixture.GetEngine("shop-a").seed() == 1);
}

TEST_CASE("reload: a change of an included file reloads the including one", "[app]") {
  Fixture fixture;
  fs::create_directories(fixture.folder.GetPath(".parts"));
  fixture.folder.Write(".parts/seed.json", R"({"seed": 1})");
  fixture.folder.Write("a.json", R"({"include": [".parts/seed.json"]})");
  fixture.folder.Write("b.json", MakeShopScenario("shop-b", 2));
  fixture.reloader.Reload();
  CHECK(fixture.reloader.ListFiles().size() == 3);
  CHECK(fixture.core.load_status().Read()->files ==
        Strings{fixture.folder.GetPath("a.json"), fixture.folder.GetPath(".parts/seed.json"),
                fixture.folder.GetPath("b.json")});
  fixture.folder.Write(".parts/seed.json", R"({"seed": 5})");
  CHECK(fixture.reloader.Reload().imp_keys == Strings{"imp_apikey"});
  CHECK(fixture.GetEngine("imp_apikey").seed() == 5);
}

TEST_CASE("reload: it waits for an advance, and then loads the latest content", "[app]") {
  Fixture fixture;
  fixture.folder.Write("a.json", MakeShopScenario("shop-a", 1));
  fixture.folder.Write("b.json", MakeShopScenario("shop-b", 2));
  fixture.reloader.Reload();
  CHECK(fixture.reloader.Retry().kind == Kind::kUnchanged);
  fixture.Mark("shop-b");
  std::optional<engine::Advance> advance = engine::Advance::Begin(fixture.GetEngine("shop-a"));
  REQUIRE(advance);
  fixture.folder.Write("a.json", MakeShopScenario("shop-a", 3));
  fixture.folder.Write("b.json", MakeShopScenario("shop-b", 4));
  CHECK(fixture.reloader.Reload().kind == Kind::kWaiting);
  CHECK(fixture.Error() == "waiting for an advance to end; sandboxes: shop-a, shop-b");
  CHECK(fixture.reloader.Retry().kind == Kind::kWaiting);
  CHECK(fixture.reloader.Reload().kind == Kind::kWaiting);  // unchanged, but still not loaded
  CHECK(fixture.IsMarked("shop-b"));                        // all or none
  fixture.folder.Write("b.json", MakeShopScenario("shop-b", 5));
  CHECK(fixture.reloader.Reload().kind == Kind::kWaiting);
  advance.reset();
  const ReloadResult result = fixture.reloader.Retry();
  CHECK(result.kind == Kind::kLoaded);
  CHECK(result.imp_keys == Strings{"shop-a", "shop-b"});
  CHECK(fixture.GetEngine("shop-a").seed() == 3);
  CHECK(fixture.GetEngine("shop-b").seed() == 5);
  CHECK_FALSE(fixture.Error());
  CHECK(fixture.reloader.Retry().kind == Kind::kUnchanged);
}

TEST_CASE("reload: it does not wait for an advance of another sandbox", "[app]") {
  Fixture fixture;
  fixture.folder.Write("a.json", MakeShopScenario("shop-a", 1));
  fixture.reloader.Reload();
  std::optional<engine::Advance> advance = engine::Advance::Begin(fixture.GetEngine("imp_apikey"));
  REQUIRE(advance);
  fixture.folder.Write("a.json", MakeShopScenario("shop-a", 3));
  CHECK(fixture.reloader.Reload().kind == Kind::kLoaded);
}

TEST_CASE("reload: a key that a client has opened with another secret is an error", "[app]") {
  Fixture fixture(Options{.max_sandboxes = 3});
  fixture.folder.Write("a.json", MakeShopScenario("shop-a", 1));
  fixture.reloader.Reload();
  GetValue(fixture.core.sandboxes().Open("shop-b", "another"));
  fixture.folder.Write("b.json", MakeShopScenario("shop-b", 2));
  CHECK_THAT(fixture.reloader.Reload().error, Catch::Contains("/b.json: imp_key shop-b: "));
  fixture.folder.Write("b.json", MakeShopScenario("shop-c", 2));  // one too many
  CHECK_THAT(fixture.reloader.Reload().error, Catch::Contains("/b.json: imp_key shop-c: "));
  CHECK(fixture.core.sandboxes().All().size() == 3);
}

}  // namespace
}  // namespace portone::app
