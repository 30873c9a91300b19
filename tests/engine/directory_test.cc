// SPDX-License-Identifier: MIT
#include "engine/directory.h"

#include <optional>
#include <set>
#include <string>
#include <thread>

#include "domain/errors.h"
#include "engine/advance.h"
#include "support/world_builder.h"

namespace portone::engine {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

const std::string kSampleSecret =
    "ekKoeW8RyKuT0zgaZsUtXXTLQ4AhPFW3ZGseDA6bkA5lamv9OqDMnxyeB9wqOsuO9W3Mx9YSJ4dTqJ3f";

Directory MakeDirectory(const DirectoryOptions& options = {},
                        const Setup& setup = StandardSetup()) {
  FakeWallClock::Set(Start());
  return Directory(options, setup, FakeWallClock::Read, {});
}

/// Declares one sandbox.
Result<SandboxPtr> Declare(Directory& directory, const Credentials& credentials,
                           const Setup& setup = StandardSetup()) {
  const std::optional<DeclareRefusal> refusal = directory.Declare({{credentials, setup}});
  if (refusal) return refusal->error;
  return directory.FindByKey(credentials.imp_key);
}

TEST_CASE("directory: both spellings of the sample key open the default sandbox",
          "[engine][directory]") {
  Directory directory = MakeDirectory();
  const std::string key = GENERATE("imp_apikey", "imp_apiKey");
  CHECK(ValueOf(directory.Open(key, kSampleSecret)) == directory.Default());
  CHECK(directory.FindByKey(key) == directory.Default());
  CHECK(OutcomeOf(directory.Open(key, "another secret")) == Errc::kCredentialsWrong);
  CHECK(directory.All().size() == 1);
  CHECK(SampleCredentials().imp_key == "imp_apikey");
  CHECK(SampleCredentials().imp_secret == kSampleSecret);
  CHECK(directory.Default()->credentials.user_code == "imp00000000");
}

TEST_CASE("directory: an unknown key creates its own sandbox", "[engine][directory]") {
  Directory directory = MakeDirectory();
  const SandboxPtr mine = ValueOf(directory.Open("my_key", "my_secret"));
  CHECK(mine != directory.Default());
  CHECK(ValueOf(directory.Open("my_key", "my_secret")) == mine);
  CHECK(directory.FindByKey("my_key") == mine);
  CHECK(mine->credentials.imp_key == "my_key");
  CHECK_THAT(mine->credentials.user_code, Catch::Matches("imp[0-9]{8}"));
  ValueOf(mine->engine.Run(Cause{}, MakeOnetimeCharge("order-1")));
  CHECK(directory.Default()->engine.DescribeWorld() != mine->engine.DescribeWorld());
}

TEST_CASE("directory: the first secret of a key is required afterwards", "[engine][directory]") {
  Directory directory = MakeDirectory();
  ValueOf(directory.Open("my_key", "my_secret"));
  CHECK(OutcomeOf(directory.Open("my_key", "another")) == Errc::kCredentialsWrong);
  CHECK(OutcomeOf(directory.Open("my_key", "")) == Errc::kCredentialsWrong);
  CHECK(OutcomeOf(directory.Open("my_key", "my_secret")) == kAccepted);
}

TEST_CASE("directory: a new sandbox copies the current setup of the default one",
          "[engine][directory]") {
  Directory directory = MakeDirectory();
  Setup setup = SetupWithWebhook("http://shop/hook");
  setup.seed = 5;
  setup.merchant.switches.merchant_uid_reuse = MerchantUidReuse::kStrict;
  setup.clock.start = Start() + std::chrono::days{7};
  directory.Default()->engine.Load(setup);
  ValueOf(directory.Default()->engine.Run(Cause{}, MakeOnetimeCharge("order-1")));
  Engine& engine = ValueOf(directory.Open("my_key", "my_secret"))->engine;
  const Setup copied = engine.CurrentSetup();
  CHECK(copied.seed == 5);
  CHECK(copied.merchant.webhook.url == "http://shop/hook");
  CHECK(copied.merchant.switches.merchant_uid_reuse == MerchantUidReuse::kStrict);
  CHECK(copied.merchant.channels.size() == setup.merchant.channels.size());
  CHECK(copied.clock == setup.clock);
  CHECK(engine.ReadClock().now == Start() + std::chrono::days{7});
  CHECK(OutcomeOf(engine.Run(Cause{}, MakeOnetimeCharge("order-1"))) == kAccepted);
}

TEST_CASE("directory: with strict keys only declared sandboxes can be opened",
          "[engine][directory]") {
  Directory directory = MakeDirectory({.strict_keys = true});
  CHECK(OutcomeOf(directory.Open("my_key", "my_secret")) == Errc::kCredentialsWrong);
  CHECK(directory.FindByKey("my_key") == nullptr);
  CHECK(OutcomeOf(directory.Open("imp_apikey", kSampleSecret)) == kAccepted);
  const SandboxPtr declared = ValueOf(Declare(directory, {"my_key", "my_secret", "imp12345678"}));
  CHECK(ValueOf(directory.Open("my_key", "my_secret")) == declared);
  CHECK(OutcomeOf(directory.Open("my_key", "another")) == Errc::kCredentialsWrong);
}

TEST_CASE("directory: the number of sandboxes is limited", "[engine][directory]") {
  Directory directory = MakeDirectory({.limit = 3});
  CHECK(OutcomeOf(directory.Open("one", "secret")) == kAccepted);
  CHECK(OutcomeOf(directory.Open("two", "secret")) == kAccepted);
  CHECK(OutcomeOf(directory.Open("three", "secret")) == Errc::kTooManySandboxes);
  CHECK(OutcomeOf(Declare(directory, {"three", "secret", ""})) == Errc::kTooManySandboxes);
  CHECK(OutcomeOf(directory.Open("one", "secret")) == kAccepted);
  CHECK(directory.All().size() == 3);
}

TEST_CASE("directory: no two sandboxes have the same user code", "[engine][directory]") {
  Directory directory = MakeDirectory();
  const SandboxPtr first = ValueOf(Declare(directory, {"first", "secret", "shop1"}));
  CHECK(OutcomeOf(Declare(directory, {"second", "secret", "shop1"})) == Errc::kInvalidParameter);
  CHECK(OutcomeOf(Declare(directory, {"second", "secret", "imp00000000"})) ==
        Errc::kInvalidParameter);
  CHECK(directory.Create({"second", "secret", "shop1"}, StandardSetup()).error() ==
        CreateRefusal::kUserCodeTaken);
  CHECK(directory.FindByKey("second") == nullptr);
  CHECK(directory.FindByUserCode("shop1") == first);
  CHECK(directory.FindByUserCode("imp00000000") == directory.Default());
  CHECK_FALSE(directory.Remove("first").has_value());
  CHECK(directory.FindByUserCode("shop1") == nullptr);
  CHECK(OutcomeOf(Declare(directory, {"second", "secret", "shop1"})) == kAccepted);
}

TEST_CASE("directory: generated user codes differ", "[engine][directory]") {
  Directory directory = MakeDirectory();
  std::set<std::string> codes;
  for (int i = 0; i < 2'000; ++i)
    codes.insert(ValueOf(directory.Open("key" + std::to_string(i), "s"))->credentials.user_code);
  CHECK(codes.size() == 2'000);
}

TEST_CASE("directory: a user code is letters and digits", "[engine][directory]") {
  for (const char* code : {"imp12345678", "a", "IMP9"})
    CHECK(IsUserCode(code));
  for (const char* code : {"", "imp\"><script>x", "imp-1", "a b", "\xEA\xB0\x80", "a/b"})
    CHECK_FALSE(IsUserCode(code));
  CHECK_FALSE(IsUserCode(std::string(41, 'a')));
}

TEST_CASE("directory: sandboxes without calls for a long time are removed", "[engine][directory]") {
  Directory directory = MakeDirectory();
  const auto advance_by = [](int minutes) {
    FakeWallClock::Set(FakeWallClock::Read() + std::chrono::minutes{minutes});
  };
  ValueOf(Declare(directory, {"declared", "secret", ""}));
  const SandboxPtr called = ValueOf(directory.Open("called", "secret"));
  directory.BindToken("token", called);
  ValueOf(directory.Open("forgotten", "secret"));
  advance_by(50);
  CHECK(directory.RemoveIdle(std::chrono::hours{1}) == 0);
  CHECK(directory.FindByToken("token") == called);
  advance_by(20);
  CHECK(directory.RemoveIdle(std::chrono::hours{1}) == 1);
  CHECK(directory.All().size() == 3);
  CHECK(directory.FindByKey("forgotten") == nullptr);
  CHECK(directory.FindByKey("declared") != nullptr);
}

TEST_CASE("directory: declaring creates a sandbox or loads the existing one",
          "[engine][directory]") {
  Directory directory = MakeDirectory();
  const Credentials mine{"my_key", "my_secret", "imp12345678"};
  const SandboxPtr made = ValueOf(Declare(directory, mine));
  CHECK(made->credentials.user_code == "imp12345678");
  ValueOf(made->engine.Run(Cause{}, MakeOnetimeCharge("order-1")));

  Setup setup = StandardSetup();
  setup.seed = 9;
  CHECK(ValueOf(Declare(directory, mine, setup)) == made);
  CHECK(made->engine.seed() == 9);
  CHECK(OutcomeOf(made->engine.Run(Cause{}, MakeOnetimeCharge("order-1"))) == kAccepted);
  CHECK(OutcomeOf(Declare(directory, {"my_key", "another", ""}, setup)) == Errc::kCredentialsWrong);
}

TEST_CASE("directory: several declarations apply all or none", "[engine][directory]") {
  Directory directory = MakeDirectory({.limit = 3});
  const SandboxPtr mine = ValueOf(directory.Open("mine", "secret"));
  ValueOf(mine->engine.Run(Cause{}, MakeOnetimeCharge("order-1")));
  const std::string before = mine->engine.DescribeWorld();
  Setup setup = StandardSetup();
  setup.seed = 9;
  const Declaration first{{"mine", "secret", ""}, setup};
  CHECK(directory.Declare({first, {{"imp_apikey", "another", ""}, setup}})->error.code ==
        Errc::kCredentialsWrong);
  std::optional<Advance> advance = Advance::Begin(directory.Default()->engine);
  REQUIRE(advance);
  CHECK(directory.Declare({first, {{"imp_apikey", kSampleSecret, ""}, setup}})->error.code ==
        Errc::kAdvancing);
  advance.reset();
  CHECK(directory.Declare({first, {{"a", "secret", ""}, setup}, {{"b", "secret", ""}, setup}})
            ->imp_key == "b");
  CHECK(mine->engine.DescribeWorld() == before);
  CHECK(mine->engine.ReadJournal(0).size() == 1);
  CHECK_FALSE(mine->engine.IsAdvancing());
  CHECK(directory.All().size() == 2);

  CHECK_FALSE(directory.Declare({first, {{"a", "secret", ""}, setup}}));
  CHECK(mine->engine.seed() == 9);
  CHECK_FALSE(mine->engine.IsAdvancing());
  CHECK(mine->engine.ReadJournal(0).empty());
  CHECK(directory.All().size() == 3);
}

TEST_CASE("directory: declaring the sample credentials loads the default sandbox",
          "[engine][directory]") {
  Directory directory = MakeDirectory();
  Setup setup = StandardSetup();
  setup.seed = 9;
  CHECK(ValueOf(Declare(directory, {"imp_apiKey", kSampleSecret, ""}, setup)) ==
        directory.Default());
  CHECK(directory.Default()->engine.seed() == 9);
}

TEST_CASE("directory: the user code is derived from the key", "[engine][directory]") {
  Directory one = MakeDirectory();
  Directory other = MakeDirectory();
  const std::string code = ValueOf(one.Open("my_key", "secret"))->credentials.user_code;
  CHECK(ValueOf(Declare(other, {"my_key", "secret", ""}))->credentials.user_code == code);
  CHECK(ValueOf(one.Open("your_key", "secret"))->credentials.user_code != code);
}

TEST_CASE("directory: a token selects its sandbox until the next one is bound",
          "[engine][directory]") {
  Directory directory = MakeDirectory();
  const SandboxPtr mine = ValueOf(directory.Open("my_key", "my_secret"));
  CHECK(directory.FindByToken("t1") == nullptr);
  CHECK(directory.FindByToken("") == nullptr);
  directory.BindToken("t1", mine);
  directory.BindToken("t2", directory.Default());
  CHECK(directory.FindByToken("t1") == mine);
  CHECK(directory.FindByToken("t2") == directory.Default());
  directory.BindToken("t1", mine);
  CHECK(directory.FindByToken("t1") == mine);
  directory.BindToken("t3", mine);
  CHECK(directory.FindByToken("t1") == nullptr);
  CHECK(directory.FindByToken("t3") == mine);
  CHECK(directory.FindByToken("t2") == directory.Default());
  CHECK(directory.FindByToken("") == nullptr);
}

TEST_CASE("directory: sandboxes are listed sorted by key", "[engine][directory]") {
  Directory directory = MakeDirectory();
  ValueOf(directory.Open("zoo", "secret"));
  ValueOf(directory.Open("ant", "secret"));
  Strings keys;
  for (const SandboxPtr& sandbox : directory.All())
    keys.push_back(sandbox->credentials.imp_key);
  CHECK(keys == Strings{"ant", "imp_apikey", "zoo"});
}

TEST_CASE("directory: threads that open the same key share one sandbox", "[engine][directory]") {
  Directory directory = MakeDirectory();
  std::vector<SandboxPtr> results(4);
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (SandboxPtr& result : results) {
    threads.emplace_back([&directory, &result] {
      for (int i = 0; i < 20; ++i) {
        const Result<SandboxPtr> opened = directory.Open("key-" + std::to_string(i), "secret");
        if (opened.ok()) result = opened.value();
      }
    });
  }
  for (std::thread& thread : threads)
    thread.join();
  for (const SandboxPtr& one : results)
    CHECK(one == results.front());
  CHECK(directory.All().size() == 21);
}

TEST_CASE("directory: each sandbox reports agenda changes", "[engine][directory]") {
  FakeWallClock::Set(Start());
  int calls = 0;
  Directory directory({}, LiveSetup(), FakeWallClock::Read, [&calls] { ++calls; });
  const SandboxPtr mine = ValueOf(directory.Open("my_key", "my_secret"));
  for (const SandboxPtr& sandbox : directory.All()) {
    ValueOf(sandbox->engine.Run(Cause{}, Issue("kim")));
    ValueOf(sandbox->engine.Run(Cause{}, ScheduleInAnHour("kim", "order-1")));
  }
  CHECK(calls == 2);
}

}  // namespace
}  // namespace portone::engine
