#include "input_reader.hpp"

#include <fmt/format.h>

#include <array>

#include "maillage/core/hash.hpp"
#include "maillage/io/csv_table.hpp"
#include "maillage/io/layer.hpp"

namespace maillage::workflow {
namespace {

bool is_delimited_text(const std::filesystem::path& path) {
  std::filesystem::path name = path.filename();
  if (name.extension() == ".gz") name = name.stem();
  static constexpr std::array<std::string_view, 4> endings = {".csv", ".txt", ".tsv", ".CSV"};
  const std::string ending = name.extension().string();
  return std::find(endings.begin(), endings.end(), ending) != endings.end();
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

}  // namespace

table::Table InputReader::read_table(const study::Input& input) {
  if (is_delimited_text(input.path)) return io::read_csv(input.path);
  io::LayerRequest request;
  request.path = input.path;
  request.layer = input.layer;
  request.crs_override = input.crs;
  request.encoding = input.encoding;
  request.subject = input.name;
  request.id_column = column_of(input, "id");
  return io::read_layer(request, diagnostics_);
}

void InputReader::add_points(const study::Input& input, table::Table& table) {
  const std::string x = column_of(input, "x");
  const std::string y = column_of(input, "y");
  if (x.empty() || y.empty() || table.find(x) == nullptr || table.find(y) == nullptr || table.geometry())
    return;
  const sources::Fields fields(table, {{"x", {x, true}}, {"y", {y, true}}}, input.name, input.path.string(),
                               true);
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

std::unique_ptr<ReadInput> InputReader::read(const std::string& name) {
  const study::Input* input = study_.input(name);
  if (input == nullptr) return nullptr;
  table::Table table = read_table(*input);
  if (table.rows() == 0)
    throw Error(ErrorCode::input, input->path.string() + ": no row",
                "an empty input is no answer: give the data, or remove the input");
  records_.push_back({name, input->written_path, sha256_file(input->path), input->vintage, input->licence,
                      input->source, table.rows()});
  if (input->vintage.empty() || input->licence.empty()) {
    diagnostics_.add(Severity::note, "provenance-incomplete", name, input->written_path,
                     "inputs without a stated vintage or licence", "state vintage and licence in the study");
  }
  const bool delimited = is_delimited_text(input->path);
  const bool had_geometry = table.geometry().has_value();
  add_points(*input, table);
  const bool points_made = !had_geometry && table.geometry().has_value();
  auto kept = std::make_unique<table::Table>(to_study_crs(*input, std::move(table)));
  sources::Fields fields(*kept, roles(*input, points_made), name, input->path.string(), delimited);
  return std::make_unique<ReadInput>(ReadInput{std::move(kept), std::move(fields)});
}

}  // namespace maillage::workflow
