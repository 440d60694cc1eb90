# The only way to add a module: one static library, its public headers, its tests.
#
#   maillage_add_module(NAME access
#     SOURCES a.cpp b.cpp            # in src/<name>/; headers without .cpp are found through HEADERS
#     HEADERS a.hpp b.hpp            # in include/maillage/<name>/
#     DEPENDS core territory         # modules below; checked by tools/check-layers
#     LIBRARIES fmt::fmt)            # third parties, private to the module
function(maillage_add_module)
  cmake_parse_arguments(PARSE_ARGV 0 M "" "NAME" "SOURCES;HEADERS;DEPENDS;LIBRARIES")
  if(M_UNPARSED_ARGUMENTS OR NOT M_NAME OR NOT M_SOURCES)
    message(FATAL_ERROR "maillage_add_module: needs NAME and SOURCES; unknown: ${M_UNPARSED_ARGUMENTS}")
  endif()
  set(target maillage_${M_NAME})
  set(include_dir "${PROJECT_SOURCE_DIR}/include")
  list(TRANSFORM M_HEADERS PREPEND "${include_dir}/maillage/${M_NAME}/")
  add_library(${target} STATIC ${M_SOURCES})
  add_library(maillage::${M_NAME} ALIAS ${target})
  target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS "${include_dir}" FILES ${M_HEADERS})
  target_compile_features(${target} PUBLIC cxx_std_20)
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/src/${M_NAME}")
  list(TRANSFORM M_DEPENDS PREPEND "maillage::" OUTPUT_VARIABLE modules)
  target_link_libraries(${target} PUBLIC ${modules} PRIVATE $<BUILD_INTERFACE:maillage_options> ${M_LIBRARIES})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${M_NAME})
  set_property(GLOBAL APPEND PROPERTY MAILLAGE_MODULES ${M_NAME})
  install(TARGETS ${target} EXPORT maillage ARCHIVE FILE_SET HEADERS)
endfunction()

# maillage_add_unit_tests(access SOURCES a_test.cpp …)    in tests/unit/<module>/
function(maillage_add_unit_tests module)
  cmake_parse_arguments(PARSE_ARGV 1 T "" "" "SOURCES;LIBRARIES")
  set(target test_${module})
  add_executable(${target} ${T_SOURCES})
  target_link_libraries(${target} PRIVATE maillage::${module} maillage_options Catch2::Catch2WithMain ${T_LIBRARIES})
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/tests")
  target_compile_definitions(${target} PRIVATE MAILLAGE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  add_test(NAME unit.${module} COMMAND ${target} --skip-benchmarks)
  # What ThreadSanitizer says of libraries it cannot see into is left out; other sanitizers do not read this.
  set(suppressions "TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tools/cmake/thread-sanitizer.supp")
  # maillage_data: tests/CMakeLists.txt. 4: what Catch2 returns when every case was skipped.
  set_tests_properties(unit.${module} PROPERTIES LABELS unit
    ENVIRONMENT "MAILLAGE_DATA=${maillage_data};${suppressions}" SKIP_RETURN_CODE 4)
endfunction()
