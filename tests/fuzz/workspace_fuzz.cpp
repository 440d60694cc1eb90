// The file a run wrote, as another program or a failing disk may have left it: what it says of itself, every layer row by
// row, and the same brought to the present schema.

#include <filesystem>

#include "given_file.hpp"
#include "maillage/core/error.hpp"
#include "maillage/store/contents.hpp"
#include "maillage/store/migration.hpp"

namespace {

using namespace maillage;

// Every reader has its own answer to the same damage.
template <class Read>
void reads(const Read& read) {
  try {
    read();
  } catch (const Error& problem) {
    if (problem.code() == ErrorCode::internal) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::NamedFile file("maillage.gpkg", fuzz::text_of(data, size));
  const std::filesystem::path migrated = file.path().parent_path() / "migrated.gpkg";
  std::filesystem::remove(migrated);
  reads([&] { store::require_current(store::read_meta(file.path()), file.path()); });
  reads([&] {
    const store::WorkspaceReader workspace(file.path());
    (void)store::all_contents(workspace);
    (void)store::presentation(workspace);
  });
  reads([&] {
    (void)store::migrate_workspace(file.path(), migrated);
    if (store::read_meta(migrated).schema != store::schema_version) std::abort();
  });
  return 0;
}
