// SPDX-License-Identifier: MIT
// The JSON body of a control request, read strictly: an unknown key or a wrong type is refused by
// its name.
#pragma once

#include <functional>

#include "api/request.h"
#include "control/control_error.h"
#include "json/strict_object.h"

namespace portone::control {

/// Lets `read` take the body's object (an empty one for an empty body) and finishes it. Refused:
/// kMalformedRequest, kInvalidParameter with all problems and the first one's place.
ControlResult<Done> ReadBody(const api::Request& request,
                             const std::function<void(json::StrictObject&)>& read);

}  // namespace portone::control
