// Addresses of the web as a person types them and as a host's Location says them (RFC 3986; letters that are
// not ASCII as browsers write them: UTF-8 as %XX in the path, RFC 3492 in the host's name). Only http and
// https. What they are made of is bounded by the caller's text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hanji {

struct WebAddress {
  bool tls = false; // https
  std::string host; // lower-case ASCII; of IPv6 without brackets
  std::uint16_t port = 0;
  std::string path;  // with a slash before it, percent-encoded, without "." and ".."
  std::string query; // with its "?", or empty
  bool operator==(const WebAddress&) const = default;
};

// Nothing where it is no address of http or https, holds a name and password, or a host that cannot be one.
std::optional<WebAddress> parse_web_address(std::string_view text);
// What `reference` leads to on a page at `base`.
std::optional<WebAddress> resolve(const WebAddress& base, std::string_view reference);

std::string origin_of(const WebAddress& address); // "https://example.org:8443"
std::string text_of(const WebAddress& address);
bool has_same_origin(const WebAddress& a, const WebAddress& b);
bool is_loopback(const WebAddress& address); // of this machine, which browsers trust without https

// The path of a file's name below a folder: all but its slashes percent-encoded.
std::string path_of_name(std::string_view name);

} // namespace hanji
