#pragma once
// How a command ends: everything printed, or an error and its exit code (docs/errors.md).

namespace maillage::cli {

// Standard output reached its reader. Throws Error(io) when it did not (disk full, closed).
void finish_output();

// Inside a catch block: prints the exception being handled and returns its exit code. What is no maillage::Error is
// told as one: no memory, a file system that refuses, else a bug.
[[nodiscard]] int report_failure();

}  // namespace maillage::cli
