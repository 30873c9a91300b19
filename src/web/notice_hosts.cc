// SPDX-License-Identifier: MIT
#include "web/notice_hosts.h"

#include <algorithm>

#include "api/serve.h"
#include "base/wildcard.h"
#include "domain/errors.h"
#include "domain/texts.h"

namespace portone::web {
namespace {

/// Names and addresses that a browser takes for the machine on which it runs.
bool IsThisMachine(const std::string& host) {
  return host == "localhost" || host.ends_with(".localhost") || host == "::1" ||
         (host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string::npos);
}

class NoticeHostChecker {
 public:
  NoticeHostChecker(const NoticeHostRules& rules, const RequestingPage& page)
      : rules_(rules),
        page_host_(rules.find_host(*page.origin)),
        webhook_host_(rules.find_host(page.webhook_url)) {}

  Result<Done> Check(std::string_view parameter, const std::string& url) const {
    const std::optional<std::string> host = rules_.find_host(url);
    if (!host || MayName(*host)) return Done{};
    return errors::InvalidParameter(parameter, texts::NotForPages(*host));
  }

 private:
  bool MayName(const std::string& host) const {
    if (page_host_ && (*page_host_ == host || IsThisMachine(*page_host_))) return true;
    return host == webhook_host_ ||
           std::any_of(rules_.hosts.begin(), rules_.hosts.end(),
                       [&](const std::string& pattern) { return MatchesWildcard(pattern, host); });
  }

  const NoticeHostRules& rules_;
  std::optional<std::string> page_host_;
  std::optional<std::string> webhook_host_;
};

}  // namespace

std::optional<std::string> FindPageOrigin(const api::Request& request,
                                          const std::optional<std::string>& named) {
  const std::string_view origin = request.FindHeader("Origin");
  if (origin.empty()) return std::nullopt;
  const std::string host(api::FindHost(request));
  const bool is_own = origin == "http://" + host || origin == "https://" + host;
  return is_own && named ? *named : std::string(origin);
}

Result<Done> CheckNoticeHosts(const NoticeHostRules& rules, const RequestingPage& page,
                              const commands::Checkout& checkout) {
  if (rules.find_host == nullptr || !page.origin) return Done{};
  const NoticeHostChecker hosts(rules, page);
  if (checkout.confirm_url) {
    PORTONE_RETURN_IF_ERROR(hosts.Check("confirm_url", *checkout.confirm_url));
  }
  for (const std::string& url : checkout.order.notice_urls)
    PORTONE_RETURN_IF_ERROR(hosts.Check("notice_url", url));
  return Done{};
}

}  // namespace portone::web
