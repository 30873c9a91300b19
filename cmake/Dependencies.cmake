# Third-party libraries, all from the distribution's packages (scripts/install-packages.sh).
find_package(Threads REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(nlohmann_json 3.11 CONFIG REQUIRED)
find_package(spdlog 1.10 CONFIG REQUIRED)

# cpp-httplib: newer packages bring a CMake config, Debian 12's only pkg-config. Its -D flags are
# part of the ABI (struct members depend on them), so they always come from there.
find_package(httplib CONFIG QUIET)
if(NOT TARGET httplib::httplib)
  find_package(PkgConfig REQUIRED)
  pkg_check_modules(HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib)
  add_library(httplib::httplib ALIAS PkgConfig::HTTPLIB)
endif()

if(PORTONE_TESTS)
  find_package(Catch2 3 CONFIG QUIET)
  if(NOT Catch2_FOUND)
    find_package(Catch2 2 CONFIG REQUIRED)
  endif()
endif()
