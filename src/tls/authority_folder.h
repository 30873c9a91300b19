// SPDX-License-Identifier: MIT
// Keeps an authority in a folder, so that clients have to be configured to trust it only once.
#pragma once

#include <filesystem>

#include "base/instant.h"
#include "tls/authority.h"

namespace portone::tls {

/// The authority in `folder`: its certificate is ca.pem, its key ca-key.pem. When neither is there,
/// a new one is made and written; a missing folder is created for this user only. Of several
/// processes started at once one makes it, and the others wait. Throws TlsError whose message
/// begins with the folder: when a file cannot be read or written, is not a regular file, is broken
/// or missing beside the other one, the key can be read by others, or the two do not belong
/// together. Nothing is replaced then.
Authority LoadOrMakeAuthority(const std::filesystem::path& folder, Instant now);

}  // namespace portone::tls
