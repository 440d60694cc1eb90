#include <fmt/format.h>

#include <array>
#include <cmath>
#include <utility>

#include "field_text.hpp"
#include "maillage/core/interrupt.hpp"
#include "maillage/io/layer.hpp"
#include "ogr_geometry.hpp"
#include "open_layer.hpp"
#include "text_decoder.hpp"

namespace maillage::io {
namespace {

using table::Column;

constexpr std::size_t interrupt_interval = 4096;

Column empty_column(const std::string& name, const OGRFieldDefn& field, std::size_t rows) {
  Column column;
  column.name = name;
  if (const char* alias = field.GetAlternativeNameRef(); alias != nullptr) column.alias = alias;
  switch (field.GetType()) {
    case OFTInteger:
    case OFTInteger64:
      column.values = table::Integers();
      break;
    case OFTReal:
      column.values = table::Reals();
      break;
    default:
      column.values = table::Texts();
  }
  std::visit([rows](auto& values) { values.reserve(rows); }, column.values);
  return column;
}

bool is_read(OGRFieldType type) {
  return type != OFTBinary && type != OFTWideString && type != OFTWideStringList;
}

class Reader {
 public:
  Reader(const LayerRequest& request, const OpenLayer& open, Diagnostics& diagnostics)
      : request_(request),
        open_(open),
        diagnostics_(diagnostics),
        subject_(request.subject.empty() ? open.layer->GetName() : request.subject),
        decoder_(request.encoding) {
    const GIntBig stated = open.layer->GetFeatureCount(FALSE);
    expected_ = stated > 0 ? static_cast<std::size_t>(stated) : 0;
    plan_fields();
    plan_geometry();
  }

  void add(const OGRFeature& feature) {
    for (Plan& plan : plans_) add_cell(plan, feature);
    if (spatial_) add_geometry(feature);
    ++rows_;
  }

  // Alias and comment from gpkg_data_columns, which GDAL before 3.7 does not read.
  void describe(GDALDataset& dataset) {
    const auto rows_of = [&](const std::string& sql, auto each) {
      OGRLayer* result = dataset.ExecuteSQL(sql.c_str(), nullptr, nullptr);
      if (result == nullptr) return;
      while (const Feature row{result->GetNextFeature()}) each(*row);
      dataset.ReleaseResultSet(result);
    };
    bool described = false;
    rows_of("SELECT 1 FROM sqlite_master WHERE name = 'gpkg_data_columns'",
            [&](const OGRFeature&) { described = true; });
    if (!described) return;
    rows_of("SELECT table_name, column_name, name, description FROM gpkg_data_columns",
            [&](const OGRFeature& row) {
              if (open_.layer->GetName() != std::string_view(row.GetFieldAsString(0))) return;
              for (Plan& plan : plans_) {
                if (plan.column.name != row.GetFieldAsString(1)) continue;
                plan.column.alias = row.GetFieldAsString(2);
                plan.column.comment = row.GetFieldAsString(3);
              }
            });
  }

  table::Table finish() {
    if (rows_ == 0) {
      throw Error(ErrorCode::input, open_.place + ": the layer has no features",
                  "check the export, or name another layer");
    }
    table::Table out(open_.layer->GetName());
    for (Plan& plan : plans_) out.add(std::move(plan.column));
    if (spatial_) {
      geometry_.kind = kind_.value_or(table::GeometryKind::point);
      out.set_geometry(std::move(geometry_));
    }
    return out;
  }

 private:
  struct Plan {
    int field = 0;
    OGRFieldType type = OFTString;
    Column column;
  };

  void plan_fields() {
    const OGRFeatureDefn& definition = *open_.layer->GetLayerDefn();
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
      const OGRFieldDefn& field = *definition.GetFieldDefn(i);
      const auto name = decoder_.decode(field.GetNameRef());
      if (!name) throw bad_text("the name of a field");
      if (!is_read(field.GetType())) {
        diagnostics_.add(Severity::note, "field-unsupported", subject_, *name,
                         "fields of binary data are not read");
        continue;
      }
      plans_.push_back({i, field.GetType(), empty_column(*name, field, expected_)});
      if (*name == request_.id_column) id_field_ = i;
    }
  }

  void plan_geometry() {
    spatial_ = open_.layer->GetGeomType() != wkbNone;
    if (!spatial_) return;
    const StatedCrs stated = stated_crs(*open_.layer);
    swap_axes_ = stated.swap_axes;
    geometry_.crs = request_.crs_override.value_or(stated.crs);
    geometry_.rows.reserve(expected_);
    kind_ = kind_of(open_.layer->GetGeomType());
    if (!geometry_.crs.known()) {
      throw Error(ErrorCode::crs,
                  stated.name.empty()
                      ? open_.place + ": no coordinate reference system is stated"
                      : fmt::format("{}: the coordinate reference system « {} » has no EPSG code",
                                    open_.place, stated.name),
                  "state it in the study with the key crs, for example crs = \"EPSG:2154\"");
    }
    const bool stated_any = stated.crs.known() || !stated.name.empty();
    if (request_.crs_override && stated_any && stated.crs != *request_.crs_override) {
      diagnostics_.add_count(
          Severity::warning, "crs-overridden", subject_, 1,
          fmt::format("the file states {}, the study {}: the study is followed",
                      stated.crs.known() ? stated.crs.text() : stated.name, geometry_.crs.text()),
          "remove the key crs unless the file is wrong");
    }
  }

