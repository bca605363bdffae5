// The last few times of something, for percentiles.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace hanji {

struct Times {
  std::vector<double> ms;
  std::size_t next = 0; // to be replaced, once there are enough

  void add(double one) {
    constexpr std::size_t most = 512;
    if (ms.size() < most)
      ms.push_back(one);
    else
      ms[next++ % most] = one;
  }
};

struct Percentiles {
  double p50 = 0, p95 = 0, max = 0;
};

inline Percentiles percentiles_of(const Times& times) {
  std::vector<double> sorted = times.ms;
  std::ranges::sort(sorted);
  const auto at = [&](double share) {
    return sorted.empty() ? 0.0
                          : sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
  };
  return {at(0.5), at(0.95), at(1.0)};
}

} // namespace hanji
