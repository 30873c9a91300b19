// SPDX-License-Identifier: MIT
// A merchant's back end as the emulator sees it: requests over real sockets, sent byte for byte as
// given, and replies that are read by JSON pointer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace portone::testing {

/// A reply as received.
struct ReceivedReply {
  int status = 0;
  std::string head;  ///< status line and headers with their line ends
  std::string body;

  /// The value at a JSON pointer ("/response/imp_uid") of the body: a string as is, anything else
  /// as JSON, "(nothing)" when it does not exist.
  std::string At(std::string_view pointer) const;
  /// The value of the header `name` (exact case), or "".
  std::string Header(std::string_view name) const;
  /// HTTP status and envelope in one line, to compare: "200 0 paid", "200 1 이미 주문이 ...".
  std::string Summary() const;
};

/// Sends one request to an emulator on a connection of its own. `headers` are whole lines ("Name:
/// value"); Host, Content-Length and Connection are added. Throws std::runtime_error when there is
/// no reply; one that breaks the contract of the V1 API fails the test.
ReceivedReply Send(int port, std::string_view request_line,
                   const std::vector<std::string>& headers = {}, std::string_view body = {});
/// The same to any server, without checking the contract.
ReceivedReply SendUnchecked(int port, std::string_view request_line,
                            const std::vector<std::string>& headers = {},
                            std::string_view body = {});

/// A client of one emulator, with one pair of credentials, that sends JSON.
class MerchantClient {
 public:
  /// Uses the public sample key, which selects the default sandbox.
  explicit MerchantClient(int port);
  MerchantClient(int port, std::string imp_key, std::string imp_secret);

  /// Gets a token, which all later calls send.
  ReceivedReply Authorize();

  ReceivedReply Get(std::string_view target) const;
  ReceivedReply Post(std::string_view target, std::string_view json = {}) const;
  ReceivedReply Delete(std::string_view target) const;

  /// Issues a key for the customer on the KCP channel, by default for a card that approves.
  ReceivedReply IssueKey(std::string_view customer_uid,
                         std::string_view card_number = "1234-1234-1234-1234") const;
  /// One schedule of 10,000 won.
  ReceivedReply Schedule(std::string_view customer_uid, std::string_view merchant_uid,
                         std::string_view schedule_at) const;
  ReceivedReply Advance(std::string_view by) const;

  const std::string& token() const { return token_; }

 private:
  ReceivedReply Call(std::string_view method, std::string_view target, std::string_view json) const;

  int port_;
  std::string imp_key_;
  std::string imp_secret_;
  std::string token_;
};

/// The public sample credentials.
inline constexpr std::string_view kSampleKey = "imp_apikey";
inline constexpr std::string_view kSampleSecret =
    "ekKoeW8RyKuT0zgaZsUtXXTLQ4AhPFW3ZGseDA6bkA5lamv9OqDMnxyeB9wqOsuO9W3Mx9YSJ4dTqJ3f";

}  // namespace portone::testing
