// SPDX-License-Identifier: MIT
// What each refusal becomes on the wire: the one table of HTTP statuses and codes.
#pragma once

#include "domain/error.h"

namespace portone::api {

struct WireError {
  int http_status;  ///< some refusals are 200: the code tells, not the status
  int code;         ///< of the envelope: 1 the service's own rules, -1 anything else
};

WireError WireErrorOf(Errc code);

/// The status of a success; another one when not all that was asked for was found.
int SuccessStatus(bool complete);

}  // namespace portone::api
