#include "maillage/workflow/run.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "maillage/carto/render.hpp"
#include "maillage/core/error.hpp"
#include "maillage/core/memory_limit.hpp"
#include "maillage/core/progress.hpp"
#include "maillage/core/strict.hpp"
#include "maillage/core/version.hpp"
#include "maillage/io/csv_table.hpp"
#include "maillage/io/geopackage.hpp"
#include "maillage/io/output_folder.hpp"
#include "maillage/io/raster.hpp"
#include "maillage/io/spreadsheet.hpp"
#include "maillage/io/text_file.hpp"
#include "maillage/io/zip_archive.hpp"
#include "maillage/report/html.hpp"
#include "maillage/store/workspace.hpp"
#include "maillage/study/study.hpp"
#include "maillage/workflow/load.hpp"
#include "maillage/workflow/manifest.hpp"
#include "maillage/workflow/maps.hpp"
#include "maillage/workflow/report.hpp"
#include "maillage/workflow/results.hpp"
#include "maillage/workflow/summary.hpp"
#include "maillage/workflow/tables.hpp"
#include "out_over_inputs.hpp"
#include "raster_file.hpp"
#include "styles.hpp"
#include "workbook.hpp"
#include "workspace_project.hpp"

namespace maillage::workflow {
namespace {

// The one instant every file states: that of the study, never the clock.
std::string file_date(const study::Study& study) {
  const std::string date = study.printed_date();
  if (date.size() == 10) return date + "T00:00:00Z";
  if (date.size() == 7) return date + "-01T00:00:00Z";
  if (date.size() == 4) return date + "-01-01T00:00:00Z";
  return "2000-01-01T00:00:00Z";
}

class Writer {
 public:
  Writer(const Loaded& loaded, const Results& results, ResultTables tables, text::Language lang,
         io::OutputFolder& folder)
      : loaded_(loaded), results_(results), tables_(std::move(tables)), lang_(lang), folder_(folder) {}

  std::vector<std::string> write(const std::vector<NamedMap>& maps, const Execution& execution,
                                 const std::string& scenario) {
    diagnostics_ = diagnostics_table(loaded_, lang_);
    progress(execution).begin("writing layers and tables");
    write_workspace(maps);
    write_tables();
    write_spreadsheets();
    progress(execution).begin("writing rasters");
    write_rasters();
    progress(execution).begin("drawing maps");
    write_maps(maps, execution.counting(1));
    progress(execution).begin("writing the report");
    write_report(maps, execution.counting(1));
    progress(execution).begin("putting the folder in place");
    io::write_text(file("summary.json"), summary_json(loaded_, results_));
    folder_.commit(manifest_json(loaded_, results_, scenario, folder_.path() / workspace_name));
    progress(execution).end();
    files_.emplace_back(io::manifest_name);
    return files_;
  }

 private:
  static Progress& progress(const Execution& execution) { return *execution.progress; }

  std::filesystem::path file(const std::string& name) {
    files_.push_back(name);
    return folder_.path() / name;
  }

  void write_workspace(const std::vector<NamedMap>& maps) {
    const std::string date = file_date(loaded_.study);
    std::vector<table::Table> layers{*tables_.communes};
    layers.insert(layers.end(), tables_.meshes.begin(), tables_.meshes.end());
    for (const table::Table* optional : {&tables_.zones, &tables_.sites}) {
      if (optional->rows() > 0) layers.push_back(*optional);
    }
    if (tables_.farthest.rows() > 0) layers.push_back(tables_.farthest);
    for (const auto* optional : {&tables_.comparison, &tables_.disagreements}) {
      if (*optional) layers.push_back(**optional);
    }
    layers.push_back(tables_.inputs);
    layers.push_back(tables_.questions);
    layers.push_back(diagnostics_);
    const std::filesystem::path path = file(std::string(workspace_name));
    io::write_geopackage(path, layers, {.date = date});
    store::WorkspaceParts parts;
    parts.meta.version = version();
    parts.meta.study_hash = loaded_.study.hash;
    parts.styles = layer_styles(loaded_, results_, tables_, lang_);
    parts.date = date;
    parts.project = {"maillage", project_bytes(maps, date)};
    io::write_text(file("maillage.qgz"), parts.project->qgz);
    store::finish_workspace(path, parts);
  }

  // The same project inside the GeoPackage and beside it.
  [[nodiscard]] std::string project_bytes(const std::vector<NamedMap>& maps, const std::string& date) const {
    const carto::QgisProject project =
        workspace_project({loaded_, results_, tables_, diagnostics_, maps, date, lang_});
    const io::ZipMember member{"maillage.qgs", carto::qgs(project)};
    return io::zip({&member, 1});
  }

