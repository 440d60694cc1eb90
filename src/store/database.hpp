#pragma once
// SQLite with errors as maillage::Error, and handles that close themselves.

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "maillage/core/error.hpp"

namespace maillage::store {

class Database {
 public:
  // immutable: nobody else changes the file meanwhile; no lock is taken and no file appears beside it.
  enum class Access { read, write, immutable };

  // An existing file; Error(io) when there is none, Error(database) when it cannot be opened.
  Database(const std::filesystem::path& path, Access access);

  // One or several statements without results.
  void run(const std::string& sql);
  [[nodiscard]] Error error(std::string_view doing) const;
  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

 private:
  struct Closer {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
  };
  std::filesystem::path path_;
  std::unique_ptr<sqlite3, Closer> handle_;
};

class Statement {
 public:
  Statement(const Database& database, const std::string& sql);

  Statement& bind(int parameter, std::string_view text);
  Statement& bind(int parameter, std::int64_t number);
  // True when there is a row.
  bool step();
  void run_once();  // step, then ready for other values
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] sqlite3_stmt* handle() const { return statement_.get(); }

 private:
  struct Finisher {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  const Database& database_;
  std::unique_ptr<sqlite3_stmt, Finisher> statement_;
};

}  // namespace maillage::store
