// SPDX-License-Identifier: MIT
#include "support/merchant_client.h"

#include <stdexcept>
#include <utility>

#include "json/json.h"
#include "support/contract_guard.h"
#include "support/raw_socket.h"

namespace portone::testing {
namespace {

constexpr const char* kNothing = "(nothing)";

}  // namespace

std::string ReceivedReply::At(std::string_view pointer) const {
  const Json parsed = Json::parse(body, nullptr, false);
  const Json::json_pointer location{std::string(pointer)};
  if (parsed.is_discarded() || !parsed.contains(location)) return kNothing;
  const Json& found = parsed.at(location);
  return found.is_string() ? found.get<std::string>() : found.dump();
}

std::string ReceivedReply::Header(std::string_view name) const {
  return RawReply{status, head, body}.Header(name);
}

std::string ReceivedReply::Summary() const {
  std::string detail = At("/message");
  if (detail == "null") detail = At("/response/status");
  return std::to_string(status) + " " + At("/code") + " " + detail;
}

ReceivedReply SendUnchecked(int port, std::string_view request_line,
                            const std::vector<std::string>& headers, std::string_view body) {
  std::string request = std::string(request_line) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
  for (const std::string& header : headers)
    request += header + "\r\n";
  request += "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n";
  RawSocket socket = RawSocket::Connect(port);
  socket.Send(request + std::string(body));
  RawReply reply = socket.ReadReply();
  if (reply.status == 0) throw std::runtime_error("no reply to " + std::string(request_line));
  return {reply.status, std::move(reply.head), std::move(reply.body)};
}

ReceivedReply Send(int port, std::string_view request_line, const std::vector<std::string>& headers,
                   std::string_view body) {
  ReceivedReply reply = SendUnchecked(port, request_line, headers, body);
  const std::size_t blank = request_line.find(' ');
  Exchange exchange{std::string(request_line.substr(0, blank)),
                    std::string(request_line.substr(blank + 1)), reply.status, reply.body};
  for (const std::string& header : headers) {
    if (header == "X-Emulator-Profile: 2020") exchange.profile = "2020";
  }
  ExpectContract(exchange);
  return reply;
}

MerchantClient::MerchantClient(int port)
    : MerchantClient(port, std::string(kSampleKey), std::string(kSampleSecret)) {}

MerchantClient::MerchantClient(int port, std::string imp_key, std::string imp_secret)
    : port_(port), imp_key_(std::move(imp_key)), imp_secret_(std::move(imp_secret)) {}

ReceivedReply MerchantClient::Authorize() {
  ReceivedReply reply =
      Post("/users/getToken", Json{{"imp_key", imp_key_}, {"imp_secret", imp_secret_}}.dump());
  token_ = reply.At("/response/access_token");
  return reply;
}

ReceivedReply MerchantClient::Get(std::string_view target) const {
  return Call("GET", target, {});
}

ReceivedReply MerchantClient::Post(std::string_view target, std::string_view json) const {
  return Call("POST", target, json);
}

ReceivedReply MerchantClient::Delete(std::string_view target) const {
  return Call("DELETE", target, {});
}

ReceivedReply MerchantClient::IssueKey(std::string_view customer_uid,
                                       std::string_view card_number) const {
  return Post("/subscribe/customers/" + std::string(customer_uid),
              Json{{"channel_key", "channel-key-kcp"},
                   {"card_number", card_number},
                   {"expiry", "2030-12"},
                   {"birth", "820213"},
                   {"pwd_2digit", "00"}}
                  .dump());
}

ReceivedReply MerchantClient::Schedule(std::string_view customer_uid, std::string_view merchant_uid,
                                       std::string_view schedule_at) const {
  const Json entry{{"merchant_uid", merchant_uid},
                   {"schedule_at", schedule_at},
                   {"amount", 10'000},
                   {"name", "monthly"}};
  return Post("/subscribe/payments/schedule",
              Json{{"customer_uid", customer_uid}, {"schedules", Json::array({entry})}}.dump());
}

ReceivedReply MerchantClient::Advance(std::string_view by) const {
  return Post("/_emulator/clock/advance?sandbox=" + imp_key_, Json{{"by", by}}.dump());
}

ReceivedReply MerchantClient::Call(std::string_view method, std::string_view target,
                                   std::string_view json) const {
  std::vector<std::string> headers{"User-Agent: merchant"};
  if (!token_.empty()) headers.push_back("Authorization: " + token_);
  if (!json.empty()) headers.emplace_back("Content-Type: application/json");
  return Send(port_, std::string(method) + " " + std::string(target), headers, json);
}

}  // namespace portone::testing
