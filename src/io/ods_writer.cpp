#include <fmt/format.h>

#include "maillage/core/interrupt.hpp"
#include "maillage/io/spreadsheet.hpp"
#include "maillage/io/text_file.hpp"
#include "maillage/io/zip_archive.hpp"
#include "maillage/text/xml_text.hpp"
#include "sheet_cells.hpp"

namespace maillage::io {
namespace {

using text::xml_text;

constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr std::string_view media_type = "application/vnd.oasis.opendocument.spreadsheet";
constexpr double centimetres_per_character = 0.19;
constexpr double centimetres_per_line = 0.46;

// Those of the parts that are used.
std::string names_of_spaces() {
  std::string names;
  for (const char* space : {"office", "style", "text", "table", "meta", "config"})
    names += fmt::format(" xmlns:{0}=\"urn:oasis:names:tc:opendocument:xmlns:{0}:1.0\"", space);
  names += " xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\"";
  names += " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\"";
  return names + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\"";
}

std::string_view style_name(CellStyle style) {
  switch (style) {
    case CellStyle::text:
      return "text";
    case CellStyle::whole:
      return "whole";
    case CellStyle::real:
      return "real";
    case CellStyle::thousandths:
      return "thousandths";
  }
  return "text";
}

// One or several paragraphs. Spaces at their ends and doubled ones would be dropped by readers: they are spelt out.
std::string paragraphs(std::string_view text) {
  std::string xml = "<text:p>";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char before = i > 0 ? text[i - 1] : '\n';
    const char after = i + 1 < text.size() ? text[i + 1] : '\n';
    if (c == '\n') {
      xml += "</text:p><text:p>";
    } else if (c == '\t') {
      xml += "<text:tab/>";
    } else if (c == ' ' && (before == ' ' || before == '\n' || after == '\n')) {
      xml += "<text:s/>";
    } else {
      xml += xml_text(std::string_view(&c, 1));
    }
  }
  return xml + "</text:p>";
}

std::string cell_styles() {
  std::string xml =
      "<number:text-style style:name=\"as-text\"><number:text-content/></number:text-style>"
      "<number:number-style style:name=\"as-whole\"><number:number number:decimal-places=\"0\" "
      "number:min-integer-digits=\"1\" number:grouping=\"true\"/></number:number-style>"
      "<number:number-style style:name=\"as-thousandths\"><number:number number:decimal-places=\"0\" "
      "number:min-integer-digits=\"1\"/></number:number-style>"
      "<number:number-style style:name=\"as-real\"><number:number number:decimal-places=\"3\" "
      "number:min-decimal-places=\"1\" number:min-integer-digits=\"1\" "
      "number:grouping=\"true\"/></number:number-style>";
  constexpr std::string_view top =
      "<style:table-cell-properties style:vertical-align=\"top\" fo:wrap-option=\"wrap\"{}/>";
  xml += "<style:style style:name=\"header\" style:family=\"table-cell\" style:data-style-name=\"as-text\">" +
         fmt::format(fmt::runtime(top), " fo:background-color=\"#e6ecf2\"") +
         "<style:text-properties fo:font-weight=\"bold\" fo:font-size=\"10pt\"/></style:style>";
  for (const CellStyle style : {CellStyle::text, CellStyle::whole, CellStyle::real, CellStyle::thousandths}) {
    xml += fmt::format(
        "<style:style style:name=\"{0}\" style:family=\"table-cell\" style:data-style-name=\"as-{0}\">{1}"
        "<style:text-properties fo:font-size=\"10pt\"/></style:style>",
        style_name(style), style == CellStyle::text ? fmt::format(fmt::runtime(top), "") : "");
  }
  return xml;
}

// "lines-2" … for rows of several lines.
std::string row_styles() {
  std::string xml;
  for (std::size_t lines = 2; lines <= most_lines; ++lines) {
    xml += fmt::format(
        "<style:style style:name=\"lines-{}\" style:family=\"table-row\"><style:table-row-properties "
        "style:row-height=\"{:.2f}cm\" style:use-optimal-row-height=\"false\"/></style:style>",
        lines, centimetres_per_line * static_cast<double>(lines));
  }
  return xml;
}

std::string row_begin(std::size_t lines) {
  return lines > 1 ? fmt::format("<table:table-row table:style-name=\"lines-{}\">", lines)
                   : "<table:table-row>";
}

std::string column_styles(const Workbook& workbook) {
  std::string xml;
  for (std::size_t s = 0; s < workbook.sheets.size(); ++s) {
    const std::vector<double> widths = column_widths(*workbook.sheets[s].table);
    for (std::size_t c = 0; c < widths.size(); ++c) {
      xml += fmt::format(
          "<style:style style:name=\"c{}-{}\" style:family=\"table-column\"><style:table-column-properties "
          "style:column-width=\"{:.2f}cm\"/></style:style>",
          s, c, widths[c] * centimetres_per_character);
    }
  }
  return xml;
}

void add_cell(std::string& xml, const SheetCell& cell, std::string_view style) {
  if (cell.kind == SheetCell::Kind::empty) {
    xml += "<table:table-cell/>";
  } else if (cell.kind == SheetCell::Kind::number) {
    fmt::format_to(
        std::back_inserter(xml),
        "<table:table-cell table:style-name=\"{}\" office:value-type=\"float\" office:value=\"{}\"/>", style,
        cell.text);
  } else {
    fmt::format_to(
        std::back_inserter(xml),
        "<table:table-cell table:style-name=\"{}\" office:value-type=\"string\">{}</table:table-cell>", style,
        paragraphs(cell.text));
  }
}

void add_table(std::string& xml, const table::Table& table, const std::string& name, std::size_t sheet) {
  xml += fmt::format("<table:table table:name=\"{}\">", xml_text(name));
  for (std::size_t c = 0; c < table.columns().size(); ++c)
    xml += fmt::format("<table:table-column table:style-name=\"c{}-{}\"/>", sheet, c);
  const std::vector<std::string> header = sheet_header(table);
  const std::vector<double> widths = column_widths(table);
  xml += "<table:table-header-rows>" + row_begin(header_lines(header, widths));
  for (const std::string& words : header) add_cell(xml, {SheetCell::Kind::text, words}, "header");
  xml += "</table:table-row></table:table-header-rows>";
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (row % 4096 == 0) throw_if_interrupted();
    xml += row_begin(row_lines(table, row, widths));
    for (const table::Column& column : table.columns()) {
      const SheetCell cell = sheet_cell(table, column, row);
      const bool text = cell.kind == SheetCell::Kind::text;
      add_cell(xml, cell, style_name(text ? CellStyle::text : cell_style(column)));
    }
    xml += "</table:table-row>";
  }
  xml += "</table:table>";
}

