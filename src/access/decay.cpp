#include "maillage/access/decay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "maillage/core/error.hpp"
#include "maillage/core/suggest.hpp"
#include "maillage/core/units.hpp"

namespace maillage::access {
namespace {

using Shape = Decay::Shape;

constexpr double smallest_weight = 1e-100, largest_weight = 1e100;
constexpr double unlimited = std::numeric_limits<double>::infinity();

struct Form {
  Shape shape;
  const char* name;
  const char* example;
};

constexpr std::array<Form, 10> forms{{{Shape::binary, "binary", "binary:30"},
                                      {Shape::step, "step", "step:20=1,40=0.68"},
                                      {Shape::linear, "linear", "linear:30"},
                                      {Shape::exponential, "exponential", "exponential:beta=0.1"},
                                      {Shape::power, "power", "power:beta=1.5,min=1"},
                                      {Shape::gaussian, "gaussian", "gaussian:sigma=15"},
                                      {Shape::dai, "dai", "dai:30"},
                                      {Shape::gaussian01, "gaussian01", "gaussian01:30"},
                                      {Shape::epanechnikov, "epanechnikov", "epanechnikov:30"},
                                      {Shape::logistic, "logistic", "logistic:m=30,s=5"}}};

const Form& form(Shape shape) { return *std::ranges::find(forms, shape, &Form::shape); }

double logistic(double t, double median, double deviation) {
  return 1 / (1 + std::exp((t - median) * std::numbers::pi / (deviation * std::numbers::sqrt3)));
}

double band_weight(const Decay& decay, double t) {
  for (const DecayBand& band : decay.bands) {
    if (within(t, band.edge, decay.bound)) return band.weight;
  }
  return 0;
}

double formula(const Decay& decay, double t) {
  const double scale = decay.scale;
  switch (decay.shape) {
    case Shape::binary:
      return 1;
    case Shape::step:
      return band_weight(decay, t);
    case Shape::linear:
      return 1 - t / scale;
    case Shape::exponential:
      return std::exp(-scale * t);
    case Shape::power:
      return std::pow(std::max(t, decay.second), -scale);
    case Shape::gaussian:
      return std::exp(-t * t / (2 * scale * scale));
    case Shape::dai: {
      const double floor = std::exp(-0.5);
      return (std::exp(-0.5 * (t / scale) * (t / scale)) - floor) / (1 - floor);
    }
    case Shape::gaussian01:
      return std::exp(t * t * std::log(0.01) / (scale * scale));
    case Shape::epanechnikov:
      return 0.75 * (1 - (t / scale) * (t / scale));
    case Shape::logistic:
      return logistic(t, scale, decay.second) / logistic(0, scale, decay.second);
  }
  return 0;
}

// The text after the name, taken apart into key=value pieces; a piece without '=' has an empty key.
class Parameters {
 public:
  Parameters(std::string_view spec, std::string_view text, const Form& wanted) : spec_(spec), form_(wanted) {
    while (!text.empty()) {
      const std::size_t comma = text.find(',');
      const std::string_view piece = text.substr(0, comma);
      const std::size_t equals = piece.find('=');
      if (equals == std::string_view::npos) {
        pieces_.push_back({{}, piece});
      } else {
        pieces_.push_back({piece.substr(0, equals), piece.substr(equals + 1)});
      }
      if (comma == std::string_view::npos) break;
      text.remove_prefix(comma + 1);
    }
  }

  [[nodiscard]] Error wrong(const std::string& what) const {
    return {ErrorCode::usage, fmt::format("decay « {} »: {}", spec_, what),
            fmt::format("write it as {} (minutes, or with a unit: 15min, 900s)", form_.example)};
  }
  [[nodiscard]] double number(std::string_view text) const {
    try {
      return parse_number(text);
    } catch (const Error& error) {
      throw wrong(error.message());
    }
  }
  // A bare number is taken as it stands; with a unit it is exact to the millisecond.
  [[nodiscard]] double minutes(std::string_view text) const {
    if (text.find_first_of("ms") == std::string_view::npos) return number(text);
    try {
      return maillage::minutes(parse_duration(text));
    } catch (const Error& error) {
      throw wrong(error.message());
    }
  }
  [[nodiscard]] double positive(double value, std::string_view what) const {
    if (value > 0) return value;
    throw wrong(fmt::format("{} must be greater than 0", what));
  }
  // Takes the piece of that key out.
  std::optional<std::string_view> take(std::string_view key) {
    const auto found = std::ranges::find(pieces_, key, &Piece::key);
    if (found == pieces_.end()) return std::nullopt;
    const std::string_view value = found->value;
    pieces_.erase(found);
    return value;
  }
  std::string_view need(std::string_view key, std::string_view what) {
    if (const auto value = take(key)) return *value;
    throw wrong(fmt::format("{} is missing", what));
  }
  void finish() const {
    if (pieces_.empty()) return;
    const Piece& extra = pieces_.front();
    const std::string text =
        extra.key.empty() ? std::string(extra.value) : fmt::format("{}={}", extra.key, extra.value);
    throw wrong(fmt::format("« {} » is unknown or stands twice", text));
  }
  std::vector<DecayBand> bands() {
    std::vector<DecayBand> result;
    for (const Piece& piece : pieces_) {
      if (piece.key.empty()) throw wrong(fmt::format("« {} » is no edge=weight", piece.value));
      const DecayBand band{positive(minutes(piece.key), "an edge"), number(piece.value)};
      if (band.weight < 0) throw wrong("a weight is negative");
      if (band.weight > largest_weight) throw wrong("a weight is above 1e100");
      if (!result.empty() && band.edge <= result.back().edge) throw wrong("edges must increase");
      result.push_back(band);
    }
    if (result.empty()) throw wrong("there is no band");
    pieces_.clear();
    return result;
  }

