// SPDX-License-Identifier: MIT
// The names under which an emulator is reached: for its certificates, and for its proxy.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/proxy_rules.h"
#include "portone/options.h"

namespace portone::app {

/// Whether `text` can be the name of a host: labels of letters, digits, - and _, between dots.
bool IsDomainName(std::string_view text);

/// All names and addresses for which there is a certificate, in lower case, each once: those of the
/// service, those of this machine and by which containers reach it, and those of the options.
std::vector<std::string> FindServerNames(const Options& options);

/// What the emulator does as a proxy: the service's names and those of `tls_names` are served.
http::ProxyRules MakeProxyRules(const Options& options);

}  // namespace portone::app
