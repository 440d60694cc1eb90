#include "text_shaper.hpp"

#include <cmath>

namespace maillage::carto {

TextShaper::TextShaper()
    : fonts_(pango_cairo_font_map_new()), context_(pango_font_map_create_context(fonts_.get())) {
  pango_cairo_context_set_resolution(context_.get(), 72);
  // No hinting: widths are then the same on paper and on every screen.
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(context_.get(), options);
  cairo_font_options_destroy(options);
  pango_context_set_language(context_.get(), pango_language_from_string("fr"));
  pango_context_set_round_glyph_positions(context_.get(), FALSE);
}

GObjectHandle<PangoLayout> TextShaper::layout(const std::string& text, const TextStyle& style) const {
  GObjectHandle<PangoLayout> out(pango_layout_new(context_.get()));
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family_static(font, font_family);
  pango_font_description_set_absolute_size(font, std::round(style.size * PANGO_SCALE));
  pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_style(font, style.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_layout_set_font_description(out.get(), font);
  pango_font_description_free(font);
  // Ligatures off: SVG viewers that fit text to its length break them, and so does text search in some readers.
  PangoAttrList* attributes = pango_attr_list_new();
  pango_attr_list_insert(attributes, pango_attr_font_features_new("liga=0, tnum=1"));
  pango_layout_set_attributes(out.get(), attributes);
  pango_attr_list_unref(attributes);
  pango_layout_set_text(out.get(), text.data(), static_cast<int>(text.size()));
  return out;
}

double TextShaper::width(const std::string& text, const TextStyle& style) const {
  PangoRectangle box;
  pango_layout_get_extents(layout(text, style).get(), nullptr, &box);
  return static_cast<double>(box.width) / PANGO_SCALE;
}

std::vector<std::string> TextShaper::wrap(const std::string& text, const TextStyle& style,
                                          double width) const {
  const auto laid_out = layout(text, style);
  pango_layout_set_width(laid_out.get(), static_cast<int>(std::max(1.0, width) * PANGO_SCALE));
  pango_layout_set_wrap(laid_out.get(), PANGO_WRAP_WORD_CHAR);
  std::vector<std::string> lines;
  for (GSList* item = pango_layout_get_lines_readonly(laid_out.get()); item != nullptr; item = item->next) {
    const auto* line = static_cast<const PangoLayoutLine*>(item->data);
    std::string part =
        text.substr(static_cast<std::size_t>(line->start_index), static_cast<std::size_t>(line->length));
    while (!part.empty() && (part.back() == ' ' || part.back() == '\n')) part.pop_back();
    lines.push_back(std::move(part));
  }
  if (lines.empty()) lines.emplace_back();
  return lines;
}

}  // namespace maillage::carto
