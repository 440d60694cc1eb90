#include <fmt/format.h>

#include <cctype>

#include "maillage/core/interrupt.hpp"
#include "maillage/io/spreadsheet.hpp"
#include "maillage/io/text_file.hpp"
#include "maillage/io/zip_archive.hpp"
#include "maillage/text/xml_text.hpp"
#include "sheet_cells.hpp"

namespace maillage::io {
namespace {

using text::xml_text;

constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view main_names = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view office_names =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view package_names = "http://schemas.openxmlformats.org/package/2006";

// Places in cellXfs of styles_xml().
int style_index(CellStyle style) {
  switch (style) {
    case CellStyle::text:
      return 2;
    case CellStyle::whole:
      return 3;
    case CellStyle::real:
      return 4;
    case CellStyle::thousandths:
      return 5;
  }
  return 0;
}
constexpr int header_style = 1;
constexpr std::size_t points_per_line = 14;

std::string styles_xml() {
  return fmt::format(
      "{}<styleSheet xmlns=\"{}\">"
      "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"#,##0.0##\"/></numFmts>"
      "<fonts count=\"2\"><font><sz val=\"10\"/><name val=\"Calibri\"/></font>"
      "<font><b/><sz val=\"10\"/><name val=\"Calibri\"/></font></fonts>"
      "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>"
      "<fill><patternFill patternType=\"gray125\"/></fill>"
      "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE6ECF2\"/></patternFill></fill></fills>"
      "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
      "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
      "<cellXfs count=\"6\">"
      "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
      "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"2\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" "
      "applyFont=\"1\" "
      "applyFill=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
      "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" "
      "applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
      "<xf numFmtId=\"3\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
      "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
      "<xf numFmtId=\"1\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
      "</cellXfs>"
      "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
      "</styleSheet>",
      declaration, main_names);
}

// "_x0041_" would be read as "A": its first character is written in that way itself.
std::string plain_text(std::string_view text) {
  const auto hex = [&](std::size_t at) { return std::isxdigit(static_cast<unsigned char>(text[at])) != 0; };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '_' && i + 6 < text.size() && text[i + 1] == 'x' && hex(i + 2) &&
                        hex(i + 3) && hex(i + 4) && hex(i + 5) && text[i + 6] == '_';
    out += escape ? "_x005F_" : std::string(1, text[i]);
  }
  return xml_text(out);
}

void add_text_cell(std::string& xml, const std::string& place, int style, std::string_view text) {
  fmt::format_to(std::back_inserter(xml),
                 "<c r=\"{}\" s=\"{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", place,
                 style, plain_text(text));
}

void begin_row(std::string& xml, std::size_t number, std::size_t lines) {
  fmt::format_to(std::back_inserter(xml), "<row r=\"{}\"", number);
  if (lines > 1)
    fmt::format_to(std::back_inserter(xml), " ht=\"{}\" customHeight=\"1\"", points_per_line * lines);
  xml += '>';
}

void add_rows(std::string& xml, const table::Table& table, const std::vector<double>& widths) {
  const std::vector<std::string> header = sheet_header(table);
  begin_row(xml, 1, header_lines(header, widths));
  for (std::size_t c = 0; c < header.size(); ++c)
    add_text_cell(xml, column_letters(c) + "1", header_style, header[c]);
  xml += "</row>";
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (row % 4096 == 0) throw_if_interrupted();
    const std::string number = fmt::format("{}", row + 2);
    begin_row(xml, row + 2, row_lines(table, row, widths));
    for (std::size_t c = 0; c < header.size(); ++c) {
      const table::Column& column = table.columns()[c];
      const SheetCell cell = sheet_cell(table, column, row);
      if (cell.kind == SheetCell::Kind::empty) continue;
      const std::string place = column_letters(c) + number;
      if (cell.kind == SheetCell::Kind::text) {
        add_text_cell(xml, place, style_index(CellStyle::text), cell.text);
      } else {
        fmt::format_to(std::back_inserter(xml), "<c r=\"{}\" s=\"{}\"><v>{}</v></c>", place,
                       style_index(cell_style(column)), cell.text);
      }
    }
    xml += "</row>";
  }
}

std::string last_cell(const table::Table& table) {
  return fmt::format("{}{}", column_letters(table.columns().size() - 1), table.rows() + 1);
}

std::string sheet_xml(const Sheet& sheet, bool first) {
  const table::Table& table = *sheet.table;
  const std::string corner = fmt::format("{}2", column_letters(sheet.frozen_columns));
  const std::string_view pane = sheet.frozen_columns > 0 ? "bottomRight" : "bottomLeft";
  std::string xml = fmt::format(
      "{}<worksheet xmlns=\"{}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><dimension ref=\"A1:{}\"/>"
      "<sheetViews><sheetView workbookViewId=\"0\"{}><pane {}ySplit=\"1\" topLeftCell=\"{}\" "
      "activePane=\"{}\" "
      "state=\"frozen\"/><selection pane=\"{}\" activeCell=\"{}\" sqref=\"{}\"/></sheetView></sheetViews>"
      "<sheetFormatPr defaultRowHeight=\"14\"/><cols>",
      declaration, main_names, last_cell(table), first ? " tabSelected=\"1\"" : "",
      sheet.frozen_columns > 0 ? fmt::format("xSplit=\"{}\" ", sheet.frozen_columns) : "", corner, pane, pane,
      corner, corner);
  const std::vector<double> widths = column_widths(table);
  for (std::size_t c = 0; c < widths.size(); ++c)
    xml +=
        fmt::format("<col min=\"{0}\" max=\"{0}\" width=\"{1:.1f}\" customWidth=\"1\"/>", c + 1, widths[c]);
  xml += "</cols><sheetData>";
  add_rows(xml, table, widths);
  xml += fmt::format(
      "</sheetData><autoFilter ref=\"A1:{}\"/><pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" "
      "bottom=\"0.6\" "
      "header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" "
      "fitToHeight=\"0\"/></worksheet>",
      last_cell(table));
  return xml;
}

