// SPDX-License-Identifier: MIT
#include "engine/sandbox_registry.h"

#include <optional>
#include <set>
#include <string>
#include <thread>

#include "domain/errors.h"
#include "engine/advance.h"
#include "support/test_sandbox.h"

namespace portone::engine {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

const std::string kSampleSecret =
    "ekKoeW8RyKuT0zgaZsUtXXTLQ4AhPFW3ZGseDA6bkA5lamv9OqDMnxyeB9wqOsuO9W3Mx9YSJ4dTqJ3f";

SandboxRegistry MakeRegistry(const SandboxRegistryOptions& options = {},
                             const Setup& setup = StandardSetup()) {
  FakeWallClock::Set(Start());
  return SandboxRegistry(options, setup, FakeWallClock::Read, {});
}

/// Declares one sandbox.
Result<SandboxPtr> Declare(SandboxRegistry& registry, const Credentials& credentials,
                           const Setup& setup = StandardSetup()) {
  const std::optional<DeclareRefusal> refusal = registry.Declare({{credentials, setup}});
  if (refusal) return refusal->error;
  return registry.FindByKey(credentials.imp_key);
}

TEST_CASE("sandbox registry: both spellings of the sample key open the default sandbox",
          "[engine][registry]") {
  SandboxRegistry registry = MakeRegistry();
  const std::string key = GENERATE("imp_apikey", "imp_apiKey");
  CHECK(GetValue(registry.Open(key, kSampleSecret)) == registry.Default());
  CHECK(registry.FindByKey(key) == registry.Default());
  CHECK(GetErrc(registry.Open(key, "another secret")) == Errc::kCredentialsWrong);
  CHECK(registry.All().size() == 1);
  CHECK(SampleCredentials().imp_key == "imp_apikey");
  CHECK(SampleCredentials().imp_secret == kSampleSecret);
  CHECK(registry.Default()->credentials.user_code == "imp00000000");
}

TEST_CASE("sandbox registry: an unknown key creates its own sandbox", "[engine][registry]") {
  SandboxRegistry registry = MakeRegistry();
  const SandboxPtr mine = GetValue(registry.Open("my_key", "my_secret"));
  CHECK(mine != registry.Default());
  CHECK(GetValue(registry.Open("my_key", "my_secret")) == mine);
  CHECK(registry.FindByKey("my_key") == mine);
  CHECK(mine->credentials.imp_key == "my_key");
  CHECK_THAT(mine->credentials.user_code, Catch::Matches("imp[0-9]{8}"));
  GetValue(mine->engine.Run(JournalInput{}, MakeOnetimeCharge("order-1")));
  CHECK(registry.Default()->engine.DescribeWorld() != mine->engine.DescribeWorld());
}

TEST_CASE("sandbox registry: the first secret of a key is required afterwards",
          "[engine][registry]") {
  SandboxRegistry registry = MakeRegistry();
  GetValue(registry.Open("my_key", "my_secret"));
  CHECK(GetErrc(registry.Open("my_key", "another")) == Errc::kCredentialsWrong);
  CHECK(GetErrc(registry.Open("my_key", "")) == Errc::kCredentialsWrong);
  CHECK(GetErrc(registry.Open("my_key", "my_secret")) == kAccepted);
}

TEST_CASE("sandbox registry: a new sandbox copies the current setup of the default one",
          "[engine][registry]") {
  SandboxRegistry registry = MakeRegistry();
  Setup setup = SetupWithWebhook("http://shop/hook");
  setup.seed = 5;
  setup.merchant.switches.merchant_uid_reuse = MerchantUidReuse::kStrict;
  setup.clock.start = Start() + std::chrono::days{7};
  registry.Default()->engine.Load(setup);
  GetValue(registry.Default()->engine.Run(JournalInput{}, MakeOnetimeCharge("order-1")));
  Engine& engine = GetValue(registry.Open("my_key", "my_secret"))->engine;
  const Setup copied = engine.GetSetup();
  CHECK(copied.seed == 5);
  CHECK(copied.merchant.webhook.url == "http://shop/hook");
  CHECK(copied.merchant.switches.merchant_uid_reuse == MerchantUidReuse::kStrict);
  CHECK(copied.merchant.channels.size() == setup.merchant.channels.size());
  CHECK(copied.clock == setup.clock);
  CHECK(engine.ReadClock().now == Start() + std::chrono::days{7});
  CHECK(GetErrc(engine.Run(JournalInput{}, MakeOnetimeCharge("order-1"))) == kAccepted);
}

TEST_CASE("sandbox registry: with strict keys only declared sandboxes can be opened",
          "[engine][registry]") {
  SandboxRegistry registry = MakeRegistry({.strict_keys = true});
  CHECK(GetErrc(registry.Open("my_key", "my_secret")) == Errc::kCredentialsWrong);
  CHECK(registry.FindByKey("my_key") == nullptr);
  CHECK(GetErrc(registry.Open("imp_apikey", kSampleSecret)) == kAccepted);
  const SandboxPtr declared = GetValue(Declare(registry, {"my_key", "my_secret", "imp12345678"}));
  CHECK(GetValue(registry.Open("my_key", "my_secret")) == declared);
  CHECK(GetErrc(registry.Open("my_key", "another")) == Errc::kCredentialsWrong);
}

TEST_CASE("sandbox registry: the number of sandboxes is limited", "[engine][registry]") {
  SandboxRegistry registry = MakeRegistry({.limit = 3});
  CHECK(GetErrc(registry.Open("one", "secret")) == kAccepted);
  CHECK(GetErrc(registry.Open("two", "secret")) == kAccepted);
  CHECK(GetErrc(registry.Open("three", "secret")) == Errc::kTooManySandboxes);
  CHECK(GetErrc(Declare(registry, {"three", "secret", ""})) == Errc::kTooManySandboxes);
  CHECK(GetErrc(registry.Open("one", "secret")) == kAccepted);
  CHECK(registry.All().size() == 3);
}

TEST_CASE("sandbox registry: no two sandboxes have the same user code", "[engine][registry]") {
  SandboxRegistry registry = MakeRegistry();
  const SandboxPtr first = GetValue(Declare(registry, {"first", "secret", "shop1"}));
  CHECK(GetErrc(Declare(registry, {"second", "secret", "shop1"})) == Errc::kInvalidParameter);
  CHECK(GetErrc(Declare(registry, {"second", "secret", "imp00000000"})) == Errc::kInvalidParameter);
  CHECK(registry.Create({"second", "secret", "shop1"}, StandardSetup()).error() ==
        CreateRefusal::kUserCodeTaken);
  CHECK(registry.FindByKey("second") == nullptr);
  CHECK(registry.FindByUserCode("shop1") == first);
  CHECK(registry.FindByUserCode("imp00000000") == registry.Default());
  CHECK_FALSE(registry.Remove("first").has_value());
  CHECK(registry.FindByUserCode("shop1") == nullptr);
  CHECK(GetErrc(Declare(registry, {"second", "secret", "shop1"})) == kAccepted);
}

TEST_CASE("sandbox registry: generated user codes differ", "[engine][registry]") {
  SandboxRegistry registry = MakeRegistry();
  std::set<std::string> codes;
  for (int i = 0; i < 2'000; ++i)
    codes.insert(GetValue(registry.Open("key" + std::to_string(i), "s"))->credentials.user_code);
  CHECK(codes.size() == 2'000);
}

TEST_CASE("sandbox registry: a user code is letters and digits", "[engine][registry]") {
  for (const char* code : {"imp12345678", "a", "IMP9"})
    CHECK(IsUserCode(code));
  for (const char* code : {"", "imp\"><script>x", "imp-1", "a b", "\xEA\xB0\x80", "a/b"})
    CHECK_FALSE(IsUserCode(code));
  CHECK_FALSE(IsUserCode(std::string(41, 'a')));
}

TEST_CASE("sandbox registry: sandboxes without calls for a long time are removed",
          "[engine][registry]") {
  SandboxRegistry registry = MakeRegistry();
  const auto advance_by = [](int minutes) {
    FakeWallClock::Set(FakeWallClock::Read() + std::chrono::minutes{minutes});
  };
  GetValue(Declare(registry, {"declared", "secret", ""}));
  const SandboxPtr called = GetValue(registry.Open("called", "secret"));
  registry.BindToken("token", called);
  GetValue(registry.Open("forgotten", "secret"));
  advance_by(50);
  CHECK(registry.RemoveIdle(std::chrono::hours{1}) == 0);
  CHECK(registry.FindByToken("token") == called);
  advance_by(20);
  CHECK(registry.RemoveIdle(std::chrono::hours{1}) == 1);
  CHECK(registry.All().size() == 3);
  CHECK(registry.FindByKey("forgotten") == nullptr);
  CHECK(registry.FindByKey("declared") != nullptr);
}

TEST_CASE("sandbox registry: declaring creates a sandbox or loads the existing one",
          "[engine][registry]") {
  SandboxRegistry registry = MakeRegistry();
  const Credentials mine{"my_key", "my_secret", "imp12345678"};
  const SandboxPtr made = GetValue(Declare(registry, mine));
  CHECK(made->credentials.user_code == "imp12345678");
  GetValue(made->engine.Run(JournalInput{}, MakeOnetimeCharge("order-1")));

  Setup setup = StandardSetup();
  setup.seed = 9;
  CHECK(GetValue(Declare(registry, mine, setup)) == made);
  CHECK(made->engine.seed() == 9);
  CHECK(GetErrc(made->engine.Run(JournalInput{}, MakeOnetimeCharge("order-1"))) == kAccepted);
  CHECK(GetErrc(Declare(registry, {"my_key", "another", ""}, setup)) == Errc::kCredentialsWrong);
}

TEST_CASE("sandbox registry: several declarations apply all or none", "[engine][registry]") {
  SandboxRegistry registry = MakeRegistry({.limit = 3});
  const SandboxPtr mine = GetValue(registry.Open("mine", "secret"));
  GetValue(mine->engine.Run(JournalInput{}, MakeOnetimeCharge("order-1")));
  const std::string before = mine->engine.DescribeWorld();
  Setup setup = StandardSetup();
  setup.seed = 9;
  const Declaration first{{"mine", "secret", ""}, setup};
  CHECK(registry.Declare({first, {{"imp_apikey", "another", ""}, setup}})->error.code ==
        Errc::kCredentialsWrong);
  std::optional<Advance> advance = Advance::Begin(registry.Default()->engine);
  REQUIRE(advance);
  CHECK(registry.Declare({first, {{"imp_apikey", kSampleSecret, ""}, setup}})->error.code ==
        Errc::kAdvancing);
  advance.reset();
  CHECK(registry.Declare({first, {{"a", "secret", ""}, setup}, {{"b", "secret", ""}, setup}})
            ->imp_key == "b");
  CHECK(mine->engine.DescribeWorld() == before);
  CHECK(mine->engine.ReadJournal(0).size() == 1);
  CHECK_FALSE(mine->engine.IsAdvancing());
  CHECK(registry.All().size() == 2);

  CHECK_FALSE(registry.Declare({first, {{"a", "secret", ""}, setup}}));
  CHECK(mine->engine.seed() == 9);
  CHECK_FALSE(mine->engine.IsAdvancing());
  CHECK(mine->engine.ReadJournal(0).empty());
  CHECK(registry.All().size() == 3);
}

TEST_CASE("sandbox registry: declaring the sample credentials loads the default sandbox",
          "[engine][registry]") {
  SandboxRegistry registry = MakeRegistry();
  Setup setup = StandardSetup();
  setup.seed = 9;
  CHECK(GetValue(Declare(registry, {"imp_apiKey", kSampleSecret, ""}, setup)) ==
        registry.Default());
  CHECK(registry.Default()->engine.seed() == 9);
}

TEST_CASE("sandbox registry: the user code is derived from the key", "[engine][registry]") {
  SandboxRegistry one = MakeRegistry();
  SandboxRegistry other = MakeRegistry();
  const std::string code = GetValue(one.Open("my_key", "secret"))->credentials.user_code;
  CHECK(GetValue(Declare(other, {"my_key", "secret", ""}))->credentials.user_code == code);
  CHECK(GetValue(one.Open("your_key", "secret"))->credentials.user_code != code);
}

TEST_CASE("sandbox registry: a token selects its sandbox until the next one is bound",
          "[engine][registry]") {
  SandboxRegistry registry = MakeRegistry();
  const SandboxPtr mine = GetValue(registry.Open("my_key", "my_secret"));
  CHECK(registry.FindByToken("t1") == nullptr);
  CHECK(registry.FindByToken("") == nullptr);
  registry.BindToken("t1", mine);
  registry.BindToken("t2", registry.Default());
  CHECK(registry.FindByToken("t1") == mine);
  CHECK(registry.FindByToken("t2") == registry.Default());
  registry.BindToken("t1", mine);
  CHECK(registry.FindByToken("t1") == mine);
  registry.BindToken("t3", mine);
  CHECK(registry.FindByToken("t1") == nullptr);
  CHECK(registry.FindByToken("t3") == mine);
  CHECK(registry.FindByToken("t2") == registry.Default());
  CHECK(registry.FindByToken("") == nullptr);
}

TEST_CASE("sandbox registry: sandboxes are listed sorted by key", "[engine][registry]") {
  SandboxRegistry registry = MakeRegistry();
  GetValue(registry.Open("zoo", "secret"));
  GetValue(registry.Open("ant", "secret"));
  Strings keys;
  for (const SandboxPtr& sandbox : registry.All())
    keys.push_back(sandbox->credentials.imp_key);
  CHECK(keys == Strings{"ant", "imp_apikey", "zoo"});
}

TEST_CASE("sandbox registry: threads that open the same key share one sandbox",
          "[engine][registry]") {
  SandboxRegistry registry = MakeRegistry();
  std::vector<SandboxPtr> results(4);
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (SandboxPtr& result : results) {
    threads.emplace_back([&registry, &result] {
      for (int i = 0; i < 20; ++i) {
        const Result<SandboxPtr> opened = registry.Open("key-" + std::to_string(i), "secret");
        if (opened.ok()) result = opened.value();
      }
    });
  }
  for (std::thread& thread : threads)
    thread.join();
  for (const SandboxPtr& sandbox : results)
    CHECK(sandbox == results.front());
  CHECK(registry.All().size() == 21);
}

TEST_CASE("sandbox registry: each sandbox reports agenda changes", "[engine][registry]") {
  FakeWallClock::Set(Start());
  int calls = 0;
  SandboxRegistry registry({}, LiveSetup(), FakeWallClock::Read, [&calls] { ++calls; });
  const SandboxPtr mine = GetValue(registry.Open("my_key", "my_secret"));
  for (const SandboxPtr& sandbox : registry.All()) {
    GetValue(sandbox->engine.Run(JournalInput{}, Issue("kim")));
    GetValue(sandbox->engine.Run(JournalInput{}, ScheduleInAnHour("kim", "order-1")));
  }
  CHECK(calls == 2);
}

}  // namespace
}  // namespace portone::engine
