// Tests of the kind "input, and the text dump it should give": the dump lies in a file beside the test.
// `hanji_tests --rebaseline` rewrites those files instead of comparing; review them as diffs.
#pragma once

#include <filesystem>
#include <string_view>

namespace hanji {

extern bool rebaseline; // set by main from the command line

// Fails the running test where `actual` differs from the file (a relative path counts from the source
// folder).
void check_golden(std::string_view actual, std::filesystem::path expected_file);

} // namespace hanji
