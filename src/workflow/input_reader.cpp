#include "input_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

#include "maillage/core/hash.hpp"
#include "maillage/io/csv_table.hpp"
#include "maillage/io/layer.hpp"
#include "maillage/io/polygon_cleaning.hpp"
#include "maillage/study/descriptor.hpp"

namespace maillage::workflow {
namespace {

bool is_delimited_text(const std::filesystem::path& path) {
  std::filesystem::path name = path.filename();
  if (name.extension() == ".gz") name = name.stem();
  static constexpr std::array<std::string_view, 4> endings = {".csv", ".txt", ".tsv", ".CSV"};
  const std::string ending = name.extension().string();
  return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

double bytes_of(const study::Input& input) {
  std::error_code unknown;
  const auto bytes = std::filesystem::file_size(input.path, unknown);
  return unknown ? 0 : static_cast<double>(bytes);
}

std::map<std::string, sources::FieldColumn> roles(const study::Input& input, bool points_made) {
  std::map<std::string, sources::FieldColumn> result;
  for (const auto& [role, column] : input.columns) {
    if (points_made && (role == "x" || role == "y")) continue;  // they have become the geometry
    result[role] = {column.name, column.must_exist};
  }
  return result;
}

std::string column_of(const study::Input& input, const std::string& role) {
  const auto found = input.columns.find(role);
  return found == input.columns.end() ? std::string() : found->second.name;
}

// Points where polygons are needed would be an empty result; said as soon as the layer is read.
void require_kind(const study::Input& input, const table::Table& table) {
  using table::GeometryKind;
  if (!table.geometry()) return;
  const auto& rows = table.geometry()->rows;
  if (std::all_of(rows.begin(), rows.end(), [](const geo::Geometry& g) { return g.index() == 0; })) return;
  const auto kinds = study::input_kinds();
  const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                 [&](const study::InputKind& k) { return k.name == input.name; });
  const std::pair<std::string_view, GeometryKind> words[] = {
      {"polygon", GeometryKind::polygon}, {"line", GeometryKind::line}, {"point", GeometryKind::point}};
  const auto word_of = [&](GeometryKind wanted) {
    return std::find_if(std::begin(words), std::end(words), [&](const auto& w) { return w.second == wanted; })
        ->first;
  };
  for (const auto& [word, wanted] : words) {
    if (kind == kinds.end() || !kind->geometry.starts_with(word) || table.geometry()->kind == wanted)
      continue;
    throw Error(ErrorCode::geometry,
                fmt::format("{}: the layer holds {}s where {}s are needed ({})", input.path.string(),
                            word_of(table.geometry()->kind), word, kind->meaning),
                fmt::format("name the layer of {}s with path and layer in [inputs.{}]", word, input.name));
  }
}

std::string id_column(const study::Input& input) {
  const std::string code = column_of(input, "code");
  return code.empty() ? column_of(input, "id") : code;
}

}  // namespace

std::map<std::string, std::string> companion_hashes(const std::filesystem::path& path) {
  static const std::map<std::string, std::vector<std::string>> formats = {
      {".shp", {".cpg", ".dbf", ".prj", ".shx"}}, {".mif", {".mid"}}, {".tab", {".dat", ".id", ".map"}}};
  std::map<std::string, std::string> hashes;
  const auto format = formats.find(path.extension().string());
  if (format == formats.end()) return hashes;
  for (const std::string& ending : format->second) {
    const std::filesystem::path file = std::filesystem::path(path).replace_extension(ending);
    if (std::filesystem::is_regular_file(file)) hashes[ending] = sha256_file(file);
  }
  return hashes;
}

InputReader::FileTable InputReader::read_file(const study::Input& input) {
  if (is_delimited_text(input.path)) {
    io::CsvTable csv = io::read_csv({.path = input.path, .encoding = input.encoding});
    return {std::move(csv.table), std::move(csv.lines)};
  }
  io::LayerRequest request;
  request.path = input.path;
  request.layer = input.layer;
  request.crs_override = input.crs;
  request.encoding = input.encoding;
  request.subject = input.name;
  request.id_column = id_column(input);
  return {io::read_layer(request, diagnostics_), {}};
}

void InputReader::add_points(const study::Input& input, FileTable& file) {
  table::Table& table = file.table;
  const std::string x = column_of(input, "x");
  const std::string y = column_of(input, "y");
  if (x.empty() || y.empty() || table.find(x) == nullptr || table.find(y) == nullptr || table.geometry())
    return;
  const sources::Fields fields(table, {{"x", {x, true}}, {"y", {y, true}}}, input.name, input.path.string(),
                               file.lines);
  table::GeometryColumn points{table::GeometryKind::point, input.crs.value_or(study_.crs), {}};
  points.rows.reserve(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto p = fields.point(row);
    points.rows.push_back(p ? geo::Geometry(*p) : geo::Geometry());
  }
  table.set_geometry(std::move(points));
  if (!input.crs) {
    diagnostics_.add(Severity::note, "crs-of-study-taken", input.name, input.written_path,
                     fmt::format("coordinates without a stated CRS are taken in that of the study ({})",
                                 study_.crs.text()),
                     "state it: crs = \"EPSG:…\"");
  }
}

table::Table InputReader::to_study_crs(const study::Input& input, table::Table table) {
  if (!table.geometry() || table.geometry()->crs == study_.crs) return table;
  diagnostics_.add(Severity::note, "reprojected", input.name, table.geometry()->crs.text(),
                   fmt::format("geometry was brought to {}", study_.crs.text()));
  try {
    return io::transform(std::move(table), study_.crs);
  } catch (const Error& problem) {
    throw problem.within(input.path.string());
  }
}

table::Table InputReader::clean(const study::Input& input, table::Table table) {
  if (!table.geometry() || table.geometry()->kind != table::GeometryKind::polygon) return table;
  return io::clean_polygons(std::move(table), {.subject = input.name, .id_column = id_column(input)},
                            diagnostics_)
      .table;
}

InputReader::InputReader(const study::Study& study, std::vector<InputRecord>& records,
                         Diagnostics& diagnostics, Progress* progress)
    : study_(study), records_(records), diagnostics_(diagnostics), progress_(progress) {
  for (const study::Input& input : study.inputs) bytes_ += bytes_of(input);
}

std::unique_ptr<ReadInput> InputReader::read(const std::string& name) {
  const study::Input* input = study_.input(name);
  if (input == nullptr) return nullptr;
  FileTable file = read_file(*input);
  require_kind(*input, file.table);
  records_.push_back({name, input->written_path, sha256_file(input->path), input->vintage, input->licence,
                      input->source, file.table.rows(), companion_hashes(input->path)});
  if (input->vintage.empty() || input->licence.empty()) {
    diagnostics_.add(Severity::note, "provenance-incomplete", name, input->written_path,
                     "inputs without a stated vintage or licence", "state vintage and licence in the study");
  }
  const bool had_geometry = file.table.geometry().has_value();
  add_points(*input, file);
  const bool points_made = !had_geometry && file.table.geometry().has_value();
  const geo::Crs written = file.table.geometry() ? file.table.geometry()->crs : study_.crs;
  auto kept = std::make_unique<table::Table>(clean(*input, to_study_crs(*input, std::move(file.table))));
  if (progress_ != nullptr && bytes_ > 0) progress_->add(bytes_of(*input) / bytes_);
  sources::Fields fields(*kept, roles(*input, points_made), name, input->path.string(),
                         std::move(file.lines));
  return std::make_unique<ReadInput>(ReadInput{std::move(kept), std::move(fields), written});
}

}  // namespace maillage::workflow