std::string content_xml(const Workbook& workbook, const std::vector<std::string>& names) {
  std::string xml = fmt::format(
      "{}<office:document-content{}><office:automatic-styles>{}{}{}</office:automatic-styles><office:body>"
      "<office:spreadsheet>",
      declaration, names_of_spaces(), cell_styles(), row_styles(), column_styles(workbook));
  std::string filters;
  for (std::size_t s = 0; s < names.size(); ++s) {
    const table::Table& table = *workbook.sheets[s].table;
    add_table(xml, table, names[s], s);
    filters += fmt::format(
        "<table:database-range table:name=\"filter-{0}\" table:target-range-address=\"{1}.A1:{1}.{2}{3}\" "
        "table:display-filter-buttons=\"true\"/>",
        s + 1, xml_text(quoted_tab(names[s])), column_letters(table.columns().size() - 1), table.rows() + 1);
  }
  return xml + "<table:database-ranges>" + filters +
         "</table:database-ranges></office:spreadsheet></office:body></office:document-content>";
}

// What stays in sight: LibreOffice keeps it among the settings of the view.
std::string settings_xml(const Workbook& workbook, const std::vector<std::string>& names) {
  const auto item = [](std::string_view name, std::string_view type, std::size_t value) {
    return fmt::format("<config:config-item config:name=\"{}\" config:type=\"{}\">{}</config:config-item>",
                       name, type, value);
  };
  std::string sheets;
  for (std::size_t s = 0; s < names.size(); ++s) {
    const std::size_t columns = workbook.sheets[s].frozen_columns;
    sheets += fmt::format("<config:config-item-map-entry config:name=\"{}\">", xml_text(names[s]));
    sheets += item("VerticalSplitMode", "short", 2) + item("VerticalSplitPosition", "int", 1) +
              item("PositionBottom", "int", 1);
    if (columns > 0) {
      sheets += item("HorizontalSplitMode", "short", 2) + item("HorizontalSplitPosition", "int", columns) +
                item("PositionRight", "int", columns);
    }
    sheets += item("ActiveSplitRange", "short", columns > 0 ? 3 : 2) + "</config:config-item-map-entry>";
  }
  return fmt::format(
      "{}<office:document-settings{}><office:settings><config:config-item-set "
      "config:name=\"ooo:view-settings\">"
      "<config:config-item-map-indexed config:name=\"Views\"><config:config-item-map-entry>"
      "<config:config-item config:name=\"ViewId\" config:type=\"string\">view1</config:config-item>"
      "<config:config-item-map-named config:name=\"Tables\">{}</config:config-item-map-named>"
      "<config:config-item config:name=\"ActiveTable\" config:type=\"string\">{}</config:config-item>"
      "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></"
      "office:settings>"
      "</office:document-settings>",
      declaration, names_of_spaces(), sheets, xml_text(names.front()));
}

