// SPDX-License-Identifier: MIT
// The command tail: what was, what follows, a stream that is cut, an emulator that ends.
#include <string>
#include <utility>

#include "e2e/command_session.h"
#include "json/json.h"
#include "support/catch.h"
#include "support/pattern.h"
#include "support/raw_socket.h"

namespace portone::testing {
namespace {

/// A line, or several, without the real time that a call took.
std::string WithoutElapsed(const std::string& text) {
  return Pattern(" [0-9]+ms").ReplaceAll(text, "");
}

/// Asks for a payment that does not exist: an event that this call alone can have caused.
void LookUp(const CommandSession& session, const std::string& imp_uid) {
  REQUIRE(session.shop.Get("/payments/" + imp_uid).status == 404);
}

std::string LookUpLine(const std::string& imp_uid) {
  return "2024-01-31 09:00:00  GET /payments/" + imp_uid + " 404/-1 " + imp_uid +
         ": 존재하지 않는 결제정보입니다.";
}

/// Passes the calls of a client on to an emulator, one after the other, and hangs up on each stream
/// of events as soon as it has passed on the next of the marks; when none is left, at once.
class CuttingRelay {
 public:
  CuttingRelay(int port, Strings marks)
      : port_(port),
        marks_(std::move(marks)),
        receiver_([this](RawSocket& client) { Serve(client); }) {}
  std::string url() const { return receiver_.url(""); }

 private:
  void Serve(RawSocket& client) {
    const std::string request = client.ReadRequest();
    const bool is_stream = request.starts_with("GET /_emulator/events");
    if (is_stream && marks_.empty()) return;
    RawSocket emulator = RawSocket::Connect(port_);
    emulator.Send(request);
    if (is_stream) {
      client.Send(emulator.ReadUntil(marks_.front()));
      marks_.erase(marks_.begin());
    } else {
      const RawReply reply = emulator.ReadReply();
      client.Send(reply.head + reply.body);
    }
  }

