// SPDX-License-Identifier: MIT
// The examples of the standard (FIPS 180-4).
#include "base/sha256.h"

#include "support/catch.h"

namespace portone::testing {
namespace {

TEST_CASE("sha256: the standard's examples", "[base]") {
  CHECK(HashToHex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(HashToHex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace portone::testing