  void write_tables() {
    const auto csv = [&](const table::Table& table) { io::write_csv(file(table.name() + ".csv"), table); };
    csv(*tables_.communes);
    for (const table::Table& mesh : tables_.meshes) csv(mesh);
    if (tables_.farthest.rows() > 0) csv(tables_.farthest);
    if (!results_.classes.empty()) csv(tables_.zones);
    if (tables_.comparison) csv(*tables_.comparison);
    if (tables_.disagreements) csv(*tables_.disagreements);
    io::write_csv(file("questions.csv"), tables_.questions);
    io::write_csv(file("diagnostics.csv"), diagnostics_);
  }

  void write_spreadsheets() {
    const auto& wanted = loaded_.study.spreadsheets;
    if (wanted.empty()) return;
    const RunWorkbook book(loaded_, results_, tables_, diagnostics_, file_date(loaded_.study), lang_);
    for (const std::string& format : wanted) {
      const auto write = format == "xlsx" ? io::write_xlsx : io::write_ods;
      write(file("maillage." + format), book.workbook());
    }
  }

  void write_rasters() {
    if (!results_.rasters) return;
    for (const TimeRaster& raster : results_.rasters->kinds)
      io::write_cog(file(raster_file(raster.kind)), raster_to_write(loaded_, results_, raster, lang_));
  }

  void write_maps(const std::vector<NamedMap>& maps, const Execution& execution) {
    struct Job {
      const NamedMap* map;
      std::string format;
    };
    std::vector<Job> jobs;
    for (const NamedMap& map : maps) {
      for (const std::string& format : loaded_.study.map_formats) jobs.push_back({&map, format});
    }
    std::vector<std::filesystem::path> paths;
    for (const Job& job : jobs) paths.push_back(file(job.map->name + "." + job.format));
    constexpr std::size_t bytes_a_map = std::size_t{40}
                                        << 20;  // an A4 page of 200 dpi, its copy as PNG, fonts
    require_memory(bytes_a_map * std::min<std::size_t>(jobs.size(), thread_count(execution)), "drawing maps");
    parallel_ranges(jobs.size(), 1, execution, [&](std::size_t begin, std::size_t end) {
      for (std::size_t j = begin; j < end; ++j)
        carto::render(jobs[j].map->spec, paths[j], carto::parse_format(jobs[j].format));
    });
    for (const NamedMap& map : maps)
      io::write_text(file(map.name + ".txt"), carto::alt_text(map.spec) + "\n");
  }

  void write_report(const std::vector<NamedMap>& maps, const Execution& execution) {
    auto drawn = parallel_map<report::MapFigure>(maps.size(), 1, execution, [&](std::size_t m) {
      const std::filesystem::path svg = folder_.path() / (maps[m].name + ".svg");
      return report_map(maps[m], std::filesystem::exists(svg) ? io::read_text(svg) : std::string(), lang_);
    });
    io::write_text(file("report.html"),
                   report::html(report_page(loaded_, results_, tables_, std::move(drawn), lang_)));
  }

  const Loaded& loaded_;
  const Results& results_;
  ResultTables tables_;
  table::Table diagnostics_;
  text::Language lang_;
  io::OutputFolder& folder_;
  std::vector<std::string> files_;
};

}  // namespace

void check_scenario(const RunOptions& options) {
  if (options.scenario == "baseline") return;
  throw Error(ErrorCode::usage, fmt::format("the study has no scenario « {} »", options.scenario),
              "baseline is the study as it stands");
}

RunReport run(const RunOptions& options) {
  Progress silent;
  Execution execution = options.execution;
  if (execution.progress == nullptr) execution.progress = &silent;
  Progress& progress = *execution.progress;
  check_scenario(options);
  study::Study study = study::read_study(options.study);
  if (options.language) study.language = *options.language;
  refuse_out_over_inputs(options.out, files_read(study));
  const text::Language lang = study.language;
  io::OutputFolder folder(options.out);  // refused before anything is computed
  Loaded loaded = load(std::move(study), &progress);
  const Results results = compute(loaded, execution);
  progress.begin("preparing maps and tables");
  ResultTables tables = result_tables(loaded, results, lang);
  const std::vector<NamedMap> drawn = maps(loaded, results, tables, lang, loaded.diagnostics);
  report_long_tables(tables, loaded.diagnostics);
  if (options.strict) refuse_problems(loaded.diagnostics);
  RunReport report;
  report.out = options.out;
  Writer writer(loaded, results, std::move(tables), lang, folder);
  report.files = writer.write(drawn, execution, options.scenario);
  report.diagnostics = loaded.diagnostics;
  return report;
}

}  // namespace maillage::workflow
