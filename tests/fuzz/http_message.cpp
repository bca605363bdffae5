// Any bytes as a host's answer, however they are cut: the same message each time, and never more than was
// wanted. The first byte tells how large the pieces are, the second how much is wanted.
#include "cli/http_message.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>

using namespace hanji;

namespace {

void hold(bool truth) {
  if (!truth) std::abort();
}

std::optional<HttpMessage> read_in_pieces(std::string_view bytes, std::size_t piece, std::uint64_t most) {
  return read_message(
      [&](std::span<char> to) {
        const std::size_t count = std::min({piece, to.size(), bytes.size()});
        std::ranges::copy(bytes.substr(0, count), to.begin());
        bytes.remove_prefix(count);
        return count;
      },
      most);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::size_t piece = std::max<std::size_t>(data[0], 1), most = data[1];
  const std::string_view bytes{reinterpret_cast<const char*>(data) + 2, size - 2};
  const auto whole = read_in_pieces(bytes, bytes.size() + 1, most),
             pieces = read_in_pieces(bytes, piece, most);
  hold(whole.has_value() == pieces.has_value());
  if (!whole) return 0;
  hold(whole->body.size() <= most && whole->body == pieces->body && whole->longer == pieces->longer &&
       whole->cut_short == pieces->cut_short && whole->status == pieces->status);
  hold(whole->headers.size() <= most_headers && whole->headers.size() == pieces->headers.size());
  return 0;
}
