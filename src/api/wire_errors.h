// SPDX-License-Identifier: MIT
// Maps each error to its HTTP status and envelope code: the single table of both.
#pragma once

#include "domain/result.h"

namespace portone::api {

struct WireError {
  int http_status;  ///< 200 for some errors, which can be told from a success only by `code`
  int code;         ///< in the envelope: 1 for the service's own rules, else -1
};

WireError ToWireError(Errc code);

/// The HTTP status of a success: 200, or 207 when only some of the requested items were found.
int GetSuccessStatus(bool is_complete);

}  // namespace portone::api
