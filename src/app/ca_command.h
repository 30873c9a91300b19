// SPDX-License-Identifier: MIT
// `portone-emulator ca`: the certificate that clients have to trust.
#pragma once

#include <ostream>

#include "app/options.h"

namespace portone::app {

/// Takes the certificate of the authority in the folder of `--ca-dir`, which is made when it is not
/// there; without that option, of the running emulator that `ready` would ask. Writes it to the
/// files of `--der` and `--p12`; without either, as PEM to `out`. Returns 0. Throws CommandError
/// when there is none, or a file cannot be written.
int PrintAuthorityCertificate(const Settings& settings, std::ostream& out);

}  // namespace portone::app
