// SPDX-License-Identifier: MIT
#include "support/merchant_server.h"

#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

#include <httplib.h>

#include "support/raw_socket.h"

namespace portone::testing {
namespace {

constexpr std::chrono::seconds kTimeout{60};

}  // namespace

struct MerchantServer::Impl {
  explicit Impl(Handler webhook_handler) : handler(std::move(webhook_handler)) {
    server.set_tcp_nodelay(true);
    server.Post(".*", [this](const httplib::Request& request, httplib::Response& response) {
      response.status = Handle(
          {request.method, request.target, request.get_header_value("Content-Type"), request.body});
    });
    port = server.bind_to_any_port("127.0.0.1");
    thread = std::thread([this] { server.listen_after_bind(); });
    while (!server.is_running())
      std::this_thread::yield();
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    server.stop();
    thread.join();
  }

  int Handle(const Webhook& webhook) {
    const std::lock_guard one_at_a_time(handling);
    {
      const std::lock_guard lock(mutex);
      received.push_back(webhook);
    }
    changed.notify_all();
    return handler(webhook);
  }

  const Handler handler;
  std::mutex handling;  // locked before `mutex`

  mutable std::mutex mutex;
  mutable std::condition_variable changed;
  std::vector<Webhook> received;
  std::size_t taken_count = 0;

  httplib::Server server;
  int port = 0;
  std::thread thread;
};

MerchantServer::MerchantServer(Handler handler)
    : impl_(std::make_unique<Impl>(std::move(handler))) {}

MerchantServer::~MerchantServer() = default;

std::string MerchantServer::url(std::string_view path) const {
  return "http://127.0.0.1:" + std::to_string(impl_->port) + std::string(path);
}

std::vector<Webhook> MerchantServer::webhooks() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->received;
}

std::vector<Webhook> MerchantServer::TakeNew() {
  const std::lock_guard lock(impl_->mutex);
  const auto from = impl_->received.begin() + static_cast<std::ptrdiff_t>(impl_->taken_count);
  impl_->taken_count = impl_->received.size();
  return {from, impl_->received.end()};
}

std::vector<Webhook> MerchantServer::Await(std::size_t count) const {
  std::unique_lock lock(impl_->mutex);
  if (!impl_->changed.wait_for(lock, kTimeout, [&] { return impl_->received.size() >= count; })) {
    throw std::runtime_error("only " + std::to_string(impl_->received.size()) + " of " +
                             std::to_string(count) + " webhooks came");
  }
  return impl_->received;
}

struct HungServer::Impl {
  std::promise<void> arrival;
  std::shared_future<void> has_arrived = arrival.get_future().share();
  std::promise<void> release;
  std::shared_future<void> is_released = release.get_future().share();
  bool is_first = true;
  RawReceiver receiver{[this](RawSocket& socket) {
    socket.ReadRequest();
    if (std::exchange(is_first, false)) arrival.set_value();
    is_released.wait();
  }};
};

HungServer::HungServer() : impl_(std::make_unique<Impl>()) {}

HungServer::~HungServer() {
  impl_->release.set_value();
}

std::string HungServer::url() const {
  return impl_->receiver.url("/hung");
}

void HungServer::AwaitWebhook() const {
  if (impl_->has_arrived.wait_for(kTimeout) != std::future_status::ready) {
    throw std::runtime_error("no webhook came");
  }
}

}  // namespace portone::testing
