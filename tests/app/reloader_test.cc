// SPDX-License-Identifier: MIT
// What becomes of sandboxes when their files say something else, look by look.
#include "app/reloader.h"

#include <filesystem>

#include "app/setup.h"
#include "support/recording_sender.h"
#include "support/temp_folder.h"
#include "support/world_builder.h"

namespace portone::app {
namespace {

namespace fs = std::filesystem;
using namespace portone::testing;  // NOLINT(google-build-using-namespace)
using Kind = Reloaded::Kind;
using Texts = std::vector<std::string>;

std::string Shop(const std::string& imp_key, int seed, const std::string& more = "") {
  return R"({"seed": )" + std::to_string(seed) + R"(, "given": {"merchant": {"imp_key": ")" +
         imp_key + R"(", "imp_secret": "secret"})" + more + "}}";
}

/// An emulator without sockets, and a folder of scenario files that it was started with.
class Bench {
 public:
  explicit Bench(const Options& options = {})
      : core(CoreOptionsOf(options), sender_), reloader(core, {folder.PathOf("")}) {}

  engine::Engine& Of(const std::string& imp_key) {
    const engine::SandboxPtr sandbox = core.directory().FindByKey(imp_key);
    if (!sandbox) throw std::runtime_error("no sandbox " + imp_key);
    return sandbox->engine;
  }
  /// Leaves a payment, which a reset takes away.
  void Mark(const std::string& imp_key) { ValueOf(Of(imp_key).Run(engine::Cause{}, Once("mark"))); }
  bool IsMarked(const std::string& imp_key) {
    return Of(imp_key).DescribeWorld().find("mark") != std::string::npos;
  }
  std::optional<std::string> Error() { return core.load_status().Read()->error; }

  TempFolder folder;

 private:
  RecordingSender sender_;

 public:
  Core core;
  Reloader reloader;
};

TEST_CASE("reload: only sandboxes of which the files say something else are reset", "[app]") {
  Bench bench;
  bench.folder.Write("a.json", Shop("shop-a", 1));
  bench.folder.Write("b.json", Shop("shop-b", 2));
  const Reloaded first = bench.reloader.Look();
  CHECK(first.kind == Kind::kLoaded);
  CHECK(first.imp_keys == Texts{"shop-a", "shop-b"});
  REQUIRE(first.roots.size() == 2);
  CHECK(first.roots[1].name == bench.folder.PathOf("b.json"));
  ValueOf(bench.core.directory().Open("guest", "secret"));
  for (const char* imp_key : {"shop-a", "shop-b", "guest", "imp_apikey"})
    bench.Mark(imp_key);

  CHECK(bench.reloader.Look().kind == Kind::kNothingNew);
  bench.folder.Write("b.json", Shop("shop-b", 3));
  const Reloaded second = bench.reloader.Look();
  CHECK(second.kind == Kind::kLoaded);
  CHECK(second.imp_keys == Texts{"shop-b"});
  CHECK(bench.Of("shop-b").seed() == 3);
  CHECK_FALSE(bench.IsMarked("shop-b"));
  for (const char* imp_key : {"shop-a", "guest", "imp_apikey"})
    CHECK(bench.IsMarked(imp_key));
  CHECK(bench.core.load_status().Read()->reloads == 1);
}

TEST_CASE("reload: later files are laid over earlier ones each time", "[app]") {
  Bench bench;
  bench.folder.Write("a.json", R"({"seed": 1, "given": {"recovery": {"hour": 5}}})");
  bench.folder.Write("b.json", R"({"seed": 2})");
  bench.reloader.Look();
  CHECK(bench.Of("imp_apikey").seed() == 2);
  fs::remove(bench.folder.PathOf("b.json"));
  CHECK(bench.reloader.Look().imp_keys == Texts{"imp_apikey"});
  CHECK(bench.Of("imp_apikey").seed() == 1);
  bench.folder.Write("a.json", R"({"seed": 7})");  // what it said of the recovery is gone
  bench.reloader.Look();
  CHECK(bench.Of("imp_apikey").CurrentSetup().seed == 7);
  CHECK_FALSE(bench.Of("imp_apikey").CurrentSetup().merchant.recovery_hour);
}

