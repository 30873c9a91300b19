// SPDX-License-Identifier: MIT
// The calls that check expectations: their requests and their replies.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "api/reply.h"
#include "control/control_reply.h"
#include "engine/engine.h"
#include "json/json.h"
#include "verify/expectation.h"
#include "verify/fact.h"

namespace portone::control {

struct VerifyRequest {
  std::vector<verify::Expectation> expectations;
  std::chrono::milliseconds timeout{5'000};  ///< of a call that may wait
};

/// Reads the body of a call; `may_wait`: whether the body may have a timeout. Errors:
/// kInvalidParameter, kMalformedRequest.
ControlResult<VerifyRequest> ReadVerifyRequest(const api::Request& request, bool may_wait);

/// The results of all expectations, and the messages of those that do not hold.
struct Evaluation {
  Json results = Json::array();
  std::string failures;
  std::string failed_parameter;  ///< the parameter of the first that fails: "expect/1"; "" for none
};

Evaluation EvaluateAll(const std::vector<verify::Expectation>& expectations,
                       const verify::Facts& facts);

/// A line for each likely reason why expectations do not hold: expected webhooks are missing
/// because no webhook URL is set; schedules were refused because the merchant's clock is behind, or
/// lie far ahead because it is ahead. "" for none.
std::string MakeHints(engine::Engine& engine, const std::vector<verify::Expectation>& expectations,
                      const verify::Facts& facts);

/// The reply when all expectations hold.
api::Reply MakeVerifiedReply(Evaluation evaluation);

/// An error reply that also has the results. `prefix` begins its message.
api::Reply MakeNotVerifiedReply(ControlErrc code, const std::string& prefix, Evaluation evaluation);

}  // namespace portone::control
