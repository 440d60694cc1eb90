#include "maillage/carto/qgis_project.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "maillage/core/error.hpp"
#include "maillage/text/xml_text.hpp"
#include "qgis_layer.hpp"
#include "qgis_layout.hpp"

namespace maillage::carto {
namespace {

using text::xml_text;

Error wrong(std::string what) { return Error(ErrorCode::internal, "QGIS project: " + std::move(what)); }

void check_project(const QgisProject& project) {
  if (!project.crs.known())
    throw Error(ErrorCode::crs, "a QGIS project needs a coordinate reference system", "give the study one");
  std::set<std::string> keys;
  for (const QgisLayer& layer : project.layers) {
    if (!keys.insert(layer.key).second) throw wrong("two layers called " + layer.key);
  }
  std::set<std::string> grouped;
  const auto known = [&](const std::string& key) {
    if (!keys.contains(key)) throw wrong("no layer is called " + key);
  };
  for (const QgisGroup& group : project.groups) {
    for (const std::string& key : group.layers) {
      known(key);
      if (!grouped.insert(key).second) throw wrong(key + " is in two groups");
    }
  }
  if (grouped.size() != keys.size()) throw wrong("a layer is in no group");
  for (const QgisTheme& theme : project.themes)
    std::for_each(theme.layers.begin(), theme.layers.end(), known);
  for (const QgisLayout& layout : project.layouts) {
    if (std::none_of(project.themes.begin(), project.themes.end(),
                     [&](const QgisTheme& t) { return t.name == layout.theme; }))
      throw wrong("no theme is called " + layout.theme);
    for (const LegendEntry& entry : layout.legend) known(entry.layer);
  }
}

bool opens_with(const QgisProject& project, const std::string& key) {
  if (project.themes.empty()) return true;
  const auto& shown = project.themes.front().layers;
  return std::find(shown.begin(), shown.end(), key) != shown.end();
}

std::string tree(const QgisProject& project) {
  std::string out = "<layer-tree-group>\n";
  for (const QgisGroup& group : project.groups) {
    out += fmt::format("<layer-tree-group name=\"{}\" checked=\"Qt::Checked\" expanded=\"{}\">\n",
                       xml_text(group.name), group.expanded ? 1 : 0);
    for (const std::string& key : group.layers) {
      const QgisLayer& layer = layer_of(project, key);
      const bool shown = opens_with(project, key);
      out += fmt::format(
          "<layer-tree-layer id=\"{}\" name=\"{}\" source=\"{}\" providerKey=\"{}\" checked=\"{}\" "
          "expanded=\"{}\"/>\n",
          layer_id(key), xml_text(layer.name), xml_text(data_source(layer)), provider(layer),
          shown ? "Qt::Checked" : "Qt::Unchecked", shown ? 1 : 0);
    }
    out += "</layer-tree-group>\n";
  }
  return out + "</layer-tree-group>\n";
}

std::string themes(const QgisProject& project) {
  std::string out = "<visibility-presets>\n";
  for (const QgisTheme& theme : project.themes) {
    out += fmt::format("<visibility-preset name=\"{}\" has-expanded-info=\"0\">\n", xml_text(theme.name));
    for (const std::string& key : theme.layers)
      out += fmt::format("<layer id=\"{}\" visible=\"1\" style=\"default\"/>\n", layer_id(key));
    out += "</visibility-preset>\n";
  }
  return out + "</visibility-presets>\n";
}

std::string canvas(const QgisProject& project) {
  constexpr double air = 0.04;  // around the territory, share of its larger side
  const geo::Box& box = project.extent;
  const double margin = air * std::max(box.width(), box.height());
  return fmt::format(
      "<mapcanvas name=\"theMapCanvas\" "
      "annotationsVisible=\"1\">\n<units>meters</units>\n<extent><xmin>{}</xmin>"
      "<ymin>{}</ymin><xmax>{}</xmax><ymax>{}</ymax></extent>\n<rotation>0</rotation>\n"
      "<destinationsrs>{}</destinationsrs>\n</mapcanvas>\n",
      text::shortest(box.min_x - margin), text::shortest(box.min_y - margin),
      text::shortest(box.max_x + margin), text::shortest(box.max_y + margin), crs_xml(project.crs));
}

std::string metadata(const QgisProject& project) {
  return fmt::format(
      "<projectMetadata>\n<language>{}</language>\n<title>{}</title>\n<abstract>{}</abstract>\n"
      "<author>{}</author>\n<creation>{}</creation>\n</projectMetadata>\n",
      project.language == text::Language::fr ? "fr" : "en", xml_text(project.title),
      xml_text(project.description), xml_text(project.author), xml_text(project.date));
}

// Without the first of these QGIS forgets the CRS; with the second, paths are those of the project's folder.
constexpr const char* properties =
    "<properties>\n<SpatialRefSys><ProjectionsEnabled type=\"int\">1</ProjectionsEnabled></SpatialRefSys>\n"
    "<Paths><Absolute type=\"bool\">false</Absolute></Paths>\n</properties>\n";

}  // namespace

const QgisLayer& layer_of(const QgisProject& project, const std::string& key) {
  for (const QgisLayer& layer : project.layers) {
    if (layer.key == key) return layer;
  }
  throw wrong("no layer is called " + key);
}

std::string qgs(const QgisProject& project) {
  check_project(project);
  std::string out = fmt::format(
      "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis projectname=\"{}\" "
      "version=\"3.22.16\">\n<homePath path=\"\"/>\n<title>{}</title>\n<projectCrs>{}</projectCrs>\n",
      xml_text(project.title), xml_text(project.title), crs_xml(project.crs));
  out += tree(project) + canvas(project) + "<projectlayers>\n";
  for (const QgisLayer& layer : project.layers) out += layer_xml(layer, project);
  out += "</projectlayers>\n";
  out += properties + themes(project) + metadata(project) + "<Layouts>\n";
  for (const QgisLayout& layout : project.layouts) out += layout_xml(layout, project);
  return out + "</Layouts>\n</qgis>\n";
}

}  // namespace maillage::carto