  [[nodiscard]] Error bad_text(const std::string& what) const {
    return Error(ErrorCode::input,
                 fmt::format("{}: {} is not {} text", open_.place, what,
                             request_.encoding.empty() ? "UTF-8" : request_.encoding),
                 "state the encoding of the file with the key encoding, for example \"ISO-8859-1\" or "
                 "\"WINDOWS-1252\"");
  }

  [[nodiscard]] std::string id_of(const OGRFeature& feature) const {
    if (id_field_ >= 0 && feature.IsFieldSetAndNotNull(id_field_) != 0) {
      if (auto text = decoder_.decode(feature.GetFieldAsString(id_field_))) return *text;
    }
    return fmt::format("feature {}", feature.GetFID());
  }

  void add_cell(Plan& plan, const OGRFeature& feature) {
    const bool present = feature.IsFieldSetAndNotNull(plan.field);
    bool missing = !present;
    if (auto* whole = std::get_if<table::Integers>(&plan.column.values)) {
      whole->push_back(present ? feature.GetFieldAsInteger64(plan.field) : 0);
    } else if (auto* real = std::get_if<table::Reals>(&plan.column.values)) {
      const double value = present ? feature.GetFieldAsDouble(plan.field) : 0;
      if (!std::isfinite(value)) {
        missing = true;
        diagnostics_.add(Severity::warning, "value-not-finite", subject_, id_of(feature),
                         fmt::format("a value of « {} » is not a finite number; it is taken as missing",
                                     plan.column.name));
      }
      real->push_back(missing ? 0 : value);
    } else {
      std::get<table::Texts>(plan.column.values).push_back(present ? text(plan, feature) : std::string());
    }
    if (!plan.column.missing.empty()) plan.column.missing.push_back(0);
    if (missing) plan.column.set_missing(rows_);
  }

  [[nodiscard]] std::string text(const Plan& plan, const OGRFeature& feature) const {
    if (auto decoded = decoder_.decode(field_text(feature, plan.field, plan.type)))
      return *std::move(decoded);
    throw bad_text(fmt::format("feature {}, field « {} »", feature.GetFID(), plan.column.name));
  }

  void add_geometry(const OGRFeature& feature) {
    const OGRGeometry* ogr = feature.GetGeometryRef();
    geo::Geometry geometry;
    GeometryRemarks remarks;
    if (ogr != nullptr) {
      try {
        geometry = from_ogr(*ogr, swap_axes_, remarks);
      } catch (const Error& e) {
        throw e.within(open_.feature_place(feature));
      }
    }
    const auto kind = kind_of(geometry);
    if (kind && !kind_) kind_ = kind;
    if (kind && kind != kind_) {
      throw Error(ErrorCode::geometry,
                  open_.feature_place(feature) + ": the layer mixes points, lines or polygons",
                  "split it by geometry type");
    }
    remark(feature, remarks, ogr == nullptr);
    geometry_.rows.push_back(std::move(geometry));
  }

  void remark(const OGRFeature& feature, const GeometryRemarks& remarks, bool absent) {
    if (!(absent || remarks.empty || remarks.flattened || remarks.linearised || remarks.ring_closed)) return;
    const std::string id = id_of(feature);
    if (absent)
      diagnostics_.add(Severity::warning, "geometry-missing", subject_, id, "the feature has no geometry");
    if (remarks.empty)
      diagnostics_.add(Severity::warning, "geometry-empty", subject_, id, "the geometry is empty");
    if (remarks.flattened) {
      diagnostics_.add(Severity::note, "geometry-flattened", subject_, id,
                       "heights and measures (Z, M) are not used");
    }
    if (remarks.linearised) {
      diagnostics_.add(Severity::note, "curve-linearised", subject_, id,
                       "curves are replaced by short chords");
    }
    if (remarks.ring_closed) {
      diagnostics_.add(Severity::note, "ring-closed", subject_, id,
                       "a ring was left open in the file; it is closed");
    }
  }

  const LayerRequest& request_;
  const OpenLayer& open_;
  Diagnostics& diagnostics_;
  std::string subject_;
  TextDecoder decoder_;
  std::vector<Plan> plans_;
  int id_field_ = -1;
  bool spatial_ = false;
  bool swap_axes_ = false;
  std::optional<table::GeometryKind> kind_;
  table::GeometryColumn geometry_;
  std::size_t expected_ = 0;
  std::size_t rows_ = 0;
};

}  // namespace

table::Table read_layer(const LayerRequest& request, Diagnostics& diagnostics) {
  GdalMessages messages;
  const OpenLayer open = open_layer(request, messages);
  Reader reader(request, open, diagnostics);
  if (open.driver == "GPKG") reader.describe(*open.dataset);
  open.layer->ResetReading();
  std::size_t count = 0;
  while (const Feature feature{open.layer->GetNextFeature()}) {
    if (++count % interrupt_interval == 0) throw_if_interrupted();
    if (!messages.failures().empty()) break;
    reader.add(*feature);
  }
  if (!messages.failures().empty()) {
    throw Error(ErrorCode::io,
                fmt::format("{}: cannot be read to its end ({} features were): {}", open.place, count,
                            messages.failures().front()),
                "the file may be damaged or cut: copy or download it again");
  }
  const std::string subject = request.subject.empty() ? open.layer->GetName() : request.subject;
  for (const std::string& warning : messages.warnings()) {
    diagnostics.add(Severity::warning, "reader-warning", subject, warning,
                    "the reader of the format has doubts");
  }
  return reader.finish();
}

}  // namespace maillage::io
