#include "maillage/core/error.hpp"

#include <utility>

namespace maillage {

Error::Error(ErrorCode code, std::string message, std::string hint)
    : code_(code), message_(std::move(message)), hint_(std::move(hint)) {
  full_ = hint_.empty() ? message_ : message_ + "\n  → " + hint_;
}

Error Error::within(std::string_view context) const {
  return {code_, std::string(context) + ": " + message_, hint_};
}

int exit_code(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::usage:
      return 2;
    case ErrorCode::data:
      return 3;
    case ErrorCode::infeasible:
      return 4;
    case ErrorCode::interrupted:
      return 130;
    default:
      return 1;
  }
}

std::string_view name(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::usage:
      return "usage";
    case ErrorCode::input:
      return "input";
    case ErrorCode::crs:
      return "crs";
    case ErrorCode::geometry:
      return "geometry";
    case ErrorCode::io:
      return "io";
    case ErrorCode::database:
      return "database";
    case ErrorCode::infeasible:
      return "infeasible";
    case ErrorCode::limit:
      return "limit";
    case ErrorCode::data:
      return "data";
    case ErrorCode::difference:
      return "difference";
    case ErrorCode::interrupted:
      return "interrupted";
    case ErrorCode::internal:
      return "internal";
  }
  return "internal";
}

}  // namespace maillage
