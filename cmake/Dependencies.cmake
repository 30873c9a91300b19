# Third-party libraries, all from the distribution's packages (scripts/install-packages.sh).
find_package(Threads REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(nlohmann_json 3.11 CONFIG REQUIRED)
find_package(spdlog 1.10 CONFIG REQUIRED)
find_package(Boost 1.74 CONFIG REQUIRED COMPONENTS program_options)

include(${CMAKE_CURRENT_LIST_DIR}/Httplib.cmake)
if(NOT TARGET portone_httplib)
  message(FATAL_ERROR "cpp-httplib was not found, by CMake config or by pkg-config")
endif()

if(PORTONE_TESTS)
  find_package(Catch2 3 CONFIG QUIET)
  if(NOT Catch2_FOUND)
    find_package(Catch2 2 CONFIG REQUIRED)
  endif()
endif()
