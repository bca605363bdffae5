#include "cli/web_address.h"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include "text/percent.h"
#include "text/utf8.h"

namespace hanji {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

// RFC 3492, 6.3, of one label.
std::optional<std::string> punycode(const std::vector<char32_t>& label) {
  constexpr std::uint32_t base = 36, least = 1, most = 26, skew = 38, damp = 700;
  std::string out;
  for (const char32_t c : label) {
    if (c < 0x80) out += static_cast<char>(c);
  }
  std::uint32_t done = static_cast<std::uint32_t>(out.size());
  const std::uint32_t basic = done;
  if (basic > 0) out += '-';
  std::uint32_t next = 0x80, delta = 0, bias = 72;
  while (done < label.size()) {
    std::uint32_t smallest = 0x110000;
    for (const char32_t c : label) {
      if (c >= next) smallest = std::min(smallest, static_cast<std::uint32_t>(c));
    }
    delta += (smallest - next) * (done + 1); // a label of 63 letters: far below 2^32
    next = smallest;
    for (const char32_t c : label) {
      if (c < next) ++delta;
      if (c != next) continue;
      std::uint32_t left = delta;
      for (std::uint32_t k = base;; k += base) {
        const std::uint32_t t = k <= bias ? least : std::min(k - bias, most);
        const std::uint32_t digit = left < t ? left : t + (left - t) % (base - t);
        out += static_cast<char>(digit < 26 ? 'a' + digit : '0' + (digit - 26));
        if (left < t) break;
        left = (left - t) / (base - t);
      }
      std::uint32_t adapted = done == basic ? delta / damp : delta / 2;
      adapted += adapted / (done + 1);
      std::uint32_t k = 0;
      for (; adapted > (base - least) * most / 2; k += base) adapted /= base - least;
      bias = k + (base - least + 1) * adapted / (adapted + skew);
      delta = 0;
      ++done;
    }
    ++delta;
    ++next;
  }
  return "xn--" + out;
}

std::optional<std::string> host_name(std::string_view text) {
  constexpr std::size_t most_name = 253, most_label = 63;
  std::string host;
  if (text.empty() || text.size() > 4 * most_name) return {};
  while (true) {
    const std::size_t dot = std::min(text.find('.'), text.size());
    std::vector<char32_t> letters;
    bool foreign = false;
    for (std::size_t at = 0; at < dot;) {
      const char32_t c = next_code_point(text.substr(0, dot), at);
      if (c == 0xFFFD) return {};
      const bool plain =
          (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
      if (c < 0x80 && !plain) return {};
      foreign = foreign || c >= 0x80;
      letters.push_back(c < 0x80 ? static_cast<char32_t>(lower(static_cast<char>(c))) : c);
    }
    if (letters.size() > most_label) return {};
    if (foreign) {
      const std::optional<std::string> label = punycode(letters);
      if (!label) return {};
      host += *label;
    } else {
      for (const char32_t c : letters) host += static_cast<char>(c);
    }
    if (dot == text.size()) break;
    host += '.';
    text.remove_prefix(dot + 1);
  }
  const bool has_letter = host.find_first_not_of('.') != host.npos;
  return has_letter && host.size() <= most_name ? std::optional(host) : std::nullopt;
}

// As browsers write it: what may not stand there as %XX, what is encoded already as it is.
std::string encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool fits =
        c > ' ' && c < 0x7F && std::string_view("\"<>`{}|^\\").find(c) == std::string_view::npos;
    out += fits ? std::string(1, c) : percent_encoded({&c, 1});
  }
  return out;
}

std::string without_dots(std::string_view path) {
  std::vector<std::string_view> parts;
  bool folder = false; // what it ends with
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    const std::string_view part = path.substr(0, slash);
    folder = part == "." || part == "..";
    if (part == ".." && !parts.empty()) parts.pop_back();
    if (!folder) parts.push_back(part);
    if (slash < path.size() && slash + 1 == path.size()) folder = true;
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  std::string out;
  for (const std::string_view part : parts) (out += '/') += part;
  return folder || parts.empty() ? out + "/" : out;
}

