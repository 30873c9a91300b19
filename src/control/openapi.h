// SPDX-License-Identifier: MIT
// The control API as an OpenAPI 3.1 document, from the table of its routes.
#pragma once

#include "json/json.h"

namespace portone::control {

/// A path for each route, with its parameters, its body and its replies. Thread-safe.
Json MakeOpenApi();

}  // namespace portone::control
