// What a test says that cannot run on this machine: `return skip("why");`. It prints "skipped NAME: why",
// which cmake/test.sh counts as skipped; doctest itself would count it as passed.
#pragma once

#include <doctest.h>

#include <iostream>
#include <set>
#include <string_view>

namespace hanji {

inline void skip(std::string_view why) {
  static std::set<const void*> told; // a test may come here once for each of its subcases
  const auto* const test = doctest::getContextOptions()->currentTest;
  if (told.insert(test).second) std::cout << "skipped " << test->m_name << ": " << why << std::endl;
}

} // namespace hanji
