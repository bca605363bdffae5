// What else a host says: any bytes as an address and where it leads, as a content policy, as build.json and
// its lists, as compressed bytes, and as an answer in place of each kind of file. What is told is one line.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "base/bytes.h"
#include "cli/check_site.h"
#include "cli/compression.h"

using namespace hanji;

namespace {

void hold(bool truth) {
  if (!truth) std::abort();
}

void judge_all(std::string_view header, std::string_view body) {
  HttpAnswer answer;
  answer.address = *parse_web_address("https://example.org/blog/");
  answer.message.status = 200;
  answer.message.body = body;
  for (const char* name : {"content-type", "content-encoding", "cache-control", "x-frame-options", "server",
                           "content-security-policy", "cross-origin-resource-policy", "content-range"})
    answer.message.headers.push_back({name, std::string(header)});
  SiteReport report;
  if (!judge_beginning(report, answer.address, answer)) std::abort();
  judge_build(report, answer, answer, answer, "0.0.0");
  judge_home(report, answer);
  for (const char* name :
       {"index.html", "page-0123456789abcdef/a.js", "bundle/bundle.json", "media/글 A.mp4", "x.wasm"}) {
    const ListedFile file{name, body.size() / 2, {}, 8};
    const WebAddress address = address_of_file(report.site, name);
    judge_file(report, file, address, answer);
    judge_part(report, file, address, answer);
    judge_decomposed(report, file, answer);
  }
  judge_worker(report, answer.address, answer);
  judge_lost_name(report, answer.address, answer);
  judge_without_slash(report, answer.address, answer);
  judge_end(report, answer);
  conclude(report);
  for (const Finding& finding : report.findings) {
    const std::string line = line_of(finding);
    hold(line.size() < 4000 && std::ranges::count(line, '\n') == 1 && line.find('\x1b') == line.npos);
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input{reinterpret_cast<const char*>(data), size};
  const std::size_t end = std::min(input.find('\0'), size);
  const std::string_view first = input.substr(0, end), rest = input.substr(std::min(end + 1, size));
  const WebAddress here = *parse_web_address("https://example.org/blog/");
  for (const auto& address : {parse_web_address(first), resolve(here, first)}) {
    if (!address) continue;
    const std::string text = text_of(*address);
    hold(address->path.starts_with('/') && text.find_first_of(" \r\n") == text.npos);
    hold(parse_web_address(text) == *address);
    shown(*address);
  }
  forbidden_by(first, here, hashes_in_page(rest));
  if (const auto build = read_build_list(rest)) hold(!build->program.empty());
  if (const auto files = read_list_of_files(rest)) choose_files(*files);
  for (const Coding coding : all_codings) {
    const auto bytes = unpacked(rest, coding, 10'000);
    hold(!bytes || bytes->size() <= 10'000);
  }
  judge_all(first, rest);
  return 0;
}
