// SPDX-License-Identifier: MIT
// Which device a browser runs on.
#pragma once

#include "api/request.h"
#include "domain/payment.h"

namespace portone::web {

/// By the User-Agent of its request, as the service's script reads it. A PC without one.
// FIDELITY: browser-script
Device FindDevice(const api::Request& request);

}  // namespace portone::web
