// SPDX-License-Identifier: MIT
// A sandbox in which a bit of everything has happened and is under way, and a way to see all of it.
#pragma once

#include <string>

#include "support/test_api.h"

namespace portone::testing {

/// Two tiers, a group of channels, retries, a recovery hour.
engine::Setup BusySetup();

/// Makes everything that can be there: payments of every status, keys of several gateways, a super
/// billing key, virtual accounts, schedules of every status, webhooks that are retried or held
/// back, faults half used up, windows and cancellations that wait for their gateways, prepared
/// amounts, sub-merchants. REQUIRES: a new sandbox of BusySetup.
void MakeBusy(TestApi& api);

/// Every list there is, as the API and the control API print them. Changes nothing.
std::string EverythingIn(TestApi& api);

/// The snapshot of the default sandbox.
std::string SnapshotOf(TestApi& api);
/// Puts a document into the default sandbox; it must be accepted.
void Restore(TestApi& api, const std::string& document);

}  // namespace portone::testing
