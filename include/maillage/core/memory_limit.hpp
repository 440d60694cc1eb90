#pragma once
// One message for all the ways in which a machine, or a limit set on the process, runs out of memory.

#include <cstddef>
#include <string_view>

#include "maillage/core/error.hpp"

namespace maillage {

// Error(limit) "not enough memory", with what to do. `doing`: what asked for it; may be empty.
[[nodiscard]] Error not_enough_memory(std::string_view doing = {});

// From now on GLib (under Pango, SHA-256) says the same when it gets no memory, instead of aborting; and where address
// space is limited (ulimit -v), threads reserve less of it and a library that uses memory it did not get ends with the
// same message. Call once, first thing in main.
void prepare_for_little_memory();

// Where address space is limited: Error(limit) unless so many bytes can still be had. Ask before calling libraries that
// do not survive without memory (libpng under Cairo). Else nothing: the machine gives memory when it is used.
void require_memory(std::size_t bytes, std::string_view doing);

// For libraries that end the process when they get no memory and leave no way back (GDAL's CPLMalloc): prints the
// same message and exits with 1 at once. What was being built is removed by the next run.
[[noreturn]] void exit_without_memory() noexcept;

}  // namespace maillage
