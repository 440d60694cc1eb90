#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

#include "byte_source.hpp"
#include "foreign_file.hpp"
#include "maillage/core/suggest.hpp"
#include "maillage/io/csv.hpp"
#include "utf8.hpp"

namespace maillage::io {
namespace {

constexpr std::size_t block_size = std::size_t{1} << 20;
// A record longer than this is a quote that was never closed, not a record.
constexpr std::size_t longest_record = std::size_t{64} << 20;
constexpr std::array<char, 4> separators{',', ';', '\t', '|'};

char find_separator(std::string_view header) {
  std::array<std::size_t, separators.size()> counts{};
  bool quoted = false;
  for (const char c : header) {
    if (c == '"') quoted = !quoted;
    const auto found = std::ranges::find(separators, c);
    if (!quoted && found != separators.end()) ++counts[static_cast<std::size_t>(found - separators.begin())];
  }
  return separators[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

std::string quoted_for_people(std::string_view value) {
  constexpr std::size_t longest = 60;
  std::size_t cut = std::min(value.size(), longest);
  while (cut > 0 && cut < value.size() && (static_cast<unsigned char>(value[cut]) & 0xC0) == 0x80) --cut;
  return fmt::format("« {}{} »", value.substr(0, cut), cut < value.size() ? "…" : "");
}

const char* number_problem(std::string_view value) {
  if (value.empty()) return "is empty where a number is needed";
  if (value.find(',') != std::string_view::npos)
    return "is not a number: the decimal sign is a point, without thousands sign";
  return "is not a finite number";
}

}  // namespace

struct CsvReader::State {
  enum class Place { field_start, plain, quoted, quote_in_quoted };

  explicit State(const std::filesystem::path& path) : source(path), buffer(block_size) {}

  // Makes more bytes available behind `end`, keeping those from `begin`; false at the end of the file.
  bool refill();
  // The bytes before the first line break.
  std::string_view first_line();
  // The record at `begin` whose first line holds a quote, without its line break; line breaks in quotes are
  // counted.
  std::string_view quoted_record();
  // Next record as raw text with `begin` moved behind it; false at the end.
  bool raw_record(std::string_view& record, bool& has_quotes);
  void split(std::string_view record, std::vector<std::string_view>& fields) const;
  void split_quoted(std::string_view record, std::vector<std::string_view>& fields);
  void check_text(std::string_view record) const;
  void drop_byte_order_mark();
  [[nodiscard]] Error error(std::string_view message, std::string_view hint) const {
    return {ErrorCode::input, fmt::format("{}, line {}: {}", source.name(), line, message),
            std::string(hint)};
  }
  [[nodiscard]] Error unbalanced() const {
    return error("a quote is opened and never closed",
                 "double a quote that belongs to the text (\"\"), close the field");
  }

  ByteSource source;
  std::vector<char> buffer;
  std::size_t begin = 0;  // unread bytes are [begin, end)
  std::size_t end = 0;
  bool at_end = false;
  char separator = 0;
  std::uint64_t line = 1;       // of the current record
  std::uint64_t next_line = 1;  // of the record after it
};

bool CsvReader::State::refill() {
  if (at_end) return false;
  if (begin > 0) {
    std::memmove(buffer.data(), buffer.data() + begin, end - begin);
    end -= begin;
    begin = 0;
  }
  if (end == buffer.size()) {
    if (buffer.size() >= longest_record) {
      line = next_line;
      throw error(fmt::format("a record is longer than {} MiB", longest_record >> 20),
                  "look for a quote that is opened and never closed, or for a file that is not text");
    }
    buffer.resize(buffer.size() * 2);
  }
  const std::size_t got = source.read(buffer.data() + end, buffer.size() - end);
  end += got;
  at_end = got == 0;
  return !at_end;
}

void CsvReader::State::drop_byte_order_mark() {
  while (end - begin < 3 && refill()) {
  }
  const std::string_view start(buffer.data() + begin, std::min<std::size_t>(3, end - begin));
  if (start == "\xEF\xBB\xBF") begin += 3;
  if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) {
    throw error("the text is UTF-16", "convert it to UTF-8: iconv -f UTF-16 -t UTF-8 in.csv > out.csv");
  }
}

bool CsvReader::State::raw_record(std::string_view& record, bool& has_quotes) {
  std::size_t looked = 0;
  const char* line_break = nullptr;
  for (;;) {
    line_break =
        static_cast<const char*>(std::memchr(buffer.data() + begin + looked, '\n', end - begin - looked));
    if (line_break != nullptr) break;
    looked = end - begin;
    if (!refill()) break;
  }
  if (line_break == nullptr && begin == end) return false;
  line = next_line;
  const char* start = buffer.data() + begin;
  const auto length =
      static_cast<std::size_t>((line_break != nullptr ? line_break : buffer.data() + end) - start);
  has_quotes = std::memchr(start, '"', length) != nullptr;
  if (has_quotes) {
    record = quoted_record();
  } else {
    record = {start, length};
    begin += length + (line_break != nullptr ? 1 : 0);
    ++next_line;
  }
  if (record.ends_with('\r')) record.remove_suffix(1);
  check_text(record);
  return true;
}

std::string_view CsvReader::State::quoted_record() {
  Place place = Place::field_start;
  for (std::size_t at = 0;; ++at) {
    const bool over = begin + at == end && !refill();
    const char c = over ? '\n' : buffer[begin + at];
    if (place == Place::quoted) {
      if (over) throw unbalanced();
      if (c == '\n') ++next_line;
      if (c == '"') place = Place::quote_in_quoted;
      continue;
    }
    if (c == '\n') {
      const std::string_view record(buffer.data() + begin, at);
      begin += at + (over ? 0 : 1);
      ++next_line;
      return record;
    }
    if (c == separator) {
      place = Place::field_start;
    } else if (c == '"' && place != Place::plain) {
      place = Place::quoted;
    } else if (place == Place::field_start) {
      place = Place::plain;
    }
  }
}

std::string_view CsvReader::State::first_line() {
  for (;;) {
    const std::string_view seen(buffer.data() + begin, end - begin);
    const std::size_t length = seen.find('\n');
    if (length != std::string_view::npos) return seen.substr(0, length);
    if (!refill()) return {buffer.data() + begin, end - begin};
  }
}

void CsvReader::State::check_text(std::string_view record) const {
  if (const std::size_t bad = find_invalid_utf8(record); bad != std::string_view::npos) {
    throw error(fmt::format("byte {} of the record (0x{:02X}) is not UTF-8 text", bad + 1,
                            static_cast<unsigned char>(record[bad])),
                "state the encoding of the file where it is named, or convert it to UTF-8: "
                "iconv -f WINDOWS-1252 -t UTF-8 in.csv > out.csv");
  }
  if (std::memchr(record.data(), '\0', record.size()) != nullptr) {
    throw error("there is a zero byte in the record",
                "this is not delimited text, or it is UTF-16: convert it to UTF-8");
  }
}

void CsvReader::State::split(std::string_view record, std::vector<std::string_view>& fields) const {
  const char* start = record.data();
  const char* const stop = start + record.size();
  for (const char* at = start; at != stop; ++at) {
    if (*at != separator) continue;
    fields.emplace_back(start, static_cast<std::size_t>(at - start));
    start = at + 1;
  }
  fields.emplace_back(start, static_cast<std::size_t>(stop - start));
}

void CsvReader::State::split_quoted(std::string_view record, std::vector<std::string_view>& fields) {
  // Unquoted text is never longer than the quoted one: it is written back over it.
  char* at = buffer.data() + (record.data() - buffer.data());
  char* const stop = at + record.size();
  for (;;) {
    char* const start = at;
    char* written = at;
    if (at != stop && *at == '"') {
      for (++at; *at != '"' || (at + 1 != stop && at[1] == '"'); ++at) {
        if (*at == '"') ++at;
        *written++ = *at;
      }
      ++at;
      if (at != stop && *at != separator) {
        throw error("there is text after the closing quote of a field",
                    "double a quote that belongs to the text (\"\")");
      }
    } else {
      at = std::find(at, stop, separator);
      written = at;
    }
    fields.emplace_back(start, static_cast<std::size_t>(written - start));
    if (at == stop) return;
    ++at;
  }
}

CsvReader::CsvReader(const std::filesystem::path& path, char separator)
    : state_(std::make_unique<State>(path)) {
  State& state = *state_;
  state.drop_byte_order_mark();
  if (const std::string_view kind =
          foreign_kind({state.buffer.data() + state.begin, state.end - state.begin});
      !kind.empty()) {
    throw Error(ErrorCode::input,
                fmt::format("{}: this is {}, not delimited text", state.source.name(), kind),
                std::string(foreign_hint(kind)));
  }
  const std::string_view first = state.first_line();
  if (first.empty() && state.begin == state.end) {
    throw Error(ErrorCode::input, state.source.name() + ": the file is empty",
                "it needs at least a line of column names");
  }
  state.separator = separator != 0 ? separator : find_separator(first);
  std::string_view record;
  bool has_quotes = false;
  state.raw_record(record, has_quotes);
  if (record.find('\r') != std::string_view::npos && !has_quotes) {
    throw state.error("lines end in a bare carriage return", "convert the line ends to LF or CRLF");
  }
  has_quotes ? state.split_quoted(record, fields_) : state.split(record, fields_);
  header_.assign(fields_.begin(), fields_.end());
  for (std::size_t i = 0; i < header_.size(); ++i) {
    if (header_[i].empty()) continue;  // cannot be asked for: exports with row numbers have such a column
    if (std::find(header_.begin(), header_.begin() + static_cast<std::ptrdiff_t>(i), header_[i]) !=
        header_.begin() + static_cast<std::ptrdiff_t>(i)) {
      throw state.error(fmt::format("two columns are called « {} »", header_[i]), "rename one of them");
    }
  }
}

CsvReader::~CsvReader() = default;
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;

char CsvReader::separator() const { return state_->separator; }

std::uint64_t CsvReader::line() const { return state_->line; }
double CsvReader::part_read() const { return state_->source.part_read(); }

Error CsvReader::error(std::string_view message, std::string_view hint) const {
  return state_->error(message, hint);
}

std::optional<std::size_t> CsvReader::find_column(std::string_view name) const {
  const auto found = std::ranges::find(header_, name);
  if (found == header_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header_.begin());
}

std::size_t CsvReader::column(std::string_view name) const {
  if (const auto found = find_column(name)) return *found;
  const std::string nearest = nearest_word(name, header_);
  std::string columns = nearest;
  for (const std::string& known : header_) {
    if (known != nearest) columns += (columns.empty() ? "" : ", ") + known;
  }
  throw Error(ErrorCode::input,
              fmt::format("{}, line 1: there is no column « {} »", state_->source.name(), name),
              "columns, nearest first: " + columns);
}

bool CsvReader::next() {
  State& state = *state_;
  std::string_view record;
  bool has_quotes = false;
  do {
    if (!state.raw_record(record, has_quotes)) return false;
  } while (record.empty() && header_.size() > 1);
  fields_.clear();
  has_quotes ? state.split_quoted(record, fields_) : state.split(record, fields_);
  if (fields_.size() != header_.size()) {
    throw state.error(fmt::format("{} fields where the header has {}", fields_.size(), header_.size()),
                      "quote a field that holds the separator; complete a record that is cut");
  }
  return true;
}

double CsvReader::number(std::size_t column) const {
  const std::string_view value = fields_[column];
  double result = 0;
  const auto [stop, problem] = std::from_chars(value.data(), value.data() + value.size(), result);
  if (problem == std::errc() && stop == value.data() + value.size() && std::isfinite(result)) return result;
  throw error(fmt::format("{} in column « {} » {}", quoted_for_people(value), header_[column],
                          number_problem(value)));
}

}  // namespace maillage::io
