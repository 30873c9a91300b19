// SPDX-License-Identifier: MIT
// Webhooks for people: what was sent, and what came of the last attempt.
#pragma once

#include <string>

#include "app/client/table.h"
#include "json/json.h"

namespace portone::app::client {

/// What came of the last attempt of a webhook: "200", "connection refused"; "" before the first.
std::string DescribeLastAttempt(const Json& webhook);

/// A row for each webhook of a reply of the control API.
Table MakeWebhookTable(const Json& webhooks);

}  // namespace portone::app::client
