// SPDX-License-Identifier: MIT
#include "http/transport_errors.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace portone::http {
namespace {

struct TransportError {
  int status;
  std::string_view message;  // of the envelope; needs no JSON escaping
};

constexpr TransportError kErrors[] = {
    {400, "The HTTP request could not be understood."},
    {405, "This HTTP method is not supported."},
    {408, "The request did not arrive completely in time."},
    {413, "The request body is larger than this server accepts."},
    {414, "The request target is longer than this server accepts."},
    {415, "Compressed request bodies are not supported."},
    {431, "The request has more or longer headers than this server accepts."},
    {500, "The server failed while it handled this request."},
    {501, "Only the transfer encoding chunked is supported."},
    {503, "Too many requests are being handled; try again later."},
};

const TransportError& Find(int status) {
  const auto* const found =
      std::find_if(std::begin(kErrors), std::end(kErrors),
                   [status](const TransportError& error) { return error.status == status; });
  return found != std::end(kErrors) ? *found : kErrors[0];
}

}  // namespace

api::Reply MakeTransportErrorReply(int status) {
  const TransportError& error = Find(status);
  return MakeTransportErrorReply(error.status, error.message);
}

api::Reply MakeTransportErrorReply(int status, std::string_view message) {
  api::Reply reply;
  reply.status = status;
  reply.message = std::string(message);
  reply.body = R"({"code":-1,"message":")" + std::string(message) + R"(","response":null})";
  return reply;
}

}  // namespace portone::http