void set_path(WebAddress& address, std::string_view text) {
  text = text.substr(0, text.find('#'));
  const std::size_t query = std::min(text.find('?'), text.size());
  std::string_view path = text.substr(0, query);
  if (path.starts_with('/')) path.remove_prefix(1);
  address.path = without_dots(encoded(path));
  address.query = encoded(text.substr(query));
  if (address.query == "?") address.query.clear();
}

std::optional<WebAddress> after_scheme(bool tls, std::string_view text) {
  WebAddress address{tls, "", static_cast<std::uint16_t>(tls ? 443 : 80), "", ""};
  const std::size_t end = std::min(text.find_first_of("/?#"), text.size());
  std::string_view authority = text.substr(0, end);
  if (authority.find('@') != authority.npos) return {};
  std::string_view port;
  if (authority.starts_with('[')) {
    const std::size_t close = authority.find(']');
    if (close == authority.npos) return {};
    address.host = lowered(authority.substr(1, close - 1));
    if (address.host.find(':') == address.host.npos ||
        address.host.find_first_not_of("0123456789abcdef:.") != address.host.npos)
      return {};
    port = authority.substr(close + 1);
  } else {
    const std::size_t colon = std::min(authority.find(':'), authority.size());
    std::optional<std::string> host = host_name(authority.substr(0, colon));
    if (!host) return {};
    address.host = *std::move(host);
    port = authority.substr(colon);
  }
  if (!port.empty() && !port.starts_with(':')) return {};
  if (port.size() > 1) {
    port.remove_prefix(1);
    const auto [rest, failed] = std::from_chars(port.data(), port.data() + port.size(), address.port);
    if (failed != std::errc() || rest != port.data() + port.size() || address.port == 0) return {};
  }
  set_path(address, text.substr(end));
  return address;
}

} // namespace

std::optional<WebAddress> parse_web_address(std::string_view text) {
  const std::string begin = lowered(text.substr(0, 8));
  if (begin.starts_with("http://")) return after_scheme(false, text.substr(7));
  if (begin.starts_with("https://")) return after_scheme(true, text.substr(8));
  return {};
}

std::optional<WebAddress> resolve(const WebAddress& base, std::string_view reference) {
  if (reference.starts_with("//")) return after_scheme(base.tls, reference.substr(2));
  const std::size_t mark = reference.find_first_of(":/?#");
  if (mark != reference.npos && reference[mark] == ':') return parse_web_address(reference);
  WebAddress address = base;
  if (reference.empty() || reference.starts_with('#')) return address;
  if (reference.starts_with('/'))
    set_path(address, reference);
  else if (reference.starts_with('?'))
    set_path(address, base.path + std::string(reference));
  else
    set_path(address, base.path.substr(0, base.path.rfind('/') + 1) + std::string(reference));
  return address;
}

std::string origin_of(const WebAddress& address) {
  std::string text = address.tls ? "https://" : "http://";
  text += address.host.find(':') == std::string::npos ? address.host : "[" + address.host + "]";
  if (address.port != (address.tls ? 443 : 80)) text += ":" + std::to_string(address.port);
  return text;
}

std::string text_of(const WebAddress& address) { return origin_of(address) + address.path + address.query; }

bool has_same_origin(const WebAddress& a, const WebAddress& b) {
  return a.tls == b.tls && a.host == b.host && a.port == b.port;
}

bool is_loopback(const WebAddress& address) {
  return address.host == "localhost" || address.host.ends_with(".localhost") ||
         address.host.starts_with("127.") || address.host == "::1";
}

std::string path_of_name(std::string_view name) {
  std::string path;
  while (true) {
    const std::size_t slash = std::min(name.find('/'), name.size());
    path += percent_encoded(name.substr(0, slash));
    if (slash == name.size()) return path;
    path += '/';
    name.remove_prefix(slash + 1);
  }
}

} // namespace hanji
