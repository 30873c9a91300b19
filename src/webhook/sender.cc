// SPDX-License-Identifier: MIT
#include "webhook/sender.h"

namespace portone::webhook {
namespace {

class ForwardingSession final : public SendSession {
 public:
  explicit ForwardingSession(Sender& sender) : sender_(sender) {}
  HttpResult Send(const Post& post) override { return sender_.Send(post); }

 private:
  Sender& sender_;
};

}  // namespace

std::unique_ptr<SendSession> Sender::NewSession() {
  return std::make_unique<ForwardingSession>(*this);
}

}  // namespace portone::webhook
