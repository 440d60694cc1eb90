#pragma once
// All tables of a run as one workbook, behind a sheet that says what they rest on and one that explains their columns.

#include <deque>
#include <string>

#include "maillage/io/spreadsheet.hpp"
#include "maillage/workflow/tables.hpp"

namespace maillage::workflow {

// Tables too large for a sheet are left out of the workbook: said here, before the diagnostics become a table.
void report_long_tables(const ResultTables& tables, Diagnostics& diagnostics);

class RunWorkbook {
 public:
  // `tables` and `diagnostics` must outlive it. `date`: what the file states, ISO 8601 with Z.
  RunWorkbook(const Loaded& loaded, const Results& results, const ResultTables& tables,
              const table::Table& diagnostics, const std::string& date, text::Language lang);
  RunWorkbook(const RunWorkbook&) = delete;
  RunWorkbook& operator=(const RunWorkbook&) = delete;

  [[nodiscard]] const io::Workbook& workbook() const { return workbook_; }

 private:
  void add(std::string name, const table::Table& table, std::size_t frozen_columns);
  [[nodiscard]] table::Table columns_table() const;

  text::Language lang_;
  std::deque<table::Table> own_;  // made here; a deque keeps their addresses
  io::Workbook workbook_;
};

}  // namespace maillage::workflow
