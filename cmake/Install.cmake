# cmake --install: the program, its scenarios with their schema, and the embedded API as a package for
# find_package(portone).
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/portone)
set(data_dir ${CMAKE_INSTALL_DATADIR}/portone-emulator)

install(TARGETS portone_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY scenarios DESTINATION ${data_dir})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/portone-emulator)

# Only portone has headers there: the others are linked into it.
install(DIRECTORY include/portone DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS portone portone_control portone_service portone_core EXPORT portoneTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT portoneTargets NAMESPACE portone:: DESTINATION ${package_dir})

configure_package_config_file(cmake/portoneConfig.cmake.in
  ${PROJECT_BINARY_DIR}/portoneConfig.cmake INSTALL_DESTINATION ${package_dir})
# Before 1.0 a minor version may change the API.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/portoneConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/portoneConfig.cmake
  ${PROJECT_BINARY_DIR}/portoneConfigVersion.cmake
  DESTINATION ${package_dir})