std::string meta_xml(const Workbook& workbook) {
  return fmt::format(
      "{}<office:document-meta{}><office:meta><meta:generator>maillage</meta:generator><dc:title>{}</"
      "dc:title>"
      "<meta:initial-creator>{}</meta:initial-creator><meta:creation-date>{}</meta:creation-date></"
      "office:meta>"
      "</office:document-meta>",
      declaration, names_of_spaces(), xml_text(workbook.title), xml_text(workbook.author),
      xml_text(workbook.date));
}

// Pages on their side, as wide as the sheet.
std::string styles_xml() {
  return fmt::format(
      "{}<office:document-styles{}><office:automatic-styles><style:page-layout style:name=\"page\">"
      "<style:page-layout-properties fo:page-width=\"29.7cm\" fo:page-height=\"21cm\" "
      "style:print-orientation=\"landscape\" fo:margin=\"1.3cm\" style:scale-to-X=\"1\" "
      "style:scale-to-Y=\"0\"/>"
      "</style:page-layout></office:automatic-styles><office:master-styles><style:master-page "
      "style:name=\"Default\" "
      "style:page-layout-name=\"page\"/></office:master-styles></office:document-styles>",
      declaration, names_of_spaces());
}

std::string manifest_xml() {
  std::string xml = fmt::format(
      "{}<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
      "manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" "
      "manifest:media-type=\"{}\"/>",
      declaration, media_type);
  for (const char* part : {"content.xml", "styles.xml", "meta.xml", "settings.xml"})
    xml += fmt::format("<manifest:file-entry manifest:full-path=\"{}\" manifest:media-type=\"text/xml\"/>",
                       part);
  return xml + "</manifest:manifest>";
}

}  // namespace

void write_ods(const std::filesystem::path& path, const Workbook& workbook) {
  check_sheets(workbook);
  const std::vector<std::string> names = sheet_names(workbook);
  const std::vector<ZipMember> members = {{"mimetype", std::string(media_type), true},
                                          {"META-INF/manifest.xml", manifest_xml()},
                                          {"meta.xml", meta_xml(workbook)},
                                          {"settings.xml", settings_xml(workbook, names)},
                                          {"styles.xml", styles_xml()},
                                          {"content.xml", content_xml(workbook, names)}};
  write_text(path, zip(members));
}

}  // namespace maillage::io
