#pragma once
// What a command says on standard error while it works. On a terminal one line that is drawn again and again (step,
// percentage, time left) and cleared at the end; elsewhere plain lines: a step begins, a step has ended. Results never
// come here.

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "maillage/core/diagnostics.hpp"
#include "maillage/core/progress.hpp"

namespace CLI {
class App;
}

namespace maillage::cli {

struct Loudness {
  bool quiet = false;    // no steps, no remarks, no notes; warnings and errors of the data are still printed
  bool verbose = false;  // notes too
};

// --quiet, and --verbose where notes are not always shown.
void add_quiet(CLI::App& command, Loudness& loudness);
void add_verbose(CLI::App& command, Loudness& loudness);

class Console : private Progress::Listener {
 public:
  // `results_on_terminal`: the command writes its results to standard output while it works; the line is not drawn
  // when both are the same terminal.
  explicit Console(const Loudness& loudness, bool results_on_terminal = false);
  ~Console() override;
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  [[nodiscard]] Progress* progress() { return &progress_; }
  // Ends the step and clears the line. Call it before anything else is printed; the destructor does so too.
  void close();
  // One line, unless --quiet.
  void line(const std::string& text);
  // As diagnostics_printer; never notes under --quiet. Closes first.
  void print(const Diagnostics& diagnostics, bool notes, std::size_t shown_ids = 5);

 private:
  using Clock = std::chrono::steady_clock;
  void begins(const std::string& step) override;
  void ends(const std::string& step) override;
  void says(const std::string& text) override;
  void draw_until_stopped(const std::stop_token& stop);
  void draw(const Progress::Now& now);
  void clear();

  Loudness loudness_;
  bool drawn_ = false;  // the line is used at all
  Progress progress_{this};
  Clock::time_point begun_;
  std::mutex mutex_;  // of the terminal, and of what follows
  std::condition_variable_any wake_;
  bool shown_ = false;  // the line is on the screen
  std::uint64_t number_ = 0;
  Clock::time_point seen_;  // when the current step was first drawn
  std::jthread artist_;     // last: it uses all of the above
};

}  // namespace maillage::cli
