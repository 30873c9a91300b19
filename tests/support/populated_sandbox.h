// SPDX-License-Identifier: MIT
// A sandbox with something of every kind done and in progress, and functions to list and restore
// it.
#pragma once

#include <string>

#include "support/test_api.h"

namespace portone::testing {

/// Two tiers, a group of channels, retries, a recovery hour.
engine::Setup PopulatedSetup();

/// Creates one of everything: payments of every status, keys of several gateways, a super
/// billing key, virtual accounts, schedules of every status, webhooks that are retried or held
/// back, faults half used up, windows and cancellations that await their gateways, prepared
/// amounts, sub-merchants. REQUIRES: a new sandbox of PopulatedSetup.
void Populate(TestApi& api);

/// The replies of every list of the V1 API and the control API. Changes nothing.
std::string ListEverything(TestApi& api);

/// The snapshot of the default sandbox.
std::string TakeSnapshot(TestApi& api);
/// Loads a snapshot into the default sandbox; it must be accepted.
void Restore(TestApi& api, const std::string& document);

}  // namespace portone::testing
