// SPDX-License-Identifier: MIT
// The one door: every request, from a socket, a test or the embedding program, goes through here
// and comes out as a reply.
#pragma once

#include <string_view>

#include "api/reply.h"
#include "api/request.h"
#include "api/service.h"
#include "control/control.h"

namespace portone::control {

/// Whether a request target belongs to the control API.
bool IsControl(std::string_view target);

/// May be called from several threads at once.
class Door {
 public:
  /// REQUIRES: `parts` outlive the door.
  explicit Door(Parts& parts) : parts_(parts), service_(parts.directory), control_(parts) {}

  /// For callers in this process. Never throws on account of what the request holds. When it
  /// returns, the webhooks that the request gave occasion to are on their way, but not yet
  /// answered, unless the sandbox wants them first.
  api::Reply Handle(const api::Request& request) const;

  /// For a transport, which calls the reply's `once_sent`: only then are they on their way.
  // FIDELITY: webhook-order
  api::Reply Prepare(const api::Request& request) const;

 private:
  void Tell(const engine::SandboxPtr& sandbox, api::Reply& reply) const;

  Parts& parts_;
  api::Service service_;
  Control control_;
};

}  // namespace portone::control
