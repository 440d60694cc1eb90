#include "pair_reader.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "double_pairs.hpp"
#include "maillage/core/error.hpp"
#include "maillage/core/interrupt.hpp"
#include "maillage/core/progress.hpp"
#include "maillage/io/csv.hpp"

namespace maillage::workflow {
namespace {

constexpr std::array<std::pair<const char*, TimeUnit>, 3> fixed_units{
    {{"seconds", TimeUnit::seconds}, {"minutes", TimeUnit::minutes}, {"ms", TimeUnit::milliseconds}}};

std::optional<TimeUnit> fixed_unit(std::string_view column) {
  for (const auto& [name, unit] : fixed_units) {
    if (column == name) return unit;
  }
  return std::nullopt;
}

struct TimeColumn {
  std::size_t index;
  TimeUnit unit;
};

TimeColumn find_time_column(const AccessFiles& files, const io::CsvReader& csv) {
  if (!files.time_column.empty()) {
    const std::size_t index = csv.column(files.time_column);
    const auto fixed = fixed_unit(files.time_column);
    if (fixed && files.time_unit && *fixed != *files.time_unit) {
      throw Error(
          ErrorCode::usage,
          fmt::format("the time column « {} » states its unit, --time-unit another", files.time_column),
          "leave --time-unit out, or rename the column");
    }
    if (fixed) return {index, *fixed};
    if (files.time_unit) return {index, *files.time_unit};
    throw Error(ErrorCode::usage,
                fmt::format("the unit of the time column « {} » is not known", files.time_column),
                "add --time-unit s, min or ms");
  }
  std::optional<TimeColumn> found;
  for (const auto& [name, unit] : fixed_units) {
    const auto index = csv.find_column(name);
    if (!index) continue;
    if (found) {
      throw Error(ErrorCode::usage, "the times have several of the columns seconds, minutes, ms",
                  "choose one with --time-column");
    }
    found = TimeColumn{*index, unit};
  }
  if (found && files.time_unit && found->unit != *files.time_unit) {
    throw Error(ErrorCode::usage, "the time column states its unit, --time-unit another",
                "leave --time-unit out");
  }
  if (found) return *found;
  throw Error(
      ErrorCode::usage, "the times have no column seconds, minutes or ms",
      fmt::format("name it with --time-column and its unit with --time-unit s, min or ms; columns: {}",
                  fmt::join(csv.header(), ", ")));
}

// Minutes such that a comparison with a threshold in minutes is exact: a decimal of whole milliseconds, as every step of
// maillage writes it, is brought back to those milliseconds before the one division.
double to_minutes(double value, TimeUnit unit) {
  if (unit == TimeUnit::minutes) return value;
  const double ms = unit == TimeUnit::seconds ? value * 1000.0 : value;
  const double whole = std::round(ms);
  return (std::abs(ms - whole) <= 1e-15 * whole ? whole : ms) / 60000.0;
}

std::string_view need_id(const io::CsvReader& csv, std::size_t column) {
  const std::string_view id = csv.field(column);
  if (id.empty())
    throw csv.error(fmt::format("the id in column « {} » is empty", csv.header()[column]),
                    "give each row its id");
  return id;
}

double need_amount(const io::CsvReader& csv, std::size_t column) {
  const double value = csv.number(column);
  if (value >= 0) return value;
  throw csv.error(fmt::format("{} in column « {} » is negative", csv.field(column), csv.header()[column]),
                  "correct the value or remove the row");
}

class PairFile {
 public:
  PairFile(const AccessFiles& files, const Amounts& demand, const Amounts& supply, Diagnostics& diagnostics)
      : csv_(files.times),
        from_(csv_.column(files.from_column)),
        to_(csv_.column(files.to_column)),
        time_(find_time_column(files, csv_)),
        demand_(demand),
        supply_(supply),
        diagnostics_(diagnostics),
        progress_(files.progress),
        double_pairs_(demand.size(), supply.size()),
        has_row_(demand.size()) {}

  void read(access::PairSpool& spool) {
    while (csv_.next()) {
      if ((csv_.line() & 0xffff) == 0) tell_progress();
      take_row(spool);
    }
    report();
  }

 private:
  void tell_progress() {
    throw_if_interrupted();
    const double part = csv_.part_read();
    if (progress_ != nullptr) progress_->add(part - told_);
    told_ = part;
  }

