// SPDX-License-Identifier: MIT
// Runs every transcript under fixtures/golden against the program itself, over real sockets, and
// expects the recorded replies. Nothing is masked. `make golden` records the replies again.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "support/catch.h"
#include "support/contract.h"
#include "support/golden_file.h"
#include "support/pattern.h"
#include "support/program.h"
#include "support/transcript.h"

namespace portone::testing {
namespace {

std::string ReadText(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

/// "subscribe/a_sentence.http", sorted.
std::vector<std::string> ListTranscripts() {
  const std::filesystem::path folder = SourcePath("fixtures/golden");
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".http")
      found.push_back(entry.path().lexically_relative(folder).string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

constexpr const char* kSmall =
    "> scenario scenarios/kcp/monthly_subscription_fixed_clock.json\n"
    "\n"
    "# A charge with a webhook.\n"
    "> POST /users/getToken\n"
    "> imp_key=imp_apikey&imp_secret="
    "ekKoeW8RyKuT0zgaZsUtXXTLQ4AhPFW3ZGseDA6bkA5lamv9OqDMnxyeB9wqOsuO9W3Mx9YSJ4dTqJ3f\n"
    "> capture token /response/access_token\n"
    "\n"
    "> POST /subscribe/payments/onetime\n"
    "> Authorization: ${token}\n"
    "> {\"merchant_uid\": \"order-1\", \"amount\": 1000,\n"
    ">  \"card_number\": \"1234-1234-1234-1234\", \"expiry\": \"2030-12\"}\n";

TEST_CASE("golden: every transcript runs as recorded", "[golden]") {
  const std::vector<std::string> transcripts = ListTranscripts();
  CHECK(transcripts.size() >= 10);
  for (const std::string& name : transcripts) {
    const std::string written =
        ReadText(std::filesystem::path(SourcePath("fixtures/golden")) / name);
    const std::string difference = CompareWithGolden(name, RunTranscript(written));
    INFO(difference);
    CHECK(difference.empty());
    INFO(name << " must not hold what changes from run to run");
    CHECK(written.find("127.0.0.1:") == std::string::npos);
  }
}

/// The calls of all transcripts: "GET /payments/imp_1?a=b".
std::vector<std::string> ListCalls() {
  std::vector<std::string> calls;
  for (const std::string& name : ListTranscripts()) {
    std::ifstream transcript(std::filesystem::path(SourcePath("fixtures/golden")) / name);
    for (std::string line; std::getline(transcript, line);) {
      static const Pattern kCall("> ((?:GET|POST|PUT|DELETE) /\\S+)");
      if (const auto call = kCall.MatchWhole(line)) calls.push_back((*call)[1]);
    }
  }
  return calls;
}

TEST_CASE("golden: every operation of the reference is called in a transcript", "[golden]") {
  const std::vector<std::string> calls = ListCalls();
  std::size_t operations = 0;
  for (const ContractOperation& operation : Contract::Shared().data().operations) {
    if (operation.is_alias) continue;
    ++operations;
    CAPTURE(operation.name);
    static const Pattern kParameter("\\{[^}]*\\}");
    const Pattern form(kParameter.ReplaceAll(operation.name, "[^/?]+") + "(?:\\?.*)?");
    CHECK(std::any_of(calls.begin(), calls.end(),
                      [&](const std::string& call) { return form.Matches(call); }));
  }
  CHECK(operations == 80);
}

TEST_CASE("golden: a transcript runs the same twice and keeps the hand-written lines", "[golden]") {
  const std::string recorded = RunTranscript(kSmall);
  INFO(recorded);
  CHECK(RunTranscript(recorded) == recorded);
  CHECK(recorded.find("# A charge with a webhook.\n") != std::string::npos);
  CHECK(recorded.find("\n< webhook POST /portone/webhook application/json {\"imp_uid\":\"imps_") !=
        std::string::npos);
  CHECK(recorded.find("\n<     \"status\": \"paid\",\n") != std::string::npos);
}

TEST_CASE("golden: a changed reply, a missing line and an extra webhook are all detected",
          "[golden]") {
  const std::string recorded = RunTranscript(kSmall);
  const auto without = [&recorded](const std::string& part) {
    std::string text = recorded;
    const std::size_t at = text.find(part);
    REQUIRE(at != std::string::npos);
    return text.erase(at, part.size());
  };
  // The emulator's actual replies are returned, so each of these yields the recorded text.
  for (const char* part : {"<     \"amount\": 1000,\n", "< 200\n", "\"KRW\""}) {
    CHECK(without(part) != recorded);
    CHECK(RunTranscript(without(part)) == recorded);
  }
  CHECK(RunTranscript(recorded + "< webhook POST /portone/webhook\n") == recorded);
}

TEST_CASE("golden: a different reply is detected", "[golden]") {
  const std::string recorded = RunTranscript(kSmall);
  std::string other_gateway = recorded;
  const std::string scenario = "kcp/monthly_subscription_fixed_clock.json";
  other_gateway.replace(other_gateway.find(scenario), scenario.size(), "nice/fixed_clock.json");
  CHECK(RunTranscript(other_gateway) != other_gateway);
}

TEST_CASE("golden: an invalid transcript is refused with its line", "[golden]") {
  CHECK_THROWS_WITH(RunTranscript("\n> GET /payments/imps_1\n\n"),
                    "before line 3: the first line must name a scenario");
  const std::string head = "> scenario scenarios/kcp/monthly_subscription_fixed_clock.json\n\n";
  CHECK_THROWS_WITH(RunTranscript(head + "> fetch it\n"), "before line 3: no request: fetch it");
  CHECK_THROWS_WITH(RunTranscript(head + "> GET /payments/${who}\n"),
                    "before line 3: nothing was captured as ${who}");
}

}  // namespace
}  // namespace portone::testing
