#include "console.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string_view>
#include <system_error>

#include "diagnostics_printer.hpp"

namespace maillage::cli {
namespace {

constexpr std::chrono::milliseconds between_drawings{125};
constexpr const char* erase_line = "\r\x1b[K";

bool can_draw() {
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

std::size_t columns() {
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 20) return 80;
  return size.ws_col;
}

// The first `most` characters of a UTF-8 text.
std::string_view cut(std::string_view text, std::size_t most) {
  std::size_t end = 0;
  for (std::size_t shown = 0; end < text.size(); ++end) {
    const bool first_byte = (static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U;
    if (first_byte && ++shown > most) break;
  }
  return text.substr(0, end);
}

std::string duration(double seconds) {
  const auto whole = static_cast<long>(std::ceil(seconds));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
}

// "43 %  1 min 20 s left" for a part done in so many seconds; empty while nothing can be said.
std::string time_left(double part, double seconds) {
  if (part <= 0) return {};
  const std::string percent = fmt::format("{:.0f} %", std::floor(100 * part));
  // Before three seconds or two per cent a forecast would jump about.
  if (seconds < 3 || part < 0.02 || part >= 1) return percent;
  return fmt::format("{}  {} left", percent, duration(seconds * (1 - part) / part));
}

}  // namespace

void add_quiet(CLI::App& command, Loudness& loudness) {
  command.add_flag("--quiet", loudness.quiet, "print no steps and no notes, only warnings and errors");
}

void add_verbose(CLI::App& command, Loudness& loudness) {
  command.add_flag("--verbose", loudness.verbose, "print notes too, not only warnings and errors")
      ->excludes("--quiet");
}

Console::Console(const Loudness& loudness, bool results_on_terminal)
    : loudness_(loudness),
      drawn_(!loudness.quiet && can_draw() && !(results_on_terminal && ::isatty(STDOUT_FILENO) == 1)) {
  if (!drawn_) return;
  try {
    artist_ = std::jthread([this](const std::stop_token& stop) { draw_until_stopped(stop); });
  } catch (const std::system_error&) {
    drawn_ = false;  // no thread to be had: plain lines
  }
}

Console::~Console() { close(); }

void Console::close() {
  progress_.end();
  if (!artist_.joinable()) return;
  artist_.request_stop();
  wake_.notify_all();
  artist_.join();
  clear();
}

void Console::line(const std::string& text) {
  if (loudness_.quiet) return;
  const std::lock_guard lock(mutex_);
  clear();
  std::fputs(fmt::format("maillage: {}\n", text).c_str(), stderr);
}

void Console::print(const Diagnostics& diagnostics, bool notes, std::size_t shown_ids) {
  close();
  cli::print(diagnostics, (notes || loudness_.verbose) && !loudness_.quiet, shown_ids);
}

void Console::begins(const std::string& step) {
  begun_ = Clock::now();
  if (!drawn_) line(step);
}

void Console::ends(const std::string& step) {
  // A step that fails has not ended.
  if (drawn_ || std::uncaught_exceptions() > 0) return;
  line(fmt::format("{}: {:.1f} s", step, std::chrono::duration<double>(Clock::now() - begun_).count()));
}

void Console::says(const std::string& text) { line(text); }

void Console::draw_until_stopped(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    const Progress::Now now = progress_.now();
    now.step.empty() ? clear() : draw(now);
    wake_.wait_for(lock, stop, between_drawings, [] { return false; });
  }
}

void Console::draw(const Progress::Now& now) {
  if (now.number != number_) {
    number_ = now.number;
    seen_ = Clock::now();
  }
  const double seconds = std::chrono::duration<double>(Clock::now() - seen_).count();
  const std::string text = fmt::format("maillage: {}  {}", now.step, time_left(now.part, seconds));
  // One column stays free: a full line would make some terminals begin a new one.
  std::fputs(fmt::format("{}{}", erase_line, cut(text, columns() - 1)).c_str(), stderr);
  shown_ = true;
}

void Console::clear() {
  if (!shown_) return;
  std::fputs(erase_line, stderr);
  shown_ = false;
}

}  // namespace maillage::cli
