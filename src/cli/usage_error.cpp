#include "usage_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "maillage/core/suggest.hpp"

namespace maillage::cli {
namespace {

const CLI::App& chosen_command(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  return chosen.empty() ? app : *chosen.front();
}

// Commands where none was chosen, else the long options of the one that was.
std::vector<std::string> words(const CLI::App& command, bool top) {
  std::vector<std::string> known;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  }
  if (!top) return known;
  for (const CLI::App* one : command.get_subcommands([](const CLI::App*) { return true; }))
    known.push_back(one->get_name());
  return known;
}

// What was left over on the command line, an option first.
std::string first_left_over(const CLI::App& app) {
  const std::vector<std::string> left = app.remaining(true);
  const auto option =
      std::find_if(left.begin(), left.end(), [](const std::string& word) { return word.starts_with("-"); });
  if (option != left.end()) return option->substr(0, option->find('='));
  return left.empty() ? std::string() : left.front();
}

}  // namespace

Error usage_error(const CLI::App& app, const CLI::ParseError& problem) {
  const CLI::App& command = chosen_command(app);
  const bool top = &command == &app;
  const std::string help = top ? "maillage --help lists the commands"
                               : fmt::format("maillage {} --help lists the options", command.get_name());
  const std::string word = first_left_over(app);
  const auto* extra = dynamic_cast<const CLI::ExtrasError*>(&problem);
  if (word.empty() || (extra == nullptr && !top)) return {ErrorCode::usage, problem.what(), help};
  const std::string near = nearest_word(word, words(command, top));
  const std::string where = top ? "" : fmt::format("maillage {}: ", command.get_name());
  const std::string kind = word.starts_with("-") ? "option" : top ? "command" : "argument";
  return {ErrorCode::usage, fmt::format("{}unknown {} « {} »", where, kind, word),
          near.empty() ? help : fmt::format("did you mean {}? {}", near, help)};
}

}  // namespace maillage::cli
