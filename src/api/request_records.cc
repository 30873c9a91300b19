// SPDX-License-Identifier: MIT
#include "api/request_records.h"

#include <string>
#include <utility>

#include "json/text.h"

namespace portone::api {
namespace {

/// The header X-PortOne-Test-Code, percent-decoded; "" when it is not valid UTF-8.
// FIDELITY: test-code
std::string ReadTestCode(const Request& request) {
  const std::string_view header = json::Trim(request.FindHeader("X-PortOne-Test-Code"));
  const std::string code = json::PercentDecode(header, false).value_or("");
  return json::IsUtf8(code) ? code : "";
}

}  // namespace

TierCode ReadTierHeader(const Request& request) {
  const std::string_view code = json::Trim(request.FindHeader("Tier"));
  return code.empty() ? TierCode{} : TierCode::Parse(code).value_or(TierCode::Unknown());
}

engine::ApiRequest MakeJournalRequest(const Request& request, TierCode tier,
                                      engine::StoredBodyPtr body) {
  return {.method = request.method,
          .target = request.target,
          .content_type = std::string(request.FindHeader("Content-Type")),
          .user_agent = std::string(request.FindHeader("User-Agent")),
          .tier = tier,
          .test_code = ReadTestCode(request),
          .stored_body = std::move(body),
          .is_from_page = !request.FindHeader("Sec-Fetch-Mode").empty() ||
                          !request.FindHeader("Origin").empty()};
}

engine::ApiRequest MakeJournalRequest(const Call& call) {
  engine::ApiRequest journal_request = MakeJournalRequest(call.request, call.tier, call.body);
  journal_request.sequence = call.sequence;
  return journal_request;
}

engine::ApiRequest MakeJournalRequest(const Request& request, TierCode tier) {
  engine::ApiRequest journal_request = MakeJournalRequest(request, tier, nullptr);
  journal_request.body = request.body;
  return journal_request;
}

engine::ApiRequest MakeJournalRequest(const Request& request) {
  return MakeJournalRequest(request, ReadTierHeader(request));
}

engine::RequestRecord MakeRequestRecord(const Request& request, engine::StoredBodyPtr body,
                                        std::string_view operation, const Reply& reply,
                                        CallOutcome outcome, std::uint64_t sequence, Instant now) {
  const bool has_reply = reply.hang_up == HangUp::kNone;
  return {.sequence = sequence,
          .at = now,
          .method = request.method,
          .target = request.target,
          .content_type = std::string(request.FindHeader("Content-Type")),
          .body = std::move(body),
          .operation = operation,
          .status = has_reply ? reply.status : 0,
          .code = has_reply ? reply.code : 0,
          .message = has_reply ? reply.message : "",
          .outcome = std::move(outcome),
          .reply_body = "",
          .elapsed = request.watch.Elapsed(),
          .fault_delay = reply.delay};
}

void RecordRefusedRequest(engine::Sandbox& sandbox, const Request& request,
                          engine::StoredBodyPtr body, std::string_view operation,
                          const Reply& reply) {
  engine::ActivityLog& activity = sandbox.engine.activity();
  const std::uint64_t sequence = activity.BeginRequest();
  activity.EndRequest(MakeRequestRecord(request, std::move(body), operation, reply, {}, sequence,
                                        sandbox.engine.Now()));
}

}  // namespace portone::api
