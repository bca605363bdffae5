// One answer of a host as bytes of HTTP/1.1 (RFC 9112), read from anything that gives bytes. The library that
// `hanji serve` answers with also asks, but a long status line ends it (std::regex over all of it), and it
// bounds neither the number of headers nor the time. Hosts are foreign input here, so: the head is at most
// `most_head_bytes`, the body what the caller says, the rest is not read. What a browser puts up with is put
// up with: lines that end with LF alone, a head that is no header in between, folded lines.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hanji {

constexpr std::size_t most_head_bytes = std::size_t{64} << 10, most_headers = 200;

struct HttpHeader {
  std::string name, value; // the name in lower case, the value without what is around it
};
using HttpHeaders = std::vector<HttpHeader>;

// Of several of one name all, by commas (RFC 9110, 5.3); empty where there is none.
std::string value_of(const HttpHeaders& headers, std::string_view name);
bool has(const HttpHeaders& headers, std::string_view name);

struct HttpMessage {
  int status = 0;
  HttpHeaders headers;
  std::string body;       // as sent: perhaps compressed
  bool longer = false;    // than the caller wants: the rest was not read
  bool cut_short = false; // it ended before its end
  bool may_go_on = false; // another question may go over the same connection
};

// Puts bytes into the span and tells how many; 0: nothing more will come.
using ByteSource = std::function<std::size_t(std::span<char>)>;

// Nothing: that is no HTTP, or no end of its head. Answers of 1xx are passed over.
std::optional<HttpMessage> read_message(const ByteSource& source, std::uint64_t most_bytes);

} // namespace hanji
