#pragma once
// How far a long work is: named steps, and of each the part that is done. The work says it here; whoever shows it (a
// terminal, a log) listens to the steps and looks at the part when it likes. Nothing of it reaches an output.
//
//   progress.begin("computing travel times");
//   parallel_ranges(n, 16, execution.counting(1.0), body);   // fills the step as its ranges are done
//   progress.end();

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>

namespace maillage {

class Progress {
 public:
  // Called by the thread that works, never by two at once.
  class Listener {
   public:
    virtual ~Listener() = default;
    virtual void begins(const std::string& step) = 0;
    virtual void ends(const std::string& step) = 0;
    virtual void says(const std::string& line) = 0;
  };
  struct Now {
    std::string step;          // empty: between steps
    double part = 0;           // of the step, 0 to 1; 0: nothing counted, or nothing done
    std::uint64_t number = 0;  // of the step since the beginning: tells it from the one before
  };

  // Without a listener everything is kept to itself. The listener must outlive this.
  explicit Progress(Listener* listener = nullptr) : listener_(listener) {}

  // Ends the step before, if any. Error(interrupted) after Ctrl-C: a step is not begun then.
  void begin(std::string step);
  void end();
  // A remark for the log.
  void say(const std::string& line);
  // `part` of the current step is done. From any thread; one atomic addition.
  void add(double part) noexcept;
  // From any thread.
  [[nodiscard]] Now now() const;

 private:
  Listener* listener_;
  mutable std::mutex mutex_;  // of step_ and number_
  std::string step_;
  std::uint64_t number_ = 0;
  std::atomic<std::uint64_t> billionths_{0};
};

// A step that ends with the block it stands in.
class ProgressStep {
 public:
  ProgressStep(Progress* progress, std::string step) : progress_(progress) {
    if (progress_ != nullptr) progress_->begin(std::move(step));
  }
  ~ProgressStep() {
    if (progress_ != nullptr) progress_->end();
  }
  ProgressStep(const ProgressStep&) = delete;
  ProgressStep& operator=(const ProgressStep&) = delete;
  // Ends this step and begins another.
  void next(std::string step) const {
    if (progress_ != nullptr) progress_->begin(std::move(step));
  }
  void add(double part) const noexcept {
    if (progress_ != nullptr) progress_->add(part);
  }

 private:
  Progress* progress_;
};

}  // namespace maillage
