// SPDX-License-Identifier: MIT
// Takes the means to start threads away, for tests of what happens then.
#pragma once

#include <cstddef>
#include <pthread.h>

#include "support/catch.h"

namespace portone::testing {

/// While this exists, no thread can be started in this process: each would get a stack that no
/// machine has.
class NoNewThreads {
 public:
  NoNewThreads() {
    REQUIRE(::pthread_getattr_default_np(&before_) == 0);
    pthread_attr_t huge = before_;
    REQUIRE(::pthread_attr_setstacksize(&huge, std::size_t{1} << 60) == 0);
    REQUIRE(::pthread_setattr_default_np(&huge) == 0);
  }
  NoNewThreads(const NoNewThreads&) = delete;
  NoNewThreads& operator=(const NoNewThreads&) = delete;
  ~NoNewThreads() {
    ::pthread_setattr_default_np(&before_);
    ::pthread_attr_destroy(&before_);
  }

 private:
  pthread_attr_t before_;
};

}  // namespace portone::testing