std::string absolute(const table::Table& table) {
  return fmt::format("$A$1:${}${}", column_letters(table.columns().size() - 1), table.rows() + 1);
}

std::string workbook_xml(const Workbook& workbook, const std::vector<std::string>& names) {
  std::string sheets;
  std::string filters;
  std::string titles;
  for (std::size_t s = 0; s < names.size(); ++s) {
    sheets +=
        fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"rId{}\"/>", xml_text(names[s]), s + 1, s + 1);
    filters += fmt::format(
        "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{}\" hidden=\"1\">{}!{}</definedName>", s,
        xml_text(quoted_tab(names[s])), absolute(*workbook.sheets[s].table));
    titles +=
        fmt::format("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{}\">{}!$1:$1</definedName>", s,
                    xml_text(quoted_tab(names[s])));
  }
  return fmt::format(
      "{}<workbook xmlns=\"{}\" xmlns:r=\"{}\"><bookViews><workbookView/></bookViews><sheets>{}</sheets>"
      "<definedNames>{}{}</definedNames></workbook>",
      declaration, main_names, office_names, sheets, filters, titles);
}

std::string relationships_xml(std::size_t sheets) {
  std::string xml = fmt::format("{}<Relationships xmlns=\"{}/relationships\">", declaration, package_names);
  for (std::size_t s = 1; s <= sheets; ++s)
    xml +=
        fmt::format("<Relationship Id=\"rId{0}\" Type=\"{1}/worksheet\" Target=\"worksheets/sheet{0}.xml\"/>",
                    s, office_names);
  return xml +
         fmt::format("<Relationship Id=\"rId{}\" Type=\"{}/styles\" Target=\"styles.xml\"/></Relationships>",
                     sheets + 1, office_names);
}

std::string content_types_xml(std::size_t sheets) {
  constexpr std::string_view kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  std::string xml = fmt::format(
      "{0}<Types xmlns=\"{1}/content-types\"><Default Extension=\"rels\" "
      "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" "
      "ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" "
      "ContentType=\"{2}.sheet.main+xml\"/>"
      "<Override PartName=\"/xl/styles.xml\" ContentType=\"{2}.styles+xml\"/><Override "
      "PartName=\"/docProps/core.xml\" "
      "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>",
      declaration, package_names, kind);
  for (std::size_t s = 1; s <= sheets; ++s)
    xml += fmt::format("<Override PartName=\"/xl/worksheets/sheet{}.xml\" ContentType=\"{}.worksheet+xml\"/>",
                       s, kind);
  return xml + "</Types>";
}

std::string root_relationships_xml() {
  return fmt::format(
      "{0}<Relationships xmlns=\"{1}/relationships\"><Relationship Id=\"rId1\" Type=\"{2}/officeDocument\" "
      "Target=\"xl/workbook.xml\"/><Relationship Id=\"rId2\" "
      "Type=\"{1}/relationships/metadata/core-properties\" "
      "Target=\"docProps/core.xml\"/></Relationships>",
      declaration, package_names, office_names);
}

std::string properties_xml(const Workbook& workbook) {
  return fmt::format(
      "{0}<cp:coreProperties xmlns:cp=\"{1}/metadata/core-properties\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
      "xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
      "<dc:title>{2}</dc:title><dc:creator>{3}</dc:creator><dcterms:created xsi:type=\"dcterms:W3CDTF\">{4}"
      "</dcterms:created><dcterms:modified "
      "xsi:type=\"dcterms:W3CDTF\">{4}</dcterms:modified></cp:coreProperties>",
      declaration, package_names, xml_text(workbook.title), xml_text(workbook.author),
      xml_text(workbook.date));
}

}  // namespace

void write_xlsx(const std::filesystem::path& path, const Workbook& workbook) {
  check_sheets(workbook);
  const std::vector<std::string> names = sheet_names(workbook);
  std::vector<ZipMember> members = {{"[Content_Types].xml", content_types_xml(names.size())},
                                    {"_rels/.rels", root_relationships_xml()},
                                    {"docProps/core.xml", properties_xml(workbook)},
                                    {"xl/workbook.xml", workbook_xml(workbook, names)},
                                    {"xl/_rels/workbook.xml.rels", relationships_xml(names.size())},
                                    {"xl/styles.xml", styles_xml()}};
  for (std::size_t s = 0; s < names.size(); ++s)
    members.push_back(
        {fmt::format("xl/worksheets/sheet{}.xml", s + 1), sheet_xml(workbook.sheets[s], s == 0)});
  write_text(path, zip(members));
}

}  // namespace maillage::io
