// SPDX-License-Identifier: MIT
// The number of files that this process may open.
#pragma once

namespace portone::app {

/// Raises the limit to what is allowed: each connection is an open file, and most shells allow no
/// more than 1,024 at first.
void RaiseFileLimit();

}  // namespace portone::app
