// SPDX-License-Identifier: MIT
// Faults injected into a test's sandbox, and V1 calls whose replies are those that the transport
// gets.
#pragma once

#include <string>
#include <string_view>

#include "support/contract_guard.h"
#include "support/test_api.h"

namespace portone::testing {

/// Adds one fault, written as JSON; it must be accepted.
inline void AddFault(TestApi& api, std::string_view fault) {
  const TestReply reply = api.Control("POST", "/faults", fault);
  INFO(reply.text);
  REQUIRE(reply.status == 200);
}

/// The fault with this id as the control API shows it; null when there is none.
inline Json FindFault(TestApi& api, int id) {
  const Json faults = api.Control("GET", "/faults").json.at("faults");
  for (const Json& fault : faults) {
    if (fault.at("id") == id) return fault;
  }
  return {};
}

/// "seen 3 applied 1 remaining 0"
inline std::string FormatFaultCounters(TestApi& api, int id) {
  const Json fault = FindFault(api, id);
  return "seen " + fault.at("seen").dump() + " applied " + fault.at("applied").dump() +
         " remaining " + fault.at("remaining").dump();
}

/// Makes a V1 call; the reply is the one that the transport gets, with its delay and hang-up.
inline api::Reply SendV1Call(TestApi& api, std::string_view method, std::string_view target,
                             const Json& body = {}) {
  api::Request request;
  request.method = method;
  request.target = target;
  request.headers = {{"Authorization", api.GetToken()}, {"Content-Type", "application/json"}};
  if (!body.is_null()) request.body = body.dump();
  api::Reply reply = api.handler.Handle(request);
  if (reply.hang_up == HangUp::kNone) {
    ExpectContract({request.method, request.target, reply.status, reply.body});
  }
  return reply;
}

/// The world without the fault counters.
inline std::string DescribeWithoutFaults(const TestApi& api) {
  const std::string text = api.Describe();
  return text.substr(0, text.find("faults\n"));
}

}  // namespace portone::testing