TEST_CASE("reload: a sandbox of which nothing is said any more goes back to the defaults",
          "[app]") {
  Bench bench(Options{.seed = 4});
  bench.folder.Write("a.json", Shop("shop-a", 1));
  bench.folder.Write("b.json", Shop("shop-b", 2));
  bench.reloader.Look();
  bench.Mark("shop-b");
  fs::remove(bench.folder.PathOf("b.json"));
  CHECK(bench.reloader.Look().imp_keys == Texts{"shop-b"});
  CHECK(bench.Of("shop-b").seed() == 4);
  CHECK_FALSE(bench.IsMarked("shop-b"));
  CHECK(bench.core.directory().Open("shop-b", "secret").ok());
}

TEST_CASE("reload: what is wrong changes nothing, and taking it back resets nothing", "[app]") {
  Bench bench;
  const std::string a = bench.folder.Write("a.json", Shop("shop-a", 1));
  bench.folder.Write("b.json", Shop("shop-b", 2));
  bench.reloader.Look();
  bench.Mark("shop-a");
  bench.Mark("shop-b");
  const auto broken = GENERATE(table<std::string, std::string, std::string>({
      {"b.json", "{", "/b.json:1:"},
      {"b.json", R"({"sead": 1})", "did you mean \"seed\"?"},
      {"b.json", Shop("shop-b", 3, R"(, "tiers": 5)"), "/b.json:1:"},
      {"b.json", R"({"include": ["gone.json"]})", "\"gone.json\": No such file or directory"},
      {"c.json", R"({"given": {"merchant": {"imp_key": "shop-a", "imp_secret": "x"}}})",
       "/c.json: imp_key shop-a: "},
      {"c.json", R"({"given": {"merchant": {"imp_key": "imp_apikey", "imp_secret": "x"}}})",
       "/c.json: imp_key imp_apikey: "},
  }));
  const auto& [name, text, error] = broken;
  CAPTURE(name, text);
  bench.folder.Write("a.json", Shop("shop-a", 9));  // good, but not alone
  bench.folder.Write(name, text);
  const Reloaded refused = bench.reloader.Look();
  CHECK(refused.kind == Kind::kRefused);
  CHECK_THAT(refused.error, Catch::Contains(error));
  CHECK(bench.Error() == refused.error);
  CHECK(bench.reloader.Look().kind == Kind::kNothingNew);
  CHECK(bench.IsMarked("shop-a"));
  CHECK(bench.IsMarked("shop-b"));

  bench.folder.Write("a.json", Shop("shop-a", 1));
  fs::remove(bench.folder.PathOf("c.json"));
  bench.folder.Write("b.json", Shop("shop-b", 2));
  const Reloaded mended = bench.reloader.Look();
  CHECK(mended.kind == Kind::kLoaded);
  CHECK(mended.imp_keys.empty());
  CHECK_FALSE(bench.Error());
  CHECK(bench.core.load_status().Read()->reloads == 0);
  CHECK(bench.IsMarked("shop-a"));
}

TEST_CASE("reload: all that is wrong with all files is said", "[app]") {
  Bench bench;
  bench.folder.Write("a.json", R"({"sead": 1})");
  bench.folder.Write("b.json", R"({"given": {"chanels": []}})");
  const std::string error = bench.reloader.Look().error;
  CHECK_THAT(error, Catch::Contains("/a.json:1:") && Catch::Contains("\n") &&
                        Catch::Contains("/b.json:1:"));
}

TEST_CASE("reload: files that are gone are refused", "[app]") {
  Bench bench;
  CHECK(bench.reloader.Look().error == bench.folder.PathOf("") + ": no scenario file there");
  bench.folder.Write("a.json", Shop("shop-a", 1));
  CHECK(bench.reloader.Look().kind == Kind::kLoaded);
  fs::remove(bench.folder.PathOf("a.json"));
  CHECK(bench.reloader.Look().kind == Kind::kRefused);
  CHECK(bench.Of("shop-a").seed() == 1);
}