  const int port_;
  Strings marks_;         // used by the thread of the receiver
  RawReceiver receiver_;  // last: its thread uses the others
};

TEST_CASE("tail: it prints the last lines of the log of one sandbox", "[e2e][client]") {
  const CommandSession session({"--webhook-url", "http://127.0.0.1:9/hook"});
  MerchantClient other(session.port(), "another-shop", "secret");
  other.Authorize();
  session.shop.IssueKey("kim");
  session.shop.Schedule("kim", "order-1", "1706745600");
  for (const Strings& command :
       {Strings{"fault", "decline", "insufficient_funds"}, {"advance", "1d"}}) {
    Strings arguments = command;
    arguments.insert(arguments.end(), {"--sandbox", "imp_apikey"});
    session.RunAndGetOutput(arguments);
  }
  CHECK(WithoutElapsed(
            session.RunAndGetOutput({"tail", "--sandbox", "imp_apikey", "--lines", "5"})) ==
        "2024-02-01 09:00:00  scheduled charge order-1 failed 10000 KRW kcp kim: [CC10] 통장 "
        "잔액부족\n"
        "2024-02-01 09:00:00  fault 1 applied to charge order-1: declined with insufficient_funds\n"
        "2024-02-01 09:00:00  webhook 1 (order-1 failed) to http://127.0.0.1:9/hook not delivered: "
        "connection refused\n"
        "2024-02-01 09:00:00  clock 2024-01-31T09:00:00.000+09:00 -> 2024-02-01T09:00:00.000+09:00 "
        "(manual), 1 timer fired\n"
        "2024-02-01 09:00:00  POST /_emulator/clock/advance 200\n");
  CHECK(session.RunAndGetOutput({"tail", "--sandbox", "imp_apikey", "--lines", "0"}).empty());
}

TEST_CASE("tail: it finds the last lines behind more than a page of older ones", "[e2e][client]") {
  const CommandSession session;
  for (int i = 0; i < 1'001; ++i)
    session.shop.Get("/payments/imp_0");
  LookUp(session, "imp_1");
  CHECK(WithoutElapsed(session.RunAndGetOutput({"tail", "--lines", "2"})) ==
        LookUpLine("imp_0") + "\n" + LookUpLine("imp_1") + "\n");
}

TEST_CASE("tail: with json each line is an event as the stream sends it", "[e2e][client]") {
  const CommandSession session;
  const Json event = Json::parse(session.RunAndGetOutput({"tail", "--json", "--lines", "1"}));
  CHECK(event["event"] == "request");
  CHECK(event["path"] == "/users/getToken");
  CHECK(event["sandbox"] == "imp_apikey");
}

TEST_CASE("tail: with -f it goes on with what follows, across a reset too", "[e2e][client]") {
  const CommandSession session;
  LookUp(session, "imp_1");
  Program tail({PORTONE_PROGRAM, "tail", "-f", "--lines", "1", "--url", session.url()});
  CHECK(WithoutElapsed(tail.ReadLine()) == LookUpLine("imp_1"));
  LookUp(session, "imp_2");
  CHECK(WithoutElapsed(tail.ReadLine()) == LookUpLine("imp_2"));
  REQUIRE(session.shop.Post("/_emulator/reset").status == 200);
  CHECK(tail.ReadLine() == "2024-01-31 09:00:00  sandbox reset");
  CHECK(WithoutElapsed(tail.ReadLine()) == "2024-01-31 09:00:00  POST /_emulator/reset 200");
  LookUp(session, "imp_3");
  CHECK(WithoutElapsed(tail.ReadLine()) == LookUpLine("imp_3"));
  tail.Signal(SIGTERM);
  tail.Await();
}

TEST_CASE("tail: what happens in other sandboxes is not shown, also when one is not named",
          "[e2e][client]") {
  const CommandSession session;
  Program tail({PORTONE_PROGRAM, "tail", "-f", "--lines", "1", "--url", session.url()});
  CHECK(WithoutElapsed(tail.ReadLine()) == "2024-01-31 09:00:00  POST /users/getToken 200/0");
  MerchantClient other(session.port(), "another-shop", "secret");
  other.Authorize();
  LookUp(session, "imp_1");
  CHECK(WithoutElapsed(tail.ReadLine()) == LookUpLine("imp_1"));
  tail.Signal(SIGTERM);
  tail.Await();
}

TEST_CASE("tail: a stream that is cut within an event goes on with that event", "[e2e][client]") {
  const CommandSession session;
  const CuttingRelay relay(session.port(), {"/payments/imp_2", "/payments/imp_4"});
  Program tail({PORTONE_PROGRAM, "tail", "-f", "--lines", "1", "--url", relay.url()});
  CHECK(WithoutElapsed(tail.ReadLine()) == "2024-01-31 09:00:00  POST /users/getToken 200/0");
  for (const char* imp_uid : {"imp_1", "imp_2", "imp_3", "imp_4"})
    LookUp(session, imp_uid);
  for (const char* imp_uid : {"imp_1", "imp_2", "imp_3"})
    CHECK(WithoutElapsed(tail.ReadLine()) == LookUpLine(imp_uid));
  CHECK(tail.Await().exit_code == 2);  // the relay has no third stream
}

TEST_CASE("tail: the end of the emulator is reported", "[e2e][client]") {
  RunningEmulator emulator({"--log-level", "error"});
  MerchantClient shop(emulator.port());
  shop.Authorize();
  Program tail({PORTONE_PROGRAM, "tail", "-f", "--url", emulator.base_url()});
  CHECK(tail.ReadLine().find("POST /users/getToken") != std::string::npos);
  emulator.Stop();
  const ProgramResult result = tail.Await();
  CHECK(result.exit_code == 2);
  CHECK(result.err.starts_with("portone-emulator: the emulator at " + emulator.base_url() +
                               " no longer answers: "));
}

}  // namespace
}  // namespace portone::testing
