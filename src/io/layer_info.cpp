#include <fmt/format.h>

#include "maillage/core/interrupt.hpp"
#include "maillage/io/layer.hpp"
#include "open_layer.hpp"
#include "text_decoder.hpp"

namespace maillage::io {
namespace {

constexpr std::size_t kept_problems = 20;

std::string type_name(OGRFieldType type) {
  switch (type) {
    case OFTInteger:
    case OFTInteger64:
      return "integer";
    case OFTReal:
      return "real";
    case OFTBinary:
      return OGRFieldDefn::GetFieldTypeName(type);
    default:
      return "text";
  }
}

void add_bounds(const OGRGeometry& geometry, bool swap_axes, geo::Box& bounds) {
  OGREnvelope box;
  geometry.getEnvelope(&box);
  const geo::XY low{box.MinX, box.MinY};
  const geo::XY high{box.MaxX, box.MaxY};
  bounds.add(swap_axes ? geo::XY{low.y, low.x} : low);
  bounds.add(swap_axes ? geo::XY{high.y, high.x} : high);
}

void look_at_fields(const OGRFeature& feature, const TextDecoder& decoder, LayerInfo& info) {
  for (int i = 0; i < feature.GetFieldCount(); ++i) {
    FieldInfo& field = info.fields[static_cast<std::size_t>(i)];
    if (feature.IsFieldSetAndNotNull(i) == 0) {
      ++field.missing;
    } else if (feature.GetFieldDefnRef(i)->GetType() == OFTString &&
               info.encoding_problems.size() < kept_problems &&
               !decoder.decode(feature.GetFieldAsString(i))) {
      info.encoding_problems.push_back(fmt::format("feature {}, field {}", feature.GetFID(), field.name));
    }
  }
}

}  // namespace

LayerInfo inspect(const LayerRequest& request) {
  GdalMessages messages;
  const OpenLayer open = open_layer(request, messages);
  const TextDecoder decoder(request.encoding);
  const StatedCrs stated = stated_crs(*open.layer);
  LayerInfo info;
  info.driver = open.driver;
  info.layers = open.layers;
  info.layer = open.layer->GetName();
  info.geometry_type = OGRGeometryTypeToName(open.layer->GetGeomType());
  info.crs = stated.crs;
  info.crs_name = stated.name;
  const OGRFeatureDefn& definition = *open.layer->GetLayerDefn();
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    const OGRFieldDefn& field = *definition.GetFieldDefn(i);
    info.fields.push_back({decoder.decode(field.GetNameRef()).value_or("?"), type_name(field.GetType())});
  }
  const bool spatial = open.layer->GetGeomType() != wkbNone;
  open.layer->ResetReading();
  while (const Feature feature{open.layer->GetNextFeature()}) {
    if (++info.features % 4096 == 0) throw_if_interrupted();
    look_at_fields(*feature, decoder, info);
    const OGRGeometry* geometry = feature->GetGeometryRef();
    if (geometry != nullptr && geometry->IsEmpty() == 0) {
      add_bounds(*geometry, stated.swap_axes, info.bounds);
    } else if (spatial) {
      ++info.without_geometry;
    }
  }
  if (!messages.failures().empty()) {
    throw Error(ErrorCode::io,
                fmt::format("{}: cannot be read to its end: {}", open.place, messages.failures().front()),
                "the file may be damaged or cut: copy or download it again");
  }
  return info;
}

}  // namespace maillage::io