TEST_CASE("reload: an included file is the including one's", "[app]") {
  Bench bench;
  fs::create_directories(bench.folder.PathOf(".parts"));
  bench.folder.Write(".parts/seed.json", R"({"seed": 1})");
  bench.folder.Write("a.json", R"({"include": [".parts/seed.json"]})");
  bench.folder.Write("b.json", Shop("shop-b", 2));
  bench.reloader.Look();
  CHECK(bench.reloader.Files().size() == 3);
  CHECK(bench.core.load_status().Read()->files == Texts{bench.folder.PathOf("a.json"),
                                                        bench.folder.PathOf(".parts/seed.json"),
                                                        bench.folder.PathOf("b.json")});
  bench.folder.Write(".parts/seed.json", R"({"seed": 5})");
  CHECK(bench.reloader.Look().imp_keys == Texts{"imp_apikey"});
  CHECK(bench.Of("imp_apikey").seed() == 5);
}

TEST_CASE("reload: waits for an advance, and then loads what the files say last", "[app]") {
  Bench bench;
  bench.folder.Write("a.json", Shop("shop-a", 1));
  bench.folder.Write("b.json", Shop("shop-b", 2));
  bench.reloader.Look();
  CHECK(bench.reloader.TryAgain().kind == Kind::kNothingNew);
  bench.Mark("shop-b");
  REQUIRE(bench.Of("shop-a").BeginAdvance());
  bench.folder.Write("a.json", Shop("shop-a", 3));
  bench.folder.Write("b.json", Shop("shop-b", 4));
  CHECK(bench.reloader.Look().kind == Kind::kWaiting);
  CHECK(bench.Error() == "waits for an advance to end; concerns shop-a, shop-b");
  CHECK(bench.reloader.TryAgain().kind == Kind::kWaiting);
  CHECK(bench.reloader.Look().kind == Kind::kWaiting);  // nothing new, and still not loaded
  CHECK(bench.IsMarked("shop-b"));                      // all or none
  bench.folder.Write("b.json", Shop("shop-b", 5));
  CHECK(bench.reloader.Look().kind == Kind::kWaiting);
  bench.Of("shop-a").AbandonAdvance();
  const Reloaded done = bench.reloader.TryAgain();
  CHECK(done.kind == Kind::kLoaded);
  CHECK(done.imp_keys == Texts{"shop-a", "shop-b"});
  CHECK(bench.Of("shop-a").seed() == 3);
  CHECK(bench.Of("shop-b").seed() == 5);
  CHECK_FALSE(bench.Error());
  CHECK(bench.reloader.TryAgain().kind == Kind::kNothingNew);
}

TEST_CASE("reload: an advance elsewhere is not waited for", "[app]") {
  Bench bench;
  bench.folder.Write("a.json", Shop("shop-a", 1));
  bench.reloader.Look();
  REQUIRE(bench.Of("imp_apikey").BeginAdvance());
  bench.folder.Write("a.json", Shop("shop-a", 3));
  CHECK(bench.reloader.Look().kind == Kind::kLoaded);
}

TEST_CASE("reload: a key that a client took with another secret is told", "[app]") {
  Bench bench(Options{.max_sandboxes = 3});
  bench.folder.Write("a.json", Shop("shop-a", 1));
  bench.reloader.Look();
  ValueOf(bench.core.directory().Open("shop-b", "another"));
  bench.folder.Write("b.json", Shop("shop-b", 2));
  CHECK_THAT(bench.reloader.Look().error, Catch::Contains("/b.json: imp_key shop-b: "));
  bench.folder.Write("b.json", Shop("shop-c", 2));  // one too many
  CHECK_THAT(bench.reloader.Look().error, Catch::Contains("/b.json: imp_key shop-c: "));
  CHECK(bench.core.directory().All().size() == 3);
}

}  // namespace
}  // namespace portone::app
