#include "check_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "maillage/core/error.hpp"

namespace maillage::report {
namespace {

bool is_id(const std::string& id) {
  return !id.empty() && id[0] >= 'a' && id[0] <= 'z' && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

class Checker {
 public:
  void section(const Section& section) {
    add(section.id);
    prose(section.title);
    for (const Block& one : section.blocks) std::visit(*this, one);
    for (const Section& part : section.parts) {
      if (!part.parts.empty())
        throw Error(ErrorCode::internal, fmt::format("part « {} » of the page has parts", part.id));
      this->section(part);
    }
  }
  void prose(const Prose& prose) {
    for (const Run& run : prose.runs()) {
      if (run.kind == Run::Kind::link) targets_.insert(run.key);
    }
  }
  void finish() const {
    for (const std::string& target : targets_) {
      if (!ids_.contains(target))
        throw Error(ErrorCode::internal, fmt::format("the page links to « {} », which is not there", target));
    }
  }

  void operator()(const Paragraph& paragraph) { prose(paragraph.text); }
  void operator()(const Bullets& bullets) {
    for (const Prose& item : bullets.items) prose(item);
  }
  void operator()(const Definitions& list) {
    for (const auto& [term, meaning] : list.items) prose(term), prose(meaning);
  }
  void operator()(const Cards& cards) {
    for (const Card& card : cards.items) prose(card.label), prose(card.value), prose(card.note);
  }
  void operator()(const Table& table) {
    add(table.id);
    prose(table.caption), prose(table.note);
    for (const TableColumn& column : table.columns) prose(column.title);
    for (const auto* rows : {&table.rows, &table.foot}) {
      for (const auto& row : *rows) {
        for (const Cell& cell : row) prose(cell.text);
      }
    }
  }
  void operator()(const MapFigure& map) { add(map.id), prose(map.caption); }
  void operator()(const Charts& charts) {
    for (const auto& item : charts.items) add(std::visit([](const auto& chart) { return chart.id; }, item));
  }

 private:
  void add(const std::string& id) {
    if (!is_id(id)) throw Error(ErrorCode::internal, fmt::format("« {} » cannot be an id of the page", id));
    if (!ids_.insert(id).second)
      throw Error(ErrorCode::internal, fmt::format("the page has two ids « {} »", id));
  }
  std::set<std::string> ids_ = {"content", "contents"}, targets_;
};

}  // namespace

void check_page(const Page& page) {
  Checker checker;
  for (const auto& [name, value] : page.facts) checker.prose(value);
  for (const Prose& stamp : page.stamps) checker.prose(stamp);
  for (const Section& section : page.sections) checker.section(section);
  checker.finish();
}

}  // namespace maillage::report