  void take_row(access::PairSpool& spool) {
    const std::string_view from = need_id(csv_, from_), to = need_id(csv_, to_);
    if (from != last_from_) {  // rows of one place mostly stand together
      last_from_ = from;
      last_demand_ = demand_.find(from);
    }
    const std::uint32_t i = last_demand_, j = supply_.find(to);
    if (i != Amounts::unknown) has_row_[i] = 1;
    const bool reached = !csv_.field(time_.index).empty();
    const double t = reached ? to_minutes(need_amount(csv_, time_.index), time_.unit) : 0;
    if (i == Amounts::unknown || j == Amounts::unknown) {
      note_unknown(i == Amounts::unknown, from, j == Amounts::unknown, to);
      return;
    }
    if (double_pairs_.seen(i, j)) {
      throw csv_.error(fmt::format("the pair {} → {} stands twice", from, to), "keep one time for each pair");
    }
    if (reached) {
      spool.append({i, j, t});
    } else {
      ++not_reached_;
    }
  }

  void note_unknown(bool no_demand, std::string_view from, bool no_supply, std::string_view to) {
    if (no_demand) {
      diagnostics_.add(Severity::warning, "unknown-demand", "times", from,
                       "rows whose origin is not in the demand file: not used",
                       "check that both use the same ids");
    }
    if (no_supply) {
      diagnostics_.add(Severity::warning, "unknown-supply", "times", to,
                       "rows whose destination is not in the supply file: not used",
                       "check that both use the same ids");
    }
  }

  void report() {
    for (std::size_t i = 0; i < demand_.size(); ++i) {
      if (has_row_[i] != 0) continue;
      diagnostics_.add(Severity::warning, "demand-without-times", "demand", demand_.ids()[i],
                       "places without any row in the times: they reach nothing",
                       "check that they are on the network, and that the ids are the same");
    }
    if (not_reached_ > 0) {
      diagnostics_.add_count(Severity::note, "pairs-not-reached", "times", not_reached_,
                             "rows with an empty time: not reached");
    }
    if (!double_pairs_.complete()) {
      diagnostics_.add_count(
          Severity::note, "double-pairs-unchecked", "times", 1,
          "the rows of an origin do not stand together: pairs that stand twice were not all looked for",
          "sort the times by origin");
    }
  }

  io::CsvReader csv_;
  std::size_t from_, to_;
  TimeColumn time_;
  const Amounts& demand_;
  const Amounts& supply_;
  Diagnostics& diagnostics_;
  Progress* progress_;
  double told_ = 0;
  DoublePairs double_pairs_;
  std::vector<std::uint8_t> has_row_;
  std::string last_from_;
  std::uint32_t last_demand_ = Amounts::unknown;
  std::uint64_t not_reached_ = 0;
};

}  // namespace

Amounts::Amounts(const std::filesystem::path& path, const std::string& id_column,
                 const std::string& amount_column) {
  io::CsvReader csv(path);
  const std::size_t id = csv.column(id_column), amount = csv.column(amount_column);
  while (csv.next()) {
    const std::string_view name = need_id(csv, id);
    const double value = need_amount(csv, amount);
    const auto [place, added] = index_.emplace(name, static_cast<std::uint32_t>(ids_.size()));
    if (!added) throw csv.error(fmt::format("the id « {} » stands twice", name), "give each row its own id");
    ids_.emplace_back(name);
    values_.push_back(value);
  }
}

std::uint32_t Amounts::find(std::string_view id) const {
  const auto found = index_.find(id);
  return found == index_.end() ? unknown : found->second;
}

TimeUnit parse_time_unit(std::string_view text) {
  if (text == "s") return TimeUnit::seconds;
  if (text == "min") return TimeUnit::minutes;
  if (text == "ms") return TimeUnit::milliseconds;
  throw Error(ErrorCode::usage, fmt::format("time unit « {} » is unknown", text), "s, min or ms");
}

void read_pairs(const AccessFiles& files, const Amounts& demand, const Amounts& supply,
                access::PairSpool& spool, Diagnostics& diagnostics) {
  PairFile(files, demand, supply, diagnostics).read(spool);
}

}  // namespace maillage::workflow
