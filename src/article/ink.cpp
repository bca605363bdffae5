#include "article/ink.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace hanji {
namespace {

double linear(std::uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Rgba c) {
  return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

Rgba mixed(Rgba from, Rgba to, double amount) {
  const auto mix = [&](std::uint8_t a, std::uint8_t b) {
    return static_cast<std::uint8_t>(std::lround(a + (b - a) * amount));
  };
  return {mix(from.red, to.red), mix(from.green, to.green), mix(from.blue, to.blue), 255};
}

// As light as it gets with as much colour in it.
Rgba lifted(Rgba c) {
  const int room = 255 - std::max({c.red, c.green, c.blue});
  const auto lift = [room](std::uint8_t channel) { return static_cast<std::uint8_t>(channel + room); };
  return {lift(c.red), lift(c.green), lift(c.blue), 255};
}

int apart(Rgba one, Rgba other) {
  return std::max(
      {std::abs(one.red - other.red), std::abs(one.green - other.green), std::abs(one.blue - other.blue)});
}

} // namespace

double contrast(Rgba one, Rgba other) {
  const double a = luminance(one), b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

Rgba blended(Rgba over, Rgba under) {
  return mixed(under, Rgba{over.red, over.green, over.blue, 255}, over.alpha / 255.0);
}

Rgba readable(Rgba color, Rgba behind) {
  const bool on_dark = luminance(behind) <= 0.18;
  const Rgba full = on_dark ? lifted(color) : color;
  const Rgba end = on_dark ? Rgba{255, 255, 255, 255} : Rgba{0, 0, 0, 255};
  Rgba result = blended(color, behind);
  // On dark first lifted: mixed with white alone it would turn grey.
  for (int step = on_dark ? 1 : 21; step <= 40 && contrast(result, behind) < 4.5; ++step)
    result = step <= 20 ? mixed(color, full, step / 20.0) : mixed(full, end, (step - 20) / 20.0);
  return result;
}

Rgba highlight(Rgba background, Rgba paper, Ground ground) {
  constexpr Rgba white{255, 255, 255, 255};
  const double strongest = ground == Ground::dark ? 0.28 : 0.55; // an opaque pastel would swallow a light ink
  if (ground == Ground::white) {
    const Rgba opaque{background.red, background.green, background.blue, 255};
    return mixed(paper, opaque, std::min(background.alpha / 255.0, strongest));
  }
  // A wash of dark blue is clean on white; on black it would not be seen, and on cream it would be grey.
  const Rgba full = lifted(background);
  const double meant = apart(blended(background, white), white), most = apart(full, paper);
  return mixed(paper, full, std::min(meant / std::max(most, 1.0), strongest));
}

} // namespace hanji
