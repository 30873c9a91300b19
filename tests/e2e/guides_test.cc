// SPDX-License-Identifier: MIT
// The curl commands of PortOne's gateway guides, unchanged except for the host, run by curl:
// without a token they are refused, with one they do what the guide says.
#include <fstream>
#include <regex>
#include <sstream>
#include <string>

#include "support/catch.h"
#include "support/contract_guard.h"
#include "support/merchant_client.h"
#include "support/program.h"

namespace portone::testing {
namespace {

// Files of fixtures/guides.

// NICE payments, old module: a one-time payment.
constexpr const char* kOnetime = "nice_onetime.sh";
// NICE payments, old module: a billing key.
constexpr const char* kIssue = "nice_issue.sh";
// NICE payments, old module: a billing key and its first payment.
constexpr const char* kFirstCharge = "nice_first_charge.sh";
// NICE payments, old module: a payment with the key.
constexpr const char* kAgain = "nice_again.sh";
// Paymentwall: a payment with the key.
constexpr const char* kPaymentwallAgain = "paymentwall_again.sh";

class Reader {
 public:
  Reader() { merchant_.Authorize(); }

  /// The output of curl for the command as printed.
  Answer Try(const std::string& sample) const { return Run(ReadSample(sample)); }
  /// The same with the token's header added.
  Answer TryWithToken(const std::string& sample) const {
    return Run(WithToken(ReadSample(sample)));
  }
  /// The same with another merchant_uid.
  Answer TryAnotherOrder(const std::string& sample) const {
    std::string command = ReadSample(sample);
    const std::string order = "8237352";
    command.replace(command.find(order), order.size(), "8237353");
    return Run(WithToken(command));
  }
  Answer Get(const std::string& target) const { return merchant_.Get(target); }
  void StartOver() const { REQUIRE(merchant_.Post("/_emulator/reset").status == 200); }

 private:
  /// The command as printed, except for the host.
  std::string ReadSample(const std::string& name) const {
    std::ostringstream text;
    text << std::ifstream(InTree("fixtures/guides/" + name)).rdbuf();
    std::string command = text.str();
    const std::string host = "https://api.iamport.kr";
    command.replace(command.find(host), host.size(), emulator_.base_url());
    command.pop_back();  // the line end
    return command;
  }
  std::string WithToken(const std::string& command) const {
    const std::string curl = "curl";
    return curl + " -H \"Authorization: " + merchant_.token() + "\"" + command.substr(curl.size());
  }
  /// Makes curl append the status to the body.
  static Answer Run(const std::string& command) {
    const Ending ending = RunToEnd({"bash", "-c", command + " -s -w '\n%{http_code}'"});
    REQUIRE(ending.exit_code == 0);
    const std::size_t end = ending.out.rfind('\n');
    Answer answer{std::stoi(ending.out.substr(end + 1)), "", ending.out.substr(0, end)};
    static const std::regex kTarget("http://[^/]+(/[^ \"']*)");
    std::smatch target;
    REQUIRE(std::regex_search(command, target, kTarget));
    ExpectContract({"POST", target[1], answer.status, answer.body});
    return answer;
  }

  RunningEmulator emulator_;
  MerchantClient merchant_{emulator_.port()};
};

TEST_CASE("guides: without a token every sample is refused", "[e2e]") {
  const Reader reader;
  for (const char* sample : {kOnetime, kIssue, kFirstCharge, kAgain, kPaymentwallAgain}) {
    const Answer answer = reader.Try(sample);
    CHECK(answer.status == 401);
    CHECK(answer.body == R"({"code":-1,"message":"Unauthorized","response":null})");
  }
}

TEST_CASE("guides: the one-time payment pays and stores no card", "[e2e]") {
  const Reader reader;
  const Answer payment = reader.TryWithToken(kOnetime);
  CHECK(payment.Summary() == "200 0 paid");
  CHECK(payment.At("/response/amount") == "3000");
  CHECK(payment.At("/response/pg_provider") == "nice");
  CHECK(payment.At("/response/customer_uid") == "null");
  // The guide uses one merchant_uid everywhere; it can pay only once.
  CHECK(reader.TryWithToken(kOnetime).At("/code") == "1");
}

TEST_CASE("guides: the key is issued and both samples of again charge it", "[e2e]") {
  for (const char* again : {kAgain, kPaymentwallAgain}) {
    const Reader reader;
    CHECK(reader.TryWithToken(again).Summary() == "200 1 등록되지 않은 구매자입니다.");
    CHECK(reader.TryWithToken(kIssue).At("/response/customer_uid") == "your-customer-unique-id");
    const Answer payment = reader.TryWithToken(again);
    CHECK(payment.Summary() == "200 0 paid");
    CHECK(payment.At("/response/customer_uid_usage") == "payment");
    CHECK(payment.At("/response/buyer_email") ==
          (again == kAgain ? "null" : "iamport@example.com"));
  }
}

TEST_CASE("guides: the first payment stores the key for the next", "[e2e]") {
  const Reader reader;
  CHECK(reader.TryWithToken(kFirstCharge).Summary() == "200 0 paid");
  CHECK(reader.Get("/subscribe/customers/your-customer-unique-id").At("/code") == "0");
  CHECK(reader.TryWithToken(kAgain).At("/code") == "1");
  CHECK(reader.TryAnotherOrder(kAgain).Summary() == "200 0 paid");
  // Tokens stay valid after a reset.
  reader.StartOver();
  CHECK(reader.TryWithToken(kFirstCharge).Summary() == "200 0 paid");
}

}  // namespace
}  // namespace portone::testing
