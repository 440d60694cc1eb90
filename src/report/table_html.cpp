#include "table_html.hpp"

#include <fmt/format.h>

#include <cmath>

#include "maillage/core/error.hpp"
#include "maillage/text/language.hpp"
#include "markup.hpp"

namespace maillage::report {
namespace {

std::string row_html(const Table& table, const std::vector<Cell>& row, text::Language lang) {
  if (row.size() != table.columns.size()) {
    throw Error(ErrorCode::internal, fmt::format("table « {} »: a row of {} cells under {} columns", table.id,
                                                 row.size(), table.columns.size()));
  }
  std::string out = "<tr>";
  for (std::size_t c = 0; c < row.size(); ++c) {
    const Cell& cell = row[c];
    std::string attributes = c == 0 ? " scope=\"row\"" : "";
    if (table.columns[c].number) attributes += " class=\"number\"";
    // What is not available sorts below every number.
    if (cell.order)
      attributes +=
          fmt::format(" data-order=\"{}\"", std::isnan(*cell.order) ? "" : text::shortest(*cell.order));
    const char* name = c == 0 ? "th" : "td";
    out += fmt::format("<{0}{1}>{2}</{0}>", name, attributes, markup(cell.text, lang));
  }
  return out + "</tr>\n";
}

}  // namespace

std::string table_html(const Table& table, text::Language lang) {
  std::string out = fmt::format(
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{0}-caption\">\n"
      "<table id=\"{0}\"><caption id=\"{0}-caption\"><span>{1}</span></caption>\n<thead><tr>",
      table.id, markup(table.caption, lang));
  for (const TableColumn& column : table.columns)
    out += fmt::format("<th scope=\"col\"{}>{}</th>", column.number ? " class=\"number\"" : "",
                       markup(column.title, lang));
  out += "</tr></thead>\n<tbody>\n";
  for (const auto& row : table.rows) out += row_html(table, row, lang);
  out += "</tbody>\n";
  if (!table.foot.empty()) {
    out += "<tfoot>\n";
    for (const auto& row : table.foot) out += row_html(table, row, lang);
    out += "</tfoot>\n";
  }
  out += "</table>\n</div>\n";
  if (!table.note.empty()) out += fmt::format("<p class=\"note\">{}</p>\n", markup(table.note, lang));
  return out;
}

}  // namespace maillage::report
