#include "maillage/core/progress.hpp"

#include <algorithm>
#include <utility>

#include "maillage/core/interrupt.hpp"

namespace maillage {
namespace {
constexpr double billion = 1e9;
}  // namespace

void Progress::begin(std::string step) {
  end();
  throw_if_interrupted();
  {
    const std::lock_guard lock(mutex_);
    step_ = std::move(step);
    ++number_;
    billionths_ = 0;
  }
  if (listener_ != nullptr) listener_->begins(step_);
}

void Progress::end() {
  std::string step;
  {
    const std::lock_guard lock(mutex_);
    step.swap(step_);
  }
  if (!step.empty() && listener_ != nullptr) listener_->ends(step);
}

void Progress::say(const std::string& line) {
  if (listener_ != nullptr) listener_->says(line);
}

void Progress::add(double part) noexcept {
  if (part > 0) billionths_ += static_cast<std::uint64_t>(std::min(part, 1.0) * billion);
}

Progress::Now Progress::now() const {
  const std::lock_guard lock(mutex_);
  return {step_, std::min(1.0, static_cast<double>(billionths_.load()) / billion), number_};
}

}  // namespace maillage
