#include "database.hpp"

#include <fmt/format.h>

#include <system_error>

#include "maillage/core/memory_limit.hpp"

namespace maillage::store {
namespace {

// SQLite's own form of a path, for what only that form can ask for.
std::string immutable_uri(const std::filesystem::path& path) {
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(path).lexically_normal().string()) {
    if (c == '%' || c == '?' || c == '#')
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    else
      uri += c;
  }
  return uri + "?immutable=1";
}

}  // namespace

Database::Database(const std::filesystem::path& path, Access access) : path_(path) {
  std::error_code problem;
  if (!std::filesystem::is_regular_file(path, problem)) {
    throw Error(ErrorCode::io, fmt::format("{}: no such file", path.string()), "check the path");
  }
  sqlite3* handle = nullptr;
  const bool immutable = access == Access::immutable;
  const int flags = (access == Access::write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) |
                    (immutable ? SQLITE_OPEN_URI : 0);
  const std::string name = immutable ? immutable_uri(path) : path.string();
  const int state = sqlite3_open_v2(name.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  handle_.reset(handle);
  if (state != SQLITE_OK) throw error("it cannot be opened");
  // Another program may be writing its last bytes.
  constexpr int wait_ms = 2000;
  sqlite3_busy_timeout(handle, wait_ms);
}

Error Database::error(std::string_view doing) const {
  const int code = handle_ ? sqlite3_errcode(handle_.get()) & 0xff : SQLITE_NOMEM;  // without extended codes
  if (code == SQLITE_NOMEM) return not_enough_memory(path_.string());
  const bool disk = code == SQLITE_FULL || code == SQLITE_IOERR;
  return Error(disk ? ErrorCode::io : ErrorCode::database,
               fmt::format("{}: {}: {}", path_.string(), doing, sqlite3_errmsg(handle_.get())),
               disk ? "check that the disk has room and works"
                    : "the file may be damaged, or open in another program");
}

void Database::run(const std::string& sql) {
  if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw error("SQLite refuses");
}

Statement::Statement(const Database& database, const std::string& sql) : database_(database) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database.handle(), sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
    throw database.error("SQLite refuses");
  }
  statement_.reset(statement);
}

Statement& Statement::bind(int parameter, std::string_view text) {
  // SQLITE_TRANSIENT by its meaning (SQLite copies the text): the macro is a C cast.
  const auto copy = reinterpret_cast<sqlite3_destructor_type>(-1);
  if (sqlite3_bind_text64(statement_.get(), parameter, text.data(), text.size(), copy, SQLITE_UTF8) !=
      SQLITE_OK) {
    throw database_.error("SQLite refuses");
  }
  return *this;
}

Statement& Statement::bind(int parameter, std::int64_t number) {
  if (sqlite3_bind_int64(statement_.get(), parameter, number) != SQLITE_OK)
    throw database_.error("SQLite refuses");
  return *this;
}

bool Statement::step() {
  const int state = sqlite3_step(statement_.get());
  if (state == SQLITE_ROW) return true;
  if (state != SQLITE_DONE) throw database_.error("SQLite refuses");
  return false;
}

void Statement::run_once() {
  while (step()) {
  }
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

std::string Statement::text(int column) const {
  const unsigned char* bytes = sqlite3_column_text(statement_.get(), column);
  return bytes != nullptr ? reinterpret_cast<const char*>(bytes) : "";
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

}  // namespace maillage::store
