#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "maillage/core/interrupt.hpp"
#include "maillage/io/csv.hpp"

namespace maillage::io {
namespace {

constexpr std::size_t flush_size = std::size_t{1} << 16;

bool needs_quotes(std::string_view field) { return field.find_first_of(",\"\n\r") != std::string_view::npos; }

void append_field(std::string& buffer, std::string_view field) {
  if (!needs_quotes(field)) {
    buffer += field;
    return;
  }
  buffer += '"';
  for (const char c : field) {
    if (c == '"') buffer += '"';
    buffer += c;
  }
  buffer += '"';
}

}  // namespace

struct CsvWriter::State {
  explicit State(const std::filesystem::path& path) : target(path) {}
  ~State() {
    if (file >= 0 && file != STDOUT_FILENO) ::close(file);
    if (!temporary.empty()) {
      std::error_code ignored;
      std::filesystem::remove(temporary, ignored);
    }
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  [[nodiscard]] Error failure(const std::string& what) const {
    return {ErrorCode::io, fmt::format("{}: {}: {}", target.string(), what, std::strerror(errno)),
            "check that the folder exists, can be written to and has room"};
  }
  void open();
  void flush();

  std::filesystem::path target;
  std::filesystem::path temporary;  // empty when written directly
  int file = -1;
  std::size_t columns = 0;
  std::string buffer;
};

void CsvWriter::State::open() {
  if (target == "-") {
    file = STDOUT_FILENO;
    return;
  }
  if (target.extension() == ".gz") {
    throw Error(ErrorCode::usage, target.string() + ": this output is not compressed", "name it without .gz");
  }
  std::error_code unknown;
  if (std::filesystem::is_symlink(target, unknown)) {
    target = std::filesystem::canonical(target, unknown);
    if (unknown) throw Error(ErrorCode::io, target.string() + ": the link leads nowhere", "remove it");
  }
  const auto status = std::filesystem::status(target, unknown);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    if (std::filesystem::is_directory(status)) {
      throw Error(ErrorCode::io, target.string() + ": is a folder", "name a file inside it");
    }
    file = ::open(target.c_str(), O_WRONLY | O_CLOEXEC);  // a device or a pipe: never replaced
  } else {
    std::filesystem::path beside = target;
    beside += ".tmp";
    file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file >= 0) temporary = beside;
  }
  if (file < 0) throw failure("cannot be created");
}

void CsvWriter::State::flush() {
  std::string_view rest = buffer;
  while (!rest.empty()) {
    throw_if_interrupted();  // also while nobody reads the pipe
    const ssize_t written = ::write(file, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw failure("cannot be written");
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer.clear();
}

CsvWriter::CsvWriter(const std::filesystem::path& path, const std::vector<std::string>& header)
    : state_(std::make_unique<State>(path)) {
  state_->open();
  state_->columns = header.size();
  const std::vector<std::string_view> names(header.begin(), header.end());
  row(names);
}

CsvWriter::~CsvWriter() = default;
CsvWriter::CsvWriter(CsvWriter&&) noexcept = default;
CsvWriter& CsvWriter::operator=(CsvWriter&&) noexcept = default;

void CsvWriter::row(std::span<const std::string_view> fields) {
  State& state = *state_;
  if (fields.size() != state.columns) {
    throw Error(ErrorCode::internal, fmt::format("{}: a row of {} fields under {} columns",
                                                 state.target.string(), fields.size(), state.columns));
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) state.buffer += ',';
    append_field(state.buffer, fields[i]);
  }
  // A lone empty field would be an empty line, which readers pass over.
  if (fields.size() == 1 && fields[0].empty()) state.buffer += "\"\"";
  state.buffer += '\n';
  if (state.buffer.size() >= flush_size) state.flush();
}

void CsvWriter::close() {
  State& state = *state_;
  if (state.file < 0) return;
  state.flush();
  if (state.file == STDOUT_FILENO) {
    state.file = -1;
    return;
  }
  if (!state.temporary.empty() && ::fsync(state.file) != 0) throw state.failure("cannot be written");
  const int closed = ::close(state.file);
  state.file = -1;
  if (closed != 0) throw state.failure("cannot be written");
  if (state.temporary.empty()) return;
  std::error_code problem;
  std::filesystem::rename(state.temporary, state.target, problem);
  if (problem) {
    throw Error(ErrorCode::io,
                fmt::format("{}: cannot take its name: {}", state.target.string(), problem.message()));
  }
  state.temporary.clear();
}

}  // namespace maillage::io
