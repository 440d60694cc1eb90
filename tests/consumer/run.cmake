# Installs the build into a scratch prefix, builds the consumer against it from scratch, and compares what it prints.
cmake_minimum_required(VERSION 3.25)

function(step)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE err)
  if(NOT code EQUAL 0)
    list(JOIN ARGV " " command)
    message(FATAL_ERROR "${command}\n${out}${err}exit ${code}")
  endif()
  set(output "${out}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE "${SCRATCH}")
step("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${SCRATCH}/prefix")
step("${CMAKE_COMMAND}" -S "${CMAKE_CURRENT_LIST_DIR}" -B "${SCRATCH}/build" -G Ninja -D CMAKE_BUILD_TYPE=Release
     "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_PREFIX_PATH=${SCRATCH}/prefix")
step("${CMAKE_COMMAND}" --build "${SCRATCH}/build")
step("${SCRATCH}/build/consumer")

# METHODS § 2, to 9 decimals; Σ P·A = 150 over 65 people.
set(expected "1.213592233\n1.933656958\n2.491909385\n2.307692308\n700000.000 6600000.000\n")
if(NOT output STREQUAL expected)
  message(FATAL_ERROR "the consumer printed\n${output}expected\n${expected}")
endif()

step("${SCRATCH}/prefix/bin/maillage" --version)
if(NOT output MATCHES "^maillage [0-9]+\\.[0-9]+\\.[0-9]+\n$")
  message(FATAL_ERROR "the installed program says ${output}")
endif()

# Nothing that was installed may point back into the source or build folders.
file(GLOB_RECURSE packages "${SCRATCH}/prefix/*.cmake")
if(NOT packages)
  message(FATAL_ERROR "no CMake package was installed in ${SCRATCH}/prefix")
endif()
get_filename_component(source "${CMAKE_CURRENT_LIST_DIR}/../.." REALPATH)
foreach(package IN LISTS packages)
  file(READ "${package}" text)
  string(FIND "${text}" "${source}/" at)
  if(NOT at EQUAL -1)
    message(FATAL_ERROR "${package} names ${source}")
  endif()
endforeach()
