// SPDX-License-Identifier: MIT
// The README's shell sessions, run exactly as printed. (Its C++ example is compiled as a separate
// program, see tests/CMakeLists.txt.)
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "support/catch.h"
#include "support/contract_guard.h"
#include "support/merchant_client.h"
#include "support/merchant_server.h"
#include "support/program.h"

namespace portone::testing {
namespace {

constexpr const char* kSession = "<!-- session: executed by tests -->";
constexpr const char* kFaults = "<!-- faults: to be run after the session -->";
constexpr const char* kCheckout = "<!-- checkout: to be run after the session -->";
constexpr const char* kGuideSamples = "<!-- guide samples: to be run after the session -->";
constexpr const char* kSample = "<!-- sample: executed by tests -->";
constexpr const char* kExample = "<!-- example: compiled by tests -->";

/// The content of the fenced block after a mark; "" when there is none.
std::string BlockAfter(const std::string& file, const std::string& mark) {
  std::ifstream text(InTree(file));
  std::string line;
  while (std::getline(text, line) && line != mark) {
  }
  std::getline(text, line);
  if (!line.starts_with("```")) return "";
  std::string block;
  while (std::getline(text, line) && line != "```")
    block += line + "\n";
  return block;
}

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);)
    lines.push_back(line);
  return lines;
}

/// Parses a line of output that is a reply.
Answer Reply(const std::string& line) {
  return {200, "", line};
}

/// Checks that the lines from `first` on are replies to these V1 requests, each with status 200.
void ExpectReplies(const std::vector<std::string>& out, std::size_t first,
                   const std::vector<std::string>& requests) {
  REQUIRE(out.size() >= first + requests.size());
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const std::size_t blank = requests[i].find(' ');
    ExpectContract(
        {requests[i].substr(0, blank), requests[i].substr(blank + 1), 200, out[first + i]});
  }
}

/// The output lines of `script`, run by bash against an emulator that sends webhooks to `server`;
/// any failing command fails the test.
std::vector<std::string> Run(const std::string& script, const MerchantServer& server) {
  const Emulating emulating({"--webhook-url", server.url(), "--scenario",
                             InTree("scenarios/kcp/monthly_subscription.json")});
  const Ending ending = RunToEnd({"bash", "-e", "-u", "-o", "pipefail", "-c", script},
                                 {"BASE=" + emulating.base_url()});
  INFO(ending.out << ending.err);
  REQUIRE(ending.exit_code == 0);
  CHECK(ending.err.empty());
  return LinesOf(ending.out);
}

TEST_CASE("readme: the session works as printed", "[e2e]") {
  const std::string session = BlockAfter("README.md", kSession);
  REQUIRE_FALSE(session.empty());
  const MerchantServer server;
  const std::vector<std::string> out = Run(session, server);
  REQUIRE(out.size() == 9);
  ExpectReplies(out, 0,
                {"POST /subscribe/customers/kim", "POST /subscribe/payments/again",
                 "POST /subscribe/payments/again", "POST /payments/cancel",
                 "POST /subscribe/payments/schedule"});
  ExpectReplies(out, 6, {"GET /payments/find/order-2", "GET /subscribe/payments/schedule/order-2"});
  CHECK(Reply(out[0]).At("/response/customer_uid") == "kim");
  CHECK(Reply(out[1]).At("/response/status") == "paid");
  CHECK(Reply(out[1]).At("/response/amount") == "9900");
  CHECK(Reply(out[2]).At("/code") == "1");
  CHECK(Reply(out[2]).At("/message").starts_with("이미 주문이 이루어진 건입니다."));
  CHECK(Reply(out[3]).At("/response/status") == "cancelled");
  CHECK(Reply(out[3]).At("/response/cancel_amount") == "3000");
  CHECK(Reply(out[4]).At("/response/0/schedule_status") == "scheduled");
  CHECK(Reply(out[5]).At("/fired/0/outcome") == "paid");
  CHECK(Reply(out[5]).At("/deliveries/succeeded") == "1");
  CHECK(Reply(out[6]).At("/response/status") == "paid");
  CHECK(Reply(out[7]).At("/response/schedule_status") == "executed");
  CHECK(Reply(out[8]).At("/webhooks/1/merchant_uid") == "order-2");
  CHECK(Reply(out[8]).At("/webhooks/1/state") == "delivered");
  const std::vector<Webhook> webhooks = server.Received();
  REQUIRE(webhooks.size() == 2);
  CHECK(Reply(webhooks[0].body).At("/merchant_uid") == "order-1");
  CHECK(Reply(webhooks[1].body).At("/imp_uid") == Reply(out[6]).At("/response/imp_uid"));
}

