// SPDX-License-Identifier: MIT
// Helpers to inject faults into a test's sandbox and to get a reply as the transport receives it.
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

/// The fault with this id as the control API shows it.
inline Json FaultOf(TestApi& api, int id) {
  const Json faults = api.Control("GET", "/faults").json.at("faults");
  for (const Json& fault : faults) {
    if (fault.at("id") == id) return fault;
  }
  return {};
}

/// "seen 3 applied 1 remaining 0"
inline std::string Counters(TestApi& api, int id) {
  const Json fault = FaultOf(api, id);
  return "seen " + fault.at("seen").dump() + " applied " + fault.at("applied").dump() +
         " remaining " + fault.at("remaining").dump();
}

/// A V1 call with the reply as the transport receives it, including its delay and hang-up.
inline api::Reply Ask(TestApi& api, std::string_view method, std::string_view target,
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
