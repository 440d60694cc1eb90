# Compiler settings shared by every target.
option(MAILLAGE_TESTS "Build the tests" ON)
option(MAILLAGE_BENCHMARKS "Build the benchmarks (Google Benchmark)" OFF)
option(MAILLAGE_FUZZ "Build the fuzz targets of the readers (clang with MAILLAGE_SANITIZE=fuzzer-no-link,address,undefined)" OFF)
option(MAILLAGE_WERROR "Warnings are errors" OFF)
option(MAILLAGE_COVERAGE "Count lines for gcov" OFF)
set(MAILLAGE_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize takes them")
set(MAILLAGE_PARALLEL "tbb" CACHE STRING "Behind core's parallel loops: tbb | jthread")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -DNDEBUG")
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")
set(CMAKE_VERIFY_INTERFACE_HEADER_SETS ON)
set_property(GLOBAL PROPERTY GLOBAL_DEPENDS_NO_CYCLES ON)

find_program(MAILLAGE_CCACHE ccache)
if(MAILLAGE_CCACHE)
  # Paths relative to the checkout: a second clone finds what the first one compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=true
      "${MAILLAGE_CCACHE}")
endif()

add_library(maillage_options INTERFACE)
# -ffp-contract=off: no fused multiply-add, so that results are equal on every machine.
target_compile_options(maillage_options INTERFACE -ffp-contract=off -Wall -Wextra -Wpedantic -Wshadow
                       -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast
                       $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)  # g++ 12 reports std::string operator+ falsely
if(MAILLAGE_WERROR)
  target_compile_options(maillage_options INTERFACE -Werror)
endif()
if(MAILLAGE_SANITIZE)
  target_compile_options(maillage_options INTERFACE -fsanitize=${MAILLAGE_SANITIZE} -fno-omit-frame-pointer
                         -fno-sanitize-recover=all)
  target_link_options(maillage_options INTERFACE -fsanitize=${MAILLAGE_SANITIZE})
endif()
if(MAILLAGE_COVERAGE)
  target_compile_options(maillage_options INTERFACE --coverage -O0)
  target_link_options(maillage_options INTERFACE --coverage)
endif()
