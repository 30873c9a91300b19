// SPDX-License-Identifier: MIT
// An authority that is kept in a folder, so that clients have to be told only once to trust it.
#pragma once

#include <filesystem>

#include "base/instant.h"
#include "tls/authority.h"

namespace portone::tls {

/// The authority in `folder`: its certificate is ca.pem, its key ca-key.pem. When neither is there,
/// a new one is made and written; a folder that is missing is made for the user alone. Of several
/// processes that start at once one makes it, and the others wait for that. Throws TlsError that
/// begins with the folder: when a file cannot be read or written, is no regular file, is broken or
/// missing beside the other one, the key can be read by others, or the two do not belong together.
/// Nothing is replaced then.
Authority LoadOrMakeAuthority(const std::filesystem::path& folder, Instant now);

}  // namespace portone::tls
