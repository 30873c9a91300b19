// SPDX-License-Identifier: MIT
// Which device a browser runs on.
#pragma once

#include "api/request.h"
#include "domain/payment.h"

namespace portone::web {

/// Reads the User-Agent of a request as the service's script does. Without one, a PC.
// FIDELITY: browser-script
Device DetectDevice(const api::Request& request);

}  // namespace portone::web
