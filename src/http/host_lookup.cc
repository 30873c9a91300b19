// SPDX-License-Identifier: MIT
#include "http/host_lookup.h"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <exception>
#include <memory>
#include <poll.h>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>
#include <utility>

#include "base/http_result.h"
#include "base/invariant.h"
#include "http/io_errors.h"
#include "http/url.h"
#include "sim/stopwatch.h"

namespace portone::http {
namespace {

/// One lookup, owned by both the thread that makes it and the one that waits, whichever ends last.
struct Lookup {
  Lookup(std::string host_name, int port_number)
      : host(std::move(host_name)), port(std::to_string(port_number)) {}
  Lookup(const Lookup&) = delete;
  Lookup& operator=(const Lookup&) = delete;
  ~Lookup() {
    if (done >= 0) ::close(done);
  }

  const std::string host;
  const std::string port;
  const int done = ::eventfd(0, EFD_CLOEXEC);  ///< readable when the members below are written
  std::atomic<bool> is_done{false};            ///< orders their writing before their reading
  int error = 0;                               ///< of getaddrinfo
  int system_error = 0;                        ///< errno of EAI_SYSTEM
  Addresses addresses;
};

std::atomic<int> running_lookups{0};

void Run(Lookup& lookup, Resolver resolver, int flags) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICSERV | flags;
  addrinfo* found = nullptr;
  lookup.error = resolver(lookup.host.c_str(), lookup.port.c_str(), &hints, &found);
  lookup.system_error = errno;
  if (lookup.error != 0) return;
  for (const addrinfo* entry = found; entry != nullptr; entry = entry->ai_next) {
    SocketAddress address;
    std::memcpy(&address.storage, entry->ai_addr, entry->ai_addrlen);
    address.size = entry->ai_addrlen;
    lookup.addresses.push_back(address);
  }
  ::freeaddrinfo(found);
}

BasicResult<Addresses, std::string> GetResult(Lookup& lookup) {
  if (lookup.error == EAI_SYSTEM) return DescribeSystemError(lookup.system_error);
  if (lookup.error == EAI_MEMORY) return DescribeSystemError(ENOMEM);
  if (lookup.error != 0 || lookup.addresses.empty()) return std::string(kHostNotFound);
  return std::move(lookup.addresses);
}

}  // namespace

BasicResult<Addresses, std::string> LookUpHost(const std::string& host, int port,
                                               std::chrono::milliseconds limit,
                                               const CancelToken& cancel_token, Resolver resolver) {
  const auto lookup = std::make_shared<Lookup>(host, port);
  if (IsIpAddress(host)) {
    Run(*lookup, ::getaddrinfo, AI_NUMERICHOST);
    return GetResult(*lookup);
  }
  if (lookup->done < 0) return DescribeSystemError(errno);
  if (running_lookups.fetch_add(1) >= kMaxLookups) {
    running_lookups.fetch_sub(1);
    return std::string("too many pending host lookups");
  }
  try {
    std::thread([lookup, resolver] {
      Run(*lookup, resolver, 0);
      running_lookups.fetch_sub(1);
      lookup->is_done.store(true, std::memory_order_release);
      ::eventfd_write(lookup->done, 1);
    }).detach();
  } catch (const std::exception&) {  // out of threads or memory
    running_lookups.fetch_sub(1);
    return DescribeSystemError(EAGAIN);
  }
  switch (WaitFor(lookup->done, POLLIN, sim::Stopwatch(), limit, cancel_token)) {
    case WaitResult::kReady:
      PORTONE_INVARIANT(lookup->is_done.load(std::memory_order_acquire),
                        "a host lookup said that it was done before it was");
      return GetResult(*lookup);
    case WaitResult::kTimedOut:
      return DescribeTimeout("host not resolved", limit);
    case WaitResult::kCancelled:
      break;
  }
  return std::string(kStopped);
}

}  // namespace portone::http
