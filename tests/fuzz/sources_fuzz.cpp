// Inputs of a study as delimited text, read into a territory of four communes: codes, values, doubles, places.

#include "given_file.hpp"
#include "maillage/core/error.hpp"
#include "maillage/io/csv_table.hpp"
#include "maillage/sources/load.hpp"

namespace {

using namespace maillage;

territory::Territory four_communes() {
  territory::Territory made;
  made.crs = geo::lambert93;
  const char* codes[] = {"01001", "01002", "2A004", "97105"};
  for (int i = 0; i < 4; ++i) {
    territory::Commune commune;
    commune.code = CommuneCode(codes[i]);
    commune.name = codes[i];
    commune.department = DepartmentCode(territory::department_of(codes[i]));
    const double x = 700000 + 4000 * i, y = 6600000;
    commune.area = {{{{x, y}, {x + 4000, y}, {x + 4000, y + 4000}, {x, y + 4000}, {x, y}}, {}}};
    commune.centre = {x + 2000, y + 2000};
    commune.centre_rule = territory::CentreRule::seat;
    made.communes.push_back(commune);
  }
  Diagnostics said;
  sources::load_departments(nullptr, made, said);
  return made;
}

// Each role is a column of its own name, none has to be there.
sources::Fields fields_of(const io::CsvTable& csv) {
  std::map<std::string, sources::FieldColumn> roles;
  for (const table::Column& column : csv.table.columns()) roles[column.name] = {column.name, true};
  return {csv.table, roles, "input", "input.csv", csv.lines};
}

void load(std::uint8_t input, const sources::Fields& fields) {
  territory::Territory territory = four_communes();
  Diagnostics diagnostics;
  const sources::Passage none;
  const sources::CommuneResolver resolver(territory, none, input >= 128);
  switch (input % 8) {
    case 0:
      return sources::load_population(fields, resolver, territory, diagnostics);
    case 1:
      return sources::load_cells(fields, resolver, territory, diagnostics);
    case 2:
      return sources::load_memberships(fields, resolver, territory, diagnostics);
    case 3:
      return sources::load_cpts(fields, resolver, territory, diagnostics);
    case 4:
      sources::load_sites(fields, {}, resolver, territory, diagnostics);
      return;
    case 5:
      return sources::load_physicians(fields, territory, diagnostics);
    case 6:
      return sources::load_physician_counts(fields, resolver, territory, diagnostics);
    default: {
      const sources::Passage passage(fields);
      for (const char* code : {"01001", "01340", "2A004"}) (void)passage.current(code);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const fuzz::MemoryFile file(fuzz::text_of(data, size).substr(1));
  try {
    const io::CsvTable csv = io::read_csv({.path = file.path()});
    load(data[0], fields_of(csv));
  } catch (const Error& problem) {
    if (problem.code() == ErrorCode::internal) std::abort();
  }
  return 0;
}
