#include "maillage/store/library_versions.hpp"

#include <sqlite3.h>

namespace maillage::store {

std::vector<LibraryVersion> library_versions() { return {{"SQLite", sqlite3_libversion()}}; }

}  // namespace maillage::store
