// SPDX-License-Identifier: MIT
// The curl commands of PortOne's gateway guides, unchanged except for the host, run by curl:
// without a token they are refused, with one they do what the guide says.
#include <fstream>
#include <sstream>
#include <string>

#include "support/catch.h"
#include "support/contract_guard.h"
#include "support/merchant_client.h"
#include "support/pattern.h"
#include "support/program.h"

namespace portone::testing {
namespace {

// Files of fixtures/guides.

// NICE payments, old module: a one-time payment.
constexpr const char* kOnetimeSample = "nice_onetime.sh";
// NICE payments, old module: a billing key.
constexpr const char* kIssue = "nice_issue.sh";
// NICE payments, old module: a billing key and its first payment.
constexpr const char* kFirstCharge = "nice_first_charge.sh";
// NICE payments, old module: a payment with the key.
constexpr const char* kAgainSample = "nice_again.sh";
// Paymentwall: a payment with the key.
constexpr const char* kPaymentwallAgain = "paymentwall_again.sh";

/// A reader who runs the samples against an emulator.
class GuideSession {
 public:
  GuideSession() { merchant_.Authorize(); }

  /// Runs the sample as it is printed.
  ReceivedReply RunWithoutToken(const std::string& sample) const {
    return RunCommand(ReadSample(sample));
  }
  /// Runs the sample with a token in its header.
  ReceivedReply RunWithToken(const std::string& sample) const {
    return RunCommand(AddToken(ReadSample(sample)));
  }
  /// Runs the sample with a token and another merchant_uid.
  ReceivedReply RunWithAnotherOrder(const std::string& sample) const {
    std::string command = ReadSample(sample);
    const std::string order = "8237352";
    command.replace(command.find(order), order.size(), "8237353");
    return RunCommand(AddToken(command));
  }
  ReceivedReply Get(const std::string& target) const { return merchant_.Get(target); }
  void Reset() const { REQUIRE(merchant_.Post("/_emulator/reset").status == 200); }

 private:
  /// The command as printed, except for the host.
  std::string ReadSample(const std::string& name) const {
    std::ostringstream text;
    text << std::ifstream(SourcePath("fixtures/guides/" + name)).rdbuf();
    std::string command = text.str();
    const std::string host = "https://api.iamport.kr";
    command.replace(command.find(host), host.size(), emulator_.base_url());
    command.pop_back();  // the line end
    return command;
  }
  std::string AddToken(const std::string& command) const {
    const std::string curl = "curl";
    return curl + " -H \"Authorization: " + merchant_.token() + "\"" + command.substr(curl.size());
  }
  /// Runs a curl command, which appends the status to the body.
  static ReceivedReply RunCommand(const std::string& command) {
    const ProgramResult result = RunToEnd({"bash", "-c", command + " -s -w '\n%{http_code}'"});
    REQUIRE(result.exit_code == 0);
    const std::size_t end = result.out.rfind('\n');
    ReceivedReply reply{std::stoi(result.out.substr(end + 1)), "", result.out.substr(0, end)};
    static const Pattern kTarget("http://[^/]+(/[^ \"']*)");
    const auto target = kTarget.FindFirst(command);
    REQUIRE(target);
    ExpectContract({"POST", (*target)[1], reply.status, reply.body});
    return reply;
  }

  RunningEmulator emulator_;
  MerchantClient merchant_{emulator_.port()};
};

TEST_CASE("guides: without a token every sample is refused", "[e2e]") {
  const GuideSession session;
  for (const char* sample :
       {kOnetimeSample, kIssue, kFirstCharge, kAgainSample, kPaymentwallAgain}) {
    const ReceivedReply reply = session.RunWithoutToken(sample);
    CHECK(reply.status == 401);
    CHECK(reply.body == R"({"code":-1,"message":"Unauthorized","response":null})");
  }
}

TEST_CASE("guides: the one-time payment pays and stores no card", "[e2e]") {
  const GuideSession session;
  const ReceivedReply payment = session.RunWithToken(kOnetimeSample);
  CHECK(payment.Summary() == "200 0 paid");
  CHECK(payment.At("/response/amount") == "3000");
  CHECK(payment.At("/response/pg_provider") == "nice");
  CHECK(payment.At("/response/customer_uid") == "null");
  // The guide uses one merchant_uid everywhere; it can pay only once.
  CHECK(session.RunWithToken(kOnetimeSample).At("/code") == "1");
}

TEST_CASE("guides: the key is issued, and both samples of a repeated payment charge it", "[e2e]") {
  for (const char* again : {kAgainSample, kPaymentwallAgain}) {
    const GuideSession session;
    CHECK(session.RunWithToken(again).Summary() == "200 1 등록되지 않은 구매자입니다.");
    CHECK(session.RunWithToken(kIssue).At("/response/customer_uid") == "your-customer-unique-id");
    const ReceivedReply payment = session.RunWithToken(again);
    CHECK(payment.Summary() == "200 0 paid");
    CHECK(payment.At("/response/customer_uid_usage") == "payment");
    CHECK(payment.At("/response/buyer_email") ==
          (again == kAgainSample ? "null" : "iamport@example.com"));
  }
}

TEST_CASE("guides: the first payment stores the key for the next", "[e2e]") {
  const GuideSession session;
  CHECK(session.RunWithToken(kFirstCharge).Summary() == "200 0 paid");
  CHECK(session.Get("/subscribe/customers/your-customer-unique-id").At("/code") == "0");
  CHECK(session.RunWithToken(kAgainSample).At("/code") == "1");
  CHECK(session.RunWithAnotherOrder(kAgainSample).Summary() == "200 0 paid");
  // Tokens stay valid after a reset.
  session.Reset();
  CHECK(session.RunWithToken(kFirstCharge).Summary() == "200 0 paid");
}

}  // namespace
}  // namespace portone::testing
