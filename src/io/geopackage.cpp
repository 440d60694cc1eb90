#include "maillage/io/geopackage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <optional>
#include <set>
#include <system_error>

#include "file_system.hpp"
#include "maillage/core/error.hpp"
#include "maillage/core/interrupt.hpp"
#include "ogr_geometry.hpp"
#include "utf8.hpp"

namespace maillage::io {
namespace {

namespace fs = std::filesystem;
using table::Column;
using table::Table;

// Configuration of GDAL for this thread while it lives.
class ScopedOption {
 public:
  ScopedOption(const char* key, const char* value) : key_(key) { CPLSetThreadLocalConfigOption(key, value); }
  ~ScopedOption() { CPLSetThreadLocalConfigOption(key_, nullptr); }
  ScopedOption(const ScopedOption&) = delete;
  ScopedOption& operator=(const ScopedOption&) = delete;

 private:
  const char* key_;
};

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

// `wanted`, with underscores behind it until no column has that name.
std::string free_name(const Table& table, std::string wanted) {
  const auto taken = [&](const Column& column) { return lower(column.name) == wanted; };
  while (std::any_of(table.columns().begin(), table.columns().end(), taken)) wanted += '_';
  return wanted;
}

std::string sql_text(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

OGRFieldType field_type(const Column& column) {
  if (column.is_text()) return OFTString;
  return std::holds_alternative<table::Integers>(column.values) ? OFTInteger64 : OFTReal;
}

OGRwkbGeometryType geometry_type(table::GeometryKind kind) {
  switch (kind) {
    case table::GeometryKind::line:
      return wkbMultiLineString;
    case table::GeometryKind::polygon:
      return wkbMultiPolygon;
    case table::GeometryKind::point:
      break;
  }
  return wkbPoint;
}

class Writer {
 public:
  Writer(fs::path path, const GdalMessages& messages) : path_(std::move(path)), messages_(messages) {
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    if (driver == nullptr) throw Error(ErrorCode::internal, "GDAL was built without GeoPackage");
    dataset_.reset(driver->Create(path_.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    check(dataset_ != nullptr, "the file");
    check(dataset_->StartTransaction() == OGRERR_NONE, "a transaction");
  }

  void add(const Table& table) {
    finish_layer();
    if (!names_.insert(lower(table.name())).second) {
      throw Error(ErrorCode::internal, "two layers are called " + table.name());
    }
    layer_ = create_layer(table);
    written_ = 0;
    columns_ = Table(table.name());
    for (const Column& c : table.columns()) columns_.add({c.name, c.alias, c.unit, c.comment, {}, {}});
    append(table);
  }

  void append(const Table& table) {
    if (layer_ == nullptr || table.name() != columns_.name() ||
        table.columns().size() != columns_.columns().size()) {
      throw Error(ErrorCode::internal, "rows of " + table.name() + " do not continue the layer before");
    }
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (row % 4096 == 0) throw_if_interrupted();
      add_feature(*layer_, table, row);
    }
    written_ += table.rows();
  }

  void close() {
    finish_layer();
    check(dataset_->CommitTransaction() == OGRERR_NONE, "the transaction");
    dataset_.reset();
    check(true, "the file");
  }

 private:
  void check(bool done, const std::string& what) const {
    if (done && messages_.failures().empty()) return;
    throw Error(
        ErrorCode::io,
        fmt::format("{}: {} cannot be written: {}", path_.string(), what, messages_.first("no reason given")),
        "check that the folder can be written to and has room");
  }

  void finish_layer() {
    if (layer_ == nullptr) return;
    check(layer_->SyncToDisk() == OGRERR_NONE, "layer " + columns_.name());
    describe_columns(columns_);
    layer_ = nullptr;
  }

  OGRLayer* create_layer(const Table& table) {
    std::string identifier = table.title().empty() ? table.name() : table.title();
    if (!identifiers_.insert(identifier).second) {
      identifier += fmt::format(" ({})", table.name());
      identifiers_.insert(identifier);
    }
    CPLStringList options;
    options.SetNameValue("IDENTIFIER", identifier.c_str());
    options.SetNameValue("DESCRIPTION", table.comment().c_str());
    options.SetNameValue("FID", free_name(table, "fid").c_str());
    options.SetNameValue("GEOMETRY_NAME", free_name(table, "geom").c_str());
    OGRSpatialReference reference;
    const auto& geometry = table.geometry();
    if (geometry) {
      check(
          geometry->crs.known() && reference.importFromEPSG(geometry->crs.epsg) == OGRERR_NONE,
          fmt::format("layer {} in the coordinate reference system {}", table.name(), geometry->crs.text()));
      reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    }
    OGRLayer* layer =
        dataset_->CreateLayer(table.name().c_str(), geometry ? &reference : nullptr,
                              geometry ? geometry_type(geometry->kind) : wkbNone, options.List());
    check(layer != nullptr, "layer " + table.name());
    for (const Column& column : table.columns()) {
      OGRFieldDefn field(column.name.c_str(), field_type(column));
      check(layer->CreateField(&field) == OGRERR_NONE, "column " + column.name);
    }
    return layer;
  }

  void add_feature(OGRLayer& layer, const Table& table, std::size_t row) {
    const Feature feature(OGRFeature::CreateFeature(layer.GetLayerDefn()));
    for (std::size_t c = 0; c < table.columns().size(); ++c) {
      set_field(*feature, static_cast<int>(c), table, table.columns()[c], row);
    }
    if (table.geometry()) feature->SetGeometryDirectly(to_ogr(table.geometry()->rows[row]).release());
    feature->SetFID(static_cast<GIntBig>(written_ + row + 1));
    check(layer.CreateFeature(feature.get()) == OGRERR_NONE,
          fmt::format("layer {}, row {}", table.name(), row + 1));
  }

  static void set_field(OGRFeature& feature, int field, const Table& table, const Column& column,
                        std::size_t row) {
    if (column.is_missing(row)) {
      feature.SetFieldNull(field);
    } else if (const auto* whole = std::get_if<table::Integers>(&column.values)) {
      feature.SetField(field, static_cast<GIntBig>((*whole)[row]));
    } else if (const auto* real = std::get_if<table::Reals>(&column.values)) {
      const double value = (*real)[row];
      if (std::isinf(value)) throw bad_cell(table, column, row, "is infinite");
      std::isnan(value) ? feature.SetFieldNull(field) : feature.SetField(field, value);
    } else {
      const std::string& text = column.texts()[row];
      if (find_invalid_utf8(text) != std::string_view::npos)
        throw bad_cell(table, column, row, "is not UTF-8 text");
      feature.SetField(field, text.c_str());
    }
  }

  static Error bad_cell(const Table& table, const Column& column, std::size_t row, std::string_view what) {
    return Error(ErrorCode::internal, fmt::format("layer {}, row {}, column {}: the value {}", table.name(),
                                                  row + 1, column.name, what));
  }

  void run(const std::string& sql) {
    OGRLayer* result = dataset_->ExecuteSQL(sql.c_str(), nullptr, nullptr);
    if (result != nullptr) dataset_->ReleaseResultSet(result);
    check(true, "the description of columns");
  }

  // The table of the GeoPackage extension "schema". GDAL's own interface writes the name only.
  void describe_columns(const Table& table) {
    if (!described_) {
      run("CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, "
          "title TEXT, "
          "description TEXT, mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY "
          "(table_name, "
          "column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name))");
      run("CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT "
          "NOT NULL, "
          "value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, "
          "description TEXT, "
          "CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))");
      run("CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, extension_name "
          "TEXT NOT NULL, "
          "definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, "
          "extension_name))");
      for (const char* name : {"gpkg_data_columns", "gpkg_data_column_constraints"}) {
        run(
            fmt::format("INSERT INTO gpkg_extensions VALUES ('{}', NULL, 'gpkg_schema', "
                        "'http://www.geopackage.org/spec121/#extension_schema', 'read-write')",
                        name));
      }
      described_ = true;
    }
    const std::vector<std::string> titles = table::column_titles(table);
    for (std::size_t c = 0; c < titles.size(); ++c) {
      const Column& column = table.columns()[c];
      run(fmt::format(
          "INSERT INTO gpkg_data_columns (table_name, column_name, name, title, description) VALUES "
          "({}, {}, {}, {}, {})",
          sql_text(table.name()), sql_text(column.name), sql_text(titles[c]), sql_text(titles[c]),
          column.comment.empty() ? "NULL" : sql_text(column.comment)));
    }
  }

  fs::path path_;
  const GdalMessages& messages_;
  Dataset dataset_;
  std::set<std::string> names_;
  std::set<std::string> identifiers_;
  bool described_ = false;
  OGRLayer* layer_ = nullptr;  // being written
  Table columns_;              // its columns, without rows
  std::size_t written_ = 0;    // its rows so far
};

void remove_all_of(const fs::path& path) {
  for (const char* suffix : {"", "-journal", "-wal", "-shm"}) {
    std::error_code ignored;
    fs::remove(path.string() + suffix, ignored);
  }
}

// GeoPackage wants milliseconds, and GDAL writes what it is told.
std::string stated(std::string date) {
  if (date.ends_with('Z') && date.find('.') == std::string::npos) date.insert(date.size() - 1, ".000");
  return date;
}

}  // namespace

struct GeoPackageWriter::State {
  State(const fs::path& target, const GeoPackageOptions& options)
      : path(target),
        beside(target.parent_path() / fmt::format(".{}.tmp.gpkg", target.filename().string())),
        date("OGR_CURRENT_DATE", stated(options.date).c_str()) {
    remove_all_of(beside);
    try {
      writer.emplace(beside, messages);
    } catch (...) {
      remove_all_of(beside);
      throw;
    }
  }
  fs::path path, beside;
  const ScopedOption date;
  const ScopedOption synchronous{"OGR_SQLITE_SYNCHRONOUS", "OFF"};  // synced once, in close()
  GdalMessages messages;
  std::optional<Writer> writer;
};

GeoPackageWriter::GeoPackageWriter(const fs::path& path, const GeoPackageOptions& options) {
  start_gdal();
  state_ = std::make_unique<State>(path, options);
}

GeoPackageWriter::~GeoPackageWriter() {
  if (!state_ || !state_->writer) return;
  state_->writer.reset();
  remove_all_of(state_->beside);
}

void GeoPackageWriter::add(const Table& table) { state_->writer->add(table); }
void GeoPackageWriter::append(const Table& table) { state_->writer->append(table); }

void GeoPackageWriter::close() {
  State& s = *state_;
  s.writer->close();
  sync_path(s.beside);
  std::error_code failed;
  fs::rename(s.beside, s.path, failed);
  if (failed) {
    throw Error(ErrorCode::io,
                fmt::format("{}: cannot take its name: {}", s.path.string(), failed.message()));
  }
  s.writer.reset();
}

void write_geopackage(const fs::path& path, const std::vector<Table>& tables,
                      const GeoPackageOptions& options) {
  GeoPackageWriter writer(path, options);
  for (const Table& table : tables) writer.add(table);
  writer.close();
}

}  // namespace maillage::io
