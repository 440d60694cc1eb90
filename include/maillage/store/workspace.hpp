#pragma once
// The workspace: one GeoPackage with inputs, results and how they are to be seen. io::write_geopackage writes the
// layers and closes the file; then this module, the only one that speaks SQLite, finishes it. Never both at once.
//
//   io::write_geopackage(path, tables, {.date = date});
//   store::finish_workspace(path, {.meta = {.version = "0.1.0", .study_hash = hash}, .styles = styles, .date = date});

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace maillage::store {

// The layout of workspaces this version writes and reads. 1: layers, styles, meta. 2: digests of the contents in the
// manifest, so that a workspace can be verified after QGIS has had it open.
inline constexpr int schema_version = 2;

// A QGIS style kept in the table layer_styles, where QGIS looks for it when the layer is opened.
struct LayerStyle {
  std::string layer;             // table of the GeoPackage it is for
  std::string name;              // at most 30 characters, as QGIS has it
  std::string description = {};  // for people
  std::string qml = {};          // what QGIS applies; SLD alone is not
  std::string sld = {};          // for other programs
  bool is_default = true;        // loaded without asking; one per layer
};

struct WorkspaceMeta {
  int schema = schema_version;
  std::string version = {};     // of maillage
  std::string study_hash = {};  // SHA-256 of the study file; those of its inputs are in maillage_inputs
};

// A QGIS project kept in the file, which QGIS opens from it ("Project > Open From > GeoPackage").
struct EmbeddedProject {
  std::string name;  // in QGIS's list
  std::string qgz;   // the bytes of the .qgz; its layers lie beside the file, under "./"
};

struct WorkspaceParts {
  WorkspaceMeta meta = {};
  std::vector<LayerStyle> styles = {};
  std::optional<EmbeddedProject> project = std::nullopt;
  // Written wherever the file states a time, ISO 8601 with Z; never the clock.
  std::string date = "2000-01-01T00:00:00Z";
};

// Adds layer_styles and maillage_meta to a GeoPackage written before, in one transaction: equal files stay equal byte
// for byte. A QML without <aliases> gets those of gpkg_data_columns: QGIS over GDAL before 3.7 shows no other. Throws Error(database) when the file is not a GeoPackage, is finished already or SQLite refuses;
// Error(internal) when a style is for a layer that is not there, or two are the default of one layer.
void finish_workspace(const std::filesystem::path& path, const WorkspaceParts& parts);

// Throws Error(database) when the file is not a workspace of maillage, Error(io) when there is no such file.
[[nodiscard]] WorkspaceMeta read_meta(const std::filesystem::path& path);

// Throws Error(database), saying what to do, when this version cannot work on the schema.
void require_current(const WorkspaceMeta& meta, const std::filesystem::path& path);

// Merges what another program (QGIS) left in a write-ahead log into the file, so that the file alone is whole.
// Throws Error(database), among others when the other program still has it open for writing.
void settle(const std::filesystem::path& path);

}  // namespace maillage::store
