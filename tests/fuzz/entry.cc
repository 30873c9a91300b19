// SPDX-License-Identifier: MIT
// What libFuzzer calls. PORTONE_FUZZ_TARGET is the function that it tries.
#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/load_scenario.h"
#include "fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  portone::testing::PORTONE_FUZZ_TARGET(text);
  return 0;
}
