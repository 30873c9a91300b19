# Finds cpp-httplib for the tests, as portone_httplib, by its CMake config (newer packages) or by
# pkg-config (Debian 12). Its -D flags are part of the ABI (struct members depend on them), so they
# always come from the package.
find_package(httplib CONFIG QUIET)
if(NOT TARGET httplib::httplib)
  find_package(PkgConfig QUIET)
  if(PkgConfig_FOUND)
    pkg_check_modules(HTTPLIB QUIET IMPORTED_TARGET cpp-httplib)
  endif()
endif()

if(NOT TARGET portone_httplib)
  if(TARGET httplib::httplib)
    add_library(portone_httplib INTERFACE IMPORTED)
    target_link_libraries(portone_httplib INTERFACE httplib::httplib)
  elseif(TARGET PkgConfig::HTTPLIB)
    add_library(portone_httplib INTERFACE IMPORTED)
    target_link_libraries(portone_httplib INTERFACE PkgConfig::HTTPLIB)
  endif()
endif()
