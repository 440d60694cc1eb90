#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "legend.hpp"

namespace maillage::carto {

namespace {

struct Row {
  AreaStyle style;
  std::vector<std::string> label;  // wrapped
  Tally tally;
};

// Widths of the columns label | areas | people; a count column is a bar and its number.
struct Columns {
  double label = 0;
  double count = 0;  // width of one count column; 0: there is only text
  double bar = 0;    // longest bar; 0: no room for bars, numbers stand at the right
  bool people = false;
};

constexpr Colour bar_colour{176, 180, 186};
constexpr Line swatch_line{{120, 120, 120}, 0.4, Dash::solid, 1};

std::string areas_word(const MapSpec& spec) {
  return spec.choropleth.areas_word.empty() ? "communes" : spec.choropleth.areas_word;
}

std::string people_word(const MapSpec& spec) {
  if (!spec.choropleth.people_word.empty()) return spec.choropleth.people_word;
  return std::string(text::pick(spec.language, "habitants", "people"));
}

std::string people_text(double people, text::Language language) {
  return text::integer(std::llround(people), language);
}

std::vector<AreaStyle> class_styles(const Scale& scale) {
  std::vector<AreaStyle> out;
  if (const auto* g = std::get_if<GraduatedScale>(&scale)) {
    for (const Colour c : g->colours) out.push_back({.fill = c, .outline = swatch_line});
  } else {
    for (const Category& c : std::get<CategoryScale>(scale).categories)
      out.push_back({.fill = c.colour, .outline = swatch_line});
  }
  return out;
}

// Highest class on top; categories as listed; then the signs that occur.
std::vector<Row> rows(const MapSpec& spec, const TextShaper& shaper, const TextStyle& text,
                      double label_width) {
  const LegendCounts counts = count(spec.choropleth);
  const std::vector<AreaStyle> styles = class_styles(spec.choropleth.scale);
  const std::vector<std::string> names = class_labels(spec.choropleth, spec.language);
  std::vector<Row> out;
  for (std::size_t i = 0; i < styles.size(); ++i)
    out.push_back({styles[i], shaper.wrap(names[i], text, label_width), counts.classes[i]});
  if (std::holds_alternative<GraduatedScale>(spec.choropleth.scale)) std::reverse(out.begin(), out.end());
  for (const Sign sign : all_signs) {
    const Tally& tally = counts.signs[static_cast<std::size_t>(sign)];
    if (tally.areas == 0) continue;
    AreaStyle sample = style(sign);
    sample.outline = swatch_line;
    out.push_back({sample, shaper.wrap(std::string(label(sign, spec.language)), text, label_width), tally});
  }
  return out;
}

Columns columns(const MapSpec& spec, const TextShaper& shaper, const LegendStyle& style) {
  Columns out;
  out.people = !spec.choropleth.people_column.empty();
  const double gap = 8 * style.unit;
  double longest = 0;
  for (const std::string& name : class_labels(spec.choropleth, spec.language))
    longest = std::max(longest, shaper.width(name, style.text));
  const LegendCounts counts = count(spec.choropleth);
  for (const Sign sign : all_signs)
    if (counts.signs[static_cast<std::size_t>(sign)].areas > 0)
      longest = std::max(longest, shaper.width(std::string(label(sign, spec.language)), style.text));
  const Tally total = counts.total();
  double number =
      shaper.width(text::integer(static_cast<std::int64_t>(total.areas), spec.language), style.small);
  if (out.people)
    number = std::max(number, shaper.width(people_text(total.people, spec.language), style.small));
  const double room = style.width - style.text_left();
  out.label = std::min(longest + 2, room * (out.people ? 0.46 : 0.6));
  out.count =
      out.people ? (room - out.label - 2 * gap) / 2 : std::min(room - out.label - gap, 100 * style.unit);
  out.bar = out.count - number - 3 * style.unit;
  if (out.bar < 12 * style.unit) {
    out.bar = 0;
    out.count = std::max({number, shaper.width(areas_word(spec), style.small),
                          out.people ? shaper.width(people_word(spec), style.small) : 0.0});
    out.label = room - (out.count + gap) * (out.people ? 2 : 1);
  }
  return out;
}

void draw_count(Canvas& canvas, double x, double baseline, double share, const std::string& number,
                const Columns& cols, const LegendStyle& style) {
  if (cols.bar == 0) {
    TextStyle right = style.small;
    right.align = Align::right;
    return canvas.text({x + cols.count, baseline}, number, right);
  }
  const double bar = share * cols.bar;
  const double height = 6.5 * style.unit;
  if (bar > 0)
    canvas.draw(rectangle(x, baseline - style.small.size * cap_height / 2 - height / 2, bar, height),
                {.fill = bar_colour});
  canvas.text({x + bar + (bar > 0 ? 3 * style.unit : 0), baseline}, number, style.small);
}

LegendBlock row_block(const Row& row, const Tally& most, const Columns& cols, const LegendStyle& style,
                      text::Language language) {
  const double step = style.text.size * line_spacing;
  const double lines = static_cast<double>(row.label.size());
  const double height = std::max(15.5 * style.unit, lines * step + 4 * style.unit);
  return {height, [=](Canvas& canvas, double x, double y) {
            const double middle = y + height / 2;
            canvas.draw(
                rectangle(x, middle - style.swatch_height() / 2, style.swatch_width(), style.swatch_height()),
                row.style);
            double baseline = middle - (lines - 1) * step / 2 + style.text.size * cap_height / 2;
            for (const std::string& line : row.label)
              canvas.text({x + style.text_left(), baseline}, line, style.text), baseline += step;
            const double small = middle + style.small.size * cap_height / 2;
            const double first =
                x + style.width - cols.count * (cols.people ? 2 : 1) - (cols.people ? 8 * style.unit : 0);
            const auto share = [](double part, double whole) { return whole > 0 ? part / whole : 0.0; };
            draw_count(canvas, first, small,
                       share(static_cast<double>(row.tally.areas), static_cast<double>(most.areas)),
                       text::integer(static_cast<std::int64_t>(row.tally.areas), language), cols, style);
            if (cols.people)
              draw_count(canvas, first + cols.count + 8 * style.unit, small,
                         share(row.tally.people, most.people), people_text(row.tally.people, language), cols,
                         style);
          }};
}

LegendBlock heads_block(const MapSpec& spec, const Columns& cols, const LegendStyle& style) {
  const std::string areas = areas_word(spec), people = people_word(spec);
  return {12 * style.unit, [=](Canvas& canvas, double x, double y) {
            const double baseline = y + 8 * style.unit;
            const double first =
                x + style.width - cols.count * (cols.people ? 2 : 1) - (cols.people ? 8 * style.unit : 0);
            TextStyle head = style.small;
            head.align = cols.bar == 0 ? Align::right : Align::left;
            const double shift = cols.bar == 0 ? cols.count : 0;
            canvas.text({first + shift, baseline}, areas, head);
            if (cols.people)
              canvas.text({first + shift + cols.count + 8 * style.unit, baseline}, people, head);
          }};
}

}  // namespace

void add_class_blocks(Legend& legend, const MapSpec& spec, const TextShaper& shaper,
                      const LegendStyle& style) {
  const Choropleth& layer = spec.choropleth;
  const table::Column* column = layer.areas->find(layer.column);
  const std::string alias = column->alias.empty() ? column->name : column->alias;
  const std::string unit = layer.unit.empty() ? column->unit : layer.unit;
  auto& blocks = legend.blocks;
  blocks.push_back(text_block(layer.legend_title.empty() ? alias : layer.legend_title, style.heading, shaper,
                              style.width));
  if (!unit.empty()) blocks.push_back(text_block(unit, style.small, shaper, style.width));
  blocks.push_back(gap_block(4 * style.unit));
  const Columns cols = columns(spec, shaper, style);
  blocks.push_back(heads_block(spec, cols, style));
  const std::vector<Row> list = rows(spec, shaper, style.text, cols.label);
  Tally most;
  for (const Row& row : list) {
    most.areas = std::max(most.areas, row.tally.areas);
    most.people = std::max(most.people, row.tally.people);
  }
  for (const Row& row : list) blocks.push_back(row_block(row, most, cols, style, spec.language));
  const Tally total = count(layer).total();
  std::string sum =
      fmt::format("{} {} {}", text::pick(spec.language, "Ensemble :", "Total:"),
                  text::integer(static_cast<std::int64_t>(total.areas), spec.language), areas_word(spec));
  if (cols.people) sum += fmt::format(", {} {}", people_text(total.people, spec.language), people_word(spec));
  blocks.push_back(gap_block(3 * style.unit));
  blocks.push_back(text_block(sum, style.small, shaper, style.width));
}

}  // namespace maillage::carto
