// SPDX-License-Identifier: MIT
// Thousands of simultaneous calls that wait, over real sockets.
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <filesystem>
#include <iterator>
#include <string>
#include <sys/resource.h>
#include <vector>

#include "app/core.h"
#include "app/setup.h"
#include "http/http_sender.h"
#include "http/server.h"
#include "portone/emulator.h"
#include "support/catch.h"
#include "support/eventually.h"
#include "support/merchant_client.h"
#include "support/raw_socket.h"

namespace portone::testing {
namespace {

constexpr std::size_t kWaits = 2'000;
/// At most this many threads serve the test's other calls and check the expectations of the waits.
constexpr std::size_t kMaxExtraThreads = 8;

/// Raises the limit of open descriptors to its maximum; false when that is not three for each wait.
bool RaiseDescriptorLimit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return false;
  limit.rlim_cur = limit.rlim_max;
  return ::setrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur >= 3 * kWaits;
}

std::size_t CountThreads() {
  const std::filesystem::directory_iterator tasks("/proc/self/task");
  return static_cast<std::size_t>(std::distance(begin(tasks), end(tasks)));
}

/// An emulator that counts the calls that wait.
class CountingEmulator {
 public:
  CountingEmulator()
      : core_(app::MakeCoreOptions(Options{}), sender_),
        server_(app::MakeServerOptions(MakeOptions()),
                [this](const api::Request& request) {
                  return core_.handler().HandleForTransport(request);
                },
                {.try_handle =
                     [this](const api::Request& request) {
                       api::TryResult result = core_.handler().TryHandleForTransport(request);
                       if (result.reply && result.reply->pending != nullptr) ++wait_count_;
                       return result;
                     }}),
        port_(server_.Start()) {
    core_.Start();
  }
  CountingEmulator(const CountingEmulator&) = delete;
  CountingEmulator& operator=(const CountingEmulator&) = delete;
  ~CountingEmulator() {
    core_.Stop();
    server_.Stop();
  }

  int port() const { return port_; }
  std::size_t wait_count() const { return wait_count_; }

 private:
  static Options MakeOptions() {
    Options options;
    options.port = 0;
    return options;
  }

  std::atomic<std::size_t> wait_count_{0};
  http::HttpSender sender_;
  app::Core core_;
  http::Server server_;
  int port_;
};

std::string MakeWaitRequest(std::string_view expectation) {
  const std::string body =
      R"({"expect": [)" + std::string(expectation) + R"(], "timeout_ms": 600000})";
  return "POST /_emulator/wait?sandbox=imp_apikey HTTP/1.1\r\nHost: localhost\r\n"
         "Content-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

TEST_CASE("long polls: two thousand waits need no threads, do not delay others and end together",
          "[e2e]") {
  REQUIRE(RaiseDescriptorLimit());
  const CountingEmulator emulator;
  MerchantClient merchant(emulator.port());
  REQUIRE(merchant.Authorize().status == 200);
  const std::size_t threads_before = CountThreads();
  std::vector<RawSocket> clients;
  for (std::size_t i = 0; i < kWaits; ++i) {
    clients.push_back(RawSocket::Connect(emulator.port()));
    REQUIRE(clients.back().Send(MakeWaitRequest(R"({"payment": "order-1", "status": "paid"})")));
  }
  REQUIRE(Eventually([&] { return emulator.wait_count() == kWaits; }));
  CHECK(CountThreads() <= threads_before + kMaxExtraThreads);

  CHECK(Send(emulator.port(), "GET /_emulator/health").status == 200);
  CHECK(merchant.Get("/payments/imp_1").status == 404);
  REQUIRE(merchant
              .Post("/subscribe/payments/onetime", R"({"merchant_uid": "order-1", "amount": 1000,
      "card_number": "1234-1234-1234-1234", "expiry": "2030-12", "birth": "880515"})")
              .Summary()
              .starts_with("200 0"));
  const auto verified = std::count_if(clients.begin(), clients.end(), [](RawSocket& client) {
    return client.ReadReply().status == 200;
  });
  CHECK(static_cast<std::size_t>(verified) == kWaits);
  CHECK(CountThreads() <= threads_before + kMaxExtraThreads);
}

}  // namespace portone::testing
