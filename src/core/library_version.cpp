#include "maillage/core/library_version.hpp"

#include <glib.h>
#include <gnu/libc-version.h>

#ifndef MAILLAGE_JTHREAD
#include <tbb/version.h>
#endif

namespace maillage {
namespace {

std::string compiler() {
#if defined(__clang__)
  return "clang++ " __clang_version__;
#else
  return "g++ " __VERSION__;
#endif
}

std::string architecture() {
#if defined(__x86_64__)
  return "x86_64";
#elif defined(__aarch64__)
  return "aarch64";
#else
  return "other";
#endif
}

std::vector<std::string> cpu_features() {
  std::vector<std::string> features;
#ifdef __SSE2__
  features.emplace_back("sse2");
#endif
#ifdef __SSE4_2__
  features.emplace_back("sse4.2");
#endif
#ifdef __AVX2__
  features.emplace_back("avx2");
#endif
#ifdef __AVX512F__
  features.emplace_back("avx512f");
#endif
#ifdef __ARM_NEON
  features.emplace_back("neon");
#endif
  return features;
}

}  // namespace

Build build() {
#ifdef MAILLAGE_JTHREAD
  return {compiler(), architecture(), cpu_features(), "std::jthread"};
#else
  return {compiler(), architecture(), cpu_features(), "oneTBB"};
#endif
}

std::vector<LibraryVersion> core_libraries() {
  std::vector<LibraryVersion> libraries;
#ifndef MAILLAGE_JTHREAD
  libraries.push_back({"oneTBB", TBB_runtime_version()});
#endif
  libraries.push_back({"GLib", std::to_string(glib_major_version) + "." + std::to_string(glib_minor_version) +
                                   "." + std::to_string(glib_micro_version)});
  libraries.push_back({"glibc", gnu_get_libc_version()});
  return libraries;
}

}  // namespace maillage
