include(CMakePackageConfigHelpers)
include(GNUInstallDirs)
install(EXPORT maillage NAMESPACE maillage:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/maillage)
configure_package_config_file("${PROJECT_SOURCE_DIR}/tools/cmake/maillageConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/maillageConfig.cmake" INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/maillage)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/maillageConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/maillageConfig.cmake" "${PROJECT_BINARY_DIR}/maillageConfigVersion.cmake"
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/maillage)
