// SPDX-License-Identifier: MIT
// Records of a request for the journal and for the list of requests, which share one copy of its
// body. Independent of the routes.
#pragma once

#include <cstdint>
#include <string_view>

#include "api/reply.h"
#include "api/request.h"
#include "api/route.h"
#include "domain/call_outcome.h"
#include "domain/ids.h"
#include "engine/activity_log.h"
#include "engine/journal.h"
#include "engine/sandbox.h"

namespace portone::api {

/// The sub-merchant named by the header `Tier`.
// FIDELITY: tier
TierCode ReadTierHeader(const Request& request);

/// The call as recorded in the journal. Its webhooks wait for its reply (Engine::EndReply).
engine::ApiRequest MakeJournalRequest(const Call& call);
/// The same for a request whose body is stored already, and for the sub-merchant `tier`.
engine::ApiRequest MakeJournalRequest(const Request& request, TierCode tier,
                                      engine::StoredBodyPtr body);
/// The same for a request whose body is not stored yet.
engine::ApiRequest MakeJournalRequest(const Request& request, TierCode tier);
/// The same for the sub-merchant named by the header `Tier`.
engine::ApiRequest MakeJournalRequest(const Request& request);

/// The request as listed, with its reply at the sandbox's time `now`. `operation` is a path of the
/// route table, "" when no route matches; `outcome` is the payment or schedule that the call was
/// about, and how it ended.
engine::RequestRecord MakeRequestRecord(const Request& request, engine::StoredBodyPtr body,
                                        std::string_view operation, const Reply& reply,
                                        CallOutcome outcome, std::uint64_t sequence, Instant now);

/// Lists a request that was refused before it reached a sandbox, in the list of `sandbox`. Does not
/// wait for the sandbox.
void RecordRefusedRequest(engine::Sandbox& sandbox, const Request& request,
                          engine::StoredBodyPtr body, std::string_view operation,
                          const Reply& reply);

}  // namespace portone::api
