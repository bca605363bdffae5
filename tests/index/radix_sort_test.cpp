#include <doctest.h>

#include <algorithm>
#include <vector>

#include "index/radix_sort.h"

using namespace hanji;

TEST_CASE("자리로 세우기: 견주어 세운 것과 같고, 보지 않는 자리만 다른 것은 온 순서대로다") {
  std::vector<std::uint64_t> room;
  std::uint64_t state = 1;
  for (const std::size_t count : {0U, 1U, 2U, 300U, 5000U}) {
    for (const auto& [shift, bits] :
         {std::pair{0, 64}, {0, 63}, {22, 42}, {20, 34}, {13, 11}, {60, 4}, {0, 1}}) {
      std::vector<std::uint64_t> keys;
      for (std::size_t i = 0; i < count; ++i) {
        state = state * 6364136223846793005 + 1442695040888963407;
        keys.push_back(i % 7 == 0 && i > 0 ? keys.back() : state >> (i % 3 * 16));
      }
      std::vector<std::uint64_t> sorted = keys;
      const auto seen = [from = shift, many = bits](std::uint64_t key) {
        return key >> from & (many == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << many) - 1);
      };
      for (std::size_t i = 1; i < sorted.size() && count <= 300; ++i) // by insertion: stable
        for (std::size_t k = i; k > 0 && seen(sorted[k]) < seen(sorted[k - 1]); --k)
          std::swap(sorted[k], sorted[k - 1]);
      radix_sort(keys, room, shift, bits);
      if (count <= 300) CHECK(keys == sorted);
      CHECK(std::ranges::is_sorted(keys, {}, seen));
    }
  }
}
