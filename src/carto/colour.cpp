#include "maillage/carto/colour.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>

#include "maillage/core/error.hpp"

namespace maillage::carto {

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

constexpr Matrix protan{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix deutan{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix tritan{
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};
constexpr Matrix grey{{{0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}}};

double linear(std::uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

std::uint8_t encoded(double c) {
  c = std::clamp(c, 0.0, 1.0);
  const double s = c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1 / 2.4) - 0.055;
  return static_cast<std::uint8_t>(std::lround(255 * s));
}

Triple times(const Matrix& m, const Triple& v) {
  Triple out{};
  for (std::size_t i = 0; i < 3; ++i) out[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
  return out;
}

Triple linear_rgb(Colour c) { return {linear(c.red), linear(c.green), linear(c.blue)}; }
Colour encoded_rgb(const Triple& t) { return {encoded(t[0]), encoded(t[1]), encoded(t[2])}; }

constexpr Triple white{0.95047, 1.0, 1.08883};
constexpr Matrix to_xyz{{{0.4124564, 0.3575761, 0.1804375},
                         {0.2126729, 0.7151522, 0.0721750},
                         {0.0193339, 0.1191920, 0.9503041}}};
constexpr Matrix from_xyz{{{3.2404542, -1.5371385, -0.4985314},
                           {-0.9692660, 1.8760108, 0.0415560},
                           {0.0556434, -0.2040259, 1.0572252}}};

double lab_f(double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; }
double lab_f_inverse(double f) { return f * f * f > 216.0 / 24389 ? f * f * f : (116 * f - 16) * 27 / 24389; }

constexpr double degree = std::numbers::pi / 180;

double hue(double b, double a) {
  if (a == 0 && b == 0) return 0;
  const double h = std::atan2(b, a) / degree;
  return h < 0 ? h + 360 : h;
}

double power7_share(double c) {
  const double c7 = std::pow(c, 7);
  return std::sqrt(c7 / (c7 + std::pow(25.0, 7)));
}

}  // namespace

Colour parse_colour(std::string_view text) {
  std::string_view digits = text.starts_with('#') ? text.substr(1) : text;
  unsigned value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (digits.size() != 6 || problem != std::errc() || end != digits.data() + digits.size())
    throw Error(ErrorCode::usage, fmt::format("« {} » is not a colour", text), "write it as #1f78b4");
  return {static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8 & 255),
          static_cast<std::uint8_t>(value & 255)};
}

std::string hex(Colour c) { return fmt::format("#{:02x}{:02x}{:02x}", c.red, c.green, c.blue); }

Lab lab(Colour colour) {
  const Triple xyz = times(to_xyz, linear_rgb(colour));
  const double x = lab_f(xyz[0] / white[0]), y = lab_f(xyz[1] / white[1]), z = lab_f(xyz[2] / white[2]);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

Colour from_lab(const Lab& value) {
  const double y = (value.lightness + 16) / 116, x = y + value.a / 500, z = y - value.b / 200;
  return encoded_rgb(times(
      from_xyz, {white[0] * lab_f_inverse(x), white[1] * lab_f_inverse(y), white[2] * lab_f_inverse(z)}));
}

double difference(const Lab& one, const Lab& other) {
  const double mean_chroma = (std::hypot(one.a, one.b) + std::hypot(other.a, other.b)) / 2;
  const double stretch = 1 + 0.5 * (1 - power7_share(mean_chroma));
  const double a1 = one.a * stretch, a2 = other.a * stretch;
  const double c1 = std::hypot(a1, one.b), c2 = std::hypot(a2, other.b);
  const double h1 = hue(one.b, a1), h2 = hue(other.b, a2);
  double dh = c1 * c2 == 0 ? 0 : h2 - h1;
  if (dh > 180) dh -= 360;
  if (dh < -180) dh += 360;
  double h = h1 + h2;
  if (c1 * c2 != 0) h = std::abs(h1 - h2) <= 180 ? h / 2 : (h < 360 ? (h + 360) / 2 : (h - 360) / 2);
  const double dl = other.lightness - one.lightness, dc = c2 - c1;
  const double dhue = 2 * std::sqrt(c1 * c2) * std::sin(dh / 2 * degree);
  const double l = (one.lightness + other.lightness) / 2, c = (c1 + c2) / 2;
  const double t = 1 - 0.17 * std::cos((h - 30) * degree) + 0.24 * std::cos(2 * h * degree) +
                   0.32 * std::cos((3 * h + 6) * degree) - 0.20 * std::cos((4 * h - 63) * degree);
  const double sl = 1 + 0.015 * (l - 50) * (l - 50) / std::sqrt(20 + (l - 50) * (l - 50));
  const double sc = 1 + 0.045 * c, sh = 1 + 0.015 * c * t;
  const double rotation =
      -std::sin(2 * 30 * std::exp(-((h - 275) / 25) * ((h - 275) / 25)) * degree) * 2 * power7_share(c);
  const double pl = dl / sl, pc = dc / sc, ph = dhue / sh;
  return std::sqrt(std::max(0.0, pl * pl + pc * pc + ph * ph + rotation * pc * ph));
}

double difference(Colour one, Colour other) { return difference(lab(one), lab(other)); }

Colour as_seen(Colour colour, Vision vision) {
  const Triple rgb = linear_rgb(colour);
  switch (vision) {
    case Vision::normal:
      return colour;
    case Vision::protanopia:
      return encoded_rgb(times(protan, rgb));
    case Vision::deuteranopia:
      return encoded_rgb(times(deutan, rgb));
    case Vision::tritanopia:
      return encoded_rgb(times(tritan, rgb));
    case Vision::greyscale:
      return encoded_rgb(times(grey, rgb));
  }
  return colour;
}

}  // namespace maillage::carto
