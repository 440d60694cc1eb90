#pragma once
// A report as a value: sections of paragraphs, cards, tables, maps and charts. html.hpp writes it.

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "maillage/report/chart.hpp"
#include "maillage/report/prose.hpp"
#include "maillage/text/language.hpp"

namespace maillage::report {

struct Paragraph {
  enum class Tone {
    plain,
    lead,    // the summary
    note,    // smaller: definitions, sources
    absent,  // why something is not there
    stamp,   // what must not be overlooked
  };
  Prose text;
  Tone tone = Tone::plain;
};

struct Bullets {
  std::vector<Prose> items;
};

// Terms with their definitions, parameters with their values.
struct Definitions {
  std::vector<std::pair<Prose, Prose>> items;
};

// A key figure with what it rests on.
struct Card {
  Prose label;
  Prose value;
  Prose note = {};
};
struct Cards {
  std::vector<Card> items;
};

struct Cell {
  Cell() = default;
  Cell(Prose words) : text(std::move(words)) {}
  Cell(std::string words) : text(std::move(words)) {}
  Cell(const char* words) : text(words) {}
  Cell(Prose words, double sorted_by) : text(std::move(words)), order(sorted_by) {}
  Prose text;
  std::optional<double> order = {};  // by which the column is sorted; else by the text
};

struct TableColumn {
  Prose title;
  bool number = false;  // aligned right
};

// The first column names its row.
struct Table {
  std::string id;  // unique in the page
  Prose caption;
  std::vector<TableColumn> columns;
  std::vector<std::vector<Cell>> rows;
  std::vector<std::vector<Cell>> foot = {};  // totals; stay below when the rows are sorted
  Prose note = {};
};

struct MapFigure {
  std::string id;  // unique in the page
  std::string title;
  std::string svg = {};          // one of them: drawn by carto; inlined with its ids made unique
  std::string png = {};          // bytes, embedded as a data address
  double width = 0, height = 0;  // of the page the map was drawn on: any unit
  std::string words;             // the map in words: alternative text, and shown on demand
  Prose caption;
};

// Side by side where there is room.
struct Charts {
  std::vector<std::variant<BarChart, LorenzChart>> items;
};

using Block = std::variant<Paragraph, Bullets, Definitions, Cards, Table, MapFigure, Charts>;

struct Section {
  std::string id;  // unique in the page; what links name
  Prose title;
  std::vector<Block> blocks;
  std::vector<Section> parts = {};  // one level
};

struct Page {
  text::Language language = text::Language::fr;
  std::string title;
  std::string banner = {};  // across the top of every screen and of the print: a fictitious territory
  std::vector<std::pair<std::string, Prose>> facts;  // territory, date, …: under the title
  std::vector<Prose> stamps;
  std::vector<Section> sections;
  std::string generator;  // "maillage 0.1.0"
};

}  // namespace maillage::report
