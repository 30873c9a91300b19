// SPDX-License-Identifier: MIT
#include "http/transport_errors.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace portone::http {
namespace {

struct TransportError {
  int status;
  std::string_view reason;   // of the status line
  std::string_view message;  // of the envelope; needs no JSON escaping
};

constexpr TransportError kErrors[] = {
    {400, "Bad Request", "The HTTP request could not be understood."},
    {405, "Method Not Allowed", "This HTTP method is not supported."},
    {408, "Request Timeout", "The request did not arrive completely in time."},
    {413, "Payload Too Large", "The request body is larger than this server accepts."},
    {414, "URI Too Long", "The request target is longer than this server accepts."},
    {415, "Unsupported Media Type", "Compressed request bodies are not supported."},
    {416, "Range Not Satisfiable", "The Range header could not be understood."},
    {431, "Request Header Fields Too Large",
     "The request has more or longer headers than this server accepts."},
    {500, "Internal Server Error", "The server failed while it handled this request."},
    {501, "Not Implemented", "Only the transfer encoding chunked is supported."},
};

const TransportError& Find(int status) {
  const auto* const found =
      std::find_if(std::begin(kErrors), std::end(kErrors),
                   [status](const TransportError& error) { return error.status == status; });
  return found != std::end(kErrors) ? *found : kErrors[0];
}

}  // namespace

api::Reply TransportErrorReply(int status) {
  const TransportError& error = Find(status);
  api::Reply reply;
  reply.status = error.status;
  reply.body = R"({"code":-1,"message":")" + std::string(error.message) + R"(","response":null})";
  return reply;
}

std::string TransportErrorBytes(int status) {
  const api::Reply reply = TransportErrorReply(status);
  return "HTTP/1.1 " + std::to_string(reply.status) + " " + std::string(Find(status).reason) +
         "\r\nConnection: close\r\nContent-Type: " + reply.content_type +
         "\r\nContent-Length: " + std::to_string(reply.body.size()) + "\r\n\r\n" + reply.body;
}

}  // namespace portone::http