TEST_CASE("pages: the curl samples of checkouts and magic values work as printed", "[e2e]") {
  const MerchantServer server;
  const std::string open = BlockAfter("docs/checkouts.md", kSample);
  REQUIRE_FALSE(open.empty());
  const Emulating emulating;  // every gateway has a channel
  const Ending opened = RunToEnd({"bash", "-c", open}, {"BASE=" + emulating.base_url()});
  CHECK(Reply(opened.out).At("/callback/success") == "true");
  CHECK(Reply(opened.out).At("/callback/status") == "paid");
  CHECK(Reply(opened.out).At("/redirect_url") == "null");

  const std::string session = BlockAfter("README.md", kSession);
  const std::vector<std::string> out =
      Run(session + BlockAfter("docs/magic-values.md", kSample), server);
  REQUIRE(out.size() == 9 + 1);
  ExpectReplies(out, 9, {"POST /subscribe/payments/again"});
  CHECK(Reply(out[9]).At("/response/status") == "failed");
}

TEST_CASE("readme: the charge whose reply is cut works as printed after the session", "[e2e]") {
  const MerchantServer server;
  const std::string session = BlockAfter("README.md", kSession);
  const std::vector<std::string> out = Run(session + BlockAfter("README.md", kFaults), server);
  REQUIRE(out.size() == 9 + 4);
  CHECK(Reply(out[9]).At("/faults/0/id") == "1");
  CHECK(out[10].empty());
  ExpectReplies(out, 11, {"POST /subscribe/payments/again"});
  CHECK(Reply(out[11]).At("/code") == "1");
  CHECK(Reply(out[12]).At("/verified") == "true");
}

TEST_CASE("readme: the window's key works as printed after the session", "[e2e]") {
  const MerchantServer server;
  const std::string session = BlockAfter("README.md", kSession);
  const std::vector<std::string> out = Run(session + BlockAfter("README.md", kCheckout), server);
  REQUIRE(out.size() == 9 + 6);
  CHECK(Reply(out[9]).At("/pg") == "naverpay");
  CHECK(Reply(out[10]).At("/payment/customer_uid_usage") == "issue");
  ExpectReplies(out, 11, {"POST /subscribe/payments/again"});
  CHECK(Reply(out[11]).At("/response/status") == "paid");
  CHECK(Reply(out[12]).At("/callback/success") == "false");
  CHECK(Reply(out[12]).At("/payment/status") == "failed");
  ExpectReplies(out, 13, {"DELETE /subscribe/customers/lee"});
  CHECK(Reply(out[14]).At("/callback/success") == "true");
}

TEST_CASE("readme: the guides' samples work after the session", "[e2e]") {
  const std::string samples = BlockAfter("README.md", kGuideSamples);
  REQUIRE_FALSE(samples.empty());
  const MerchantServer server;
  const std::vector<std::string> session = Run(BlockAfter("README.md", kSession), server);
  const std::vector<std::string> both = Run(BlockAfter("README.md", kSession) + samples, server);
  const std::vector<std::string> out(both.begin() + static_cast<std::ptrdiff_t>(session.size()),
                                     both.end());
  REQUIRE(out.size() >= 7);
  CHECK(out.front().starts_with("HTTP/1.1 401 "));
  const std::size_t rest = out.size() - 7;
  CHECK(out[rest] == R"({"code":-1,"message":"Unauthorized","response":null})");
  ExpectReplies(out, rest + 1, {"POST /subscribe/payments/onetime"});
  ExpectReplies(
      out, rest + 3,
      {"POST /subscribe/customers/your-customer-unique-id", "POST /subscribe/payments/again"});
  ExpectReplies(out, rest + 6, {"POST /subscribe/payments/onetime"});
  CHECK(Reply(out[rest + 1]).At("/response/status") == "paid");
  CHECK(Reply(out[rest + 3]).At("/response/customer_uid") == "your-customer-unique-id");
  CHECK(Reply(out[rest + 4]).At("/response/status") == "paid");
  CHECK(Reply(out[rest + 6]).At("/response/customer_uid") == "your-customer-unique-id");
  CHECK(Reply(out[rest + 6]).At("/response/status") == "paid");
}

TEST_CASE("readme: both languages show the same", "[e2e]") {
  for (const char* mark : {kSession, kFaults, kCheckout, kGuideSamples, kExample}) {
    INFO(mark);
    CHECK_FALSE(BlockAfter("README.md", mark).empty());
    CHECK(BlockAfter("README.md", mark) == BlockAfter("README.ko.md", mark));
  }
}

}  // namespace
}  // namespace portone::testing