 private:
  struct Piece {
    std::string_view key, value;
  };
  std::string_view spec_;
  const Form& form_;
  std::vector<Piece> pieces_;
};

const Form& find_form(std::string_view spec, std::string_view word) {
  std::vector<std::string> names;
  for (const Form& known : forms) {
    if (word == known.name) return known;
    names.emplace_back(known.name);
  }
  const std::string nearest = nearest_word(word, names);
  throw Error(ErrorCode::usage, fmt::format("decay « {} »: there is no « {} »", spec, word),
              fmt::format("{}known: {}", nearest.empty() ? "" : fmt::format("did you mean « {} »? ", nearest),
                          fmt::join(names, ", ")));
}

double open_end(Parameters& parameters) {
  const auto limit = parameters.take("limit");
  return limit ? parameters.positive(parameters.minutes(*limit), "limit") : unlimited;
}

void read(Decay& decay, Parameters& parameters) {
  switch (decay.shape) {
    case Shape::step:
      decay.bands = parameters.bands();
      decay.scale = decay.limit = decay.bands.back().edge;
      return;
    case Shape::exponential:
    case Shape::power:
      decay.scale = parameters.positive(parameters.number(parameters.need("beta", "beta")), "beta");
      if (decay.shape == Shape::power) {
        const auto least = parameters.take("min");
        decay.second = least ? parameters.positive(parameters.minutes(*least), "min") : 1;
      }
      decay.limit = open_end(parameters);
      return;
    case Shape::gaussian:
      decay.scale = parameters.positive(parameters.minutes(parameters.need("sigma", "sigma")), "sigma");
      decay.limit = open_end(parameters);
      return;
    case Shape::logistic:
      decay.scale = parameters.positive(parameters.minutes(parameters.need("m", "m")), "m");
      decay.second = parameters.positive(parameters.minutes(parameters.need("s", "s")), "s");
      decay.limit = open_end(parameters);
      return;
    default:
      decay.scale = parameters.positive(parameters.minutes(parameters.need("", "the time")), "the time");
      decay.limit = decay.scale;
  }
}

// Forms fall from their weight at 0: when that can be reckoned with, so can all others.
void require_usable(const Decay& decay, const Parameters& parameters) {
  const double first = decay(0);
  if (decay.shape == Shape::step || (first >= smallest_weight && first <= largest_weight)) return;
  throw parameters.wrong("the weight at 0 minutes is not within 1e-100 and 1e100");
}

std::string parameters_text(const Decay& decay) {
  const std::string limit = std::isinf(decay.limit) ? "" : fmt::format(",limit={}", decay.limit);
  switch (decay.shape) {
    case Shape::step: {
      std::vector<std::string> bands;
      for (const DecayBand& band : decay.bands) bands.push_back(fmt::format("{}={}", band.edge, band.weight));
      return fmt::format("{}", fmt::join(bands, ","));
    }
    case Shape::exponential:
      return fmt::format("beta={}{}", decay.scale, limit);
    case Shape::power:
      return fmt::format("beta={},min={}{}", decay.scale, decay.second, limit);
    case Shape::gaussian:
      return fmt::format("sigma={}{}", decay.scale, limit);
    case Shape::logistic:
      return fmt::format("m={},s={}{}", decay.scale, decay.second, limit);
    default:
      return fmt::format("{}", decay.scale);
  }
}

}  // namespace

Bound parse_bound(std::string_view text) {
  if (text == "closed") return Bound::closed;
  if (text == "open") return Bound::open;
  throw Error(ErrorCode::usage, fmt::format("bound « {} » is unknown", text),
              "closed (t <= edge belongs to the band) or open (t < edge)");
}

std::string_view name(Bound bound) noexcept { return bound == Bound::closed ? "closed" : "open"; }

double Decay::operator()(double t) const {
  if (!within(t, limit, bound)) return 0;
  const double weight = formula(*this, t);
  return weight >= smallest_weight ? weight : 0;
}

std::string Decay::text() const { return fmt::format("{}:{}", form(shape).name, parameters_text(*this)); }

Decay parse_decay(std::string_view spec, Bound bound) {
  const std::size_t colon = spec.find(':');
  const Form& wanted = find_form(spec, spec.substr(0, colon));
  Parameters parameters(spec, colon == std::string_view::npos ? "" : spec.substr(colon + 1), wanted);
  Decay decay;
  decay.shape = wanted.shape;
  decay.bound = bound;
  read(decay, parameters);
  parameters.finish();
  require_usable(decay, parameters);
  return decay;
}

}  // namespace maillage::access
