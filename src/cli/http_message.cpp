#include "cli/http_message.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace hanji {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin == text.npos ? "" : text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

class Reader {
public:
  explicit Reader(const ByteSource& source) : source_(source) {}

  // Without its end; nothing where it does not end within `most` bytes.
  std::optional<std::string> line(std::size_t most) {
    std::string text;
    while (true) {
      if (at_ == end_ && !fill()) return {};
      const std::string_view rest(buffer_.data() + at_, end_ - at_);
      const std::size_t feed = rest.find('\n');
      if (text.size() + std::min(feed, rest.size()) > most) return {};
      text += rest.substr(0, feed);
      at_ += std::min(feed, rest.size());
      if (feed == rest.npos) continue;
      ++at_;
      if (text.ends_with('\r')) text.pop_back();
      return text;
    }
  }

  // Appends `count` bytes, or as many as there are.
  bool take(std::uint64_t count, std::string& to) {
    while (count > 0) {
      if (at_ == end_ && !fill()) return false;
      const std::size_t part = static_cast<std::size_t>(std::min<std::uint64_t>(count, end_ - at_));
      to.append(buffer_.data() + at_, part);
      at_ += part;
      count -= part;
    }
    return true;
  }

  bool has_more() { return at_ < end_ || fill(); }
  bool is_empty() const { return at_ == end_; }

private:
  bool fill() {
    at_ = 0;
    end_ = source_(buffer_);
    return end_ > 0;
  }

  const ByteSource& source_;
  std::array<char, 16384> buffer_{};
  std::size_t at_ = 0, end_ = 0;
};

struct Head {
  int status = 0;
  bool old = false; // HTTP/1.0
  HttpHeaders headers;
};

std::optional<Head> read_head(Reader& reader) {
  std::size_t left = most_head_bytes;
  Head head;
  const std::optional<std::string> first = reader.line(left);
  if (!first || !first->starts_with("HTTP/1.") || first->size() < 12 || (*first)[8] != ' ') return {};
  head.old = (*first)[7] == '0';
  const auto [end, failed] = std::from_chars(first->data() + 9, first->data() + 12, head.status);
  if (failed != std::errc() || end != first->data() + 12 || head.status < 100) return {};
  left -= std::min(left, first->size() + 1);
  while (true) {
    std::optional<std::string> line = reader.line(left);
    if (!line) return {};
    left -= std::min(left, line->size() + 1);
    if (line->empty()) return head;
    const std::size_t colon = line->find(':');
    if ((line->starts_with(' ') || line->starts_with('\t')) && !head.headers.empty())
      head.headers.back().value += " " + std::string(trimmed(*line));
    else if (colon != line->npos && head.headers.size() < most_headers)
      head.headers.push_back({lowered(trimmed(line->substr(0, colon))),
                              std::string(trimmed(std::string_view(*line).substr(colon + 1)))});
  }
}

std::optional<std::uint64_t> number_in(std::string_view text, int base) {
  std::uint64_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  if (failed != std::errc() || end != text.data() + text.size() || text.empty()) return {};
  return number;
}

void read_whole(Reader& reader, std::uint64_t count, std::uint64_t most, HttpMessage& message) {
  message.longer = count > most - std::min<std::uint64_t>(most, message.body.size());
  const std::uint64_t wanted =
      message.longer ? most - std::min<std::uint64_t>(most, message.body.size()) : count;
  message.cut_short = !reader.take(wanted, message.body);
}

void read_chunks(Reader& reader, std::uint64_t most, HttpMessage& message) {
  constexpr std::size_t longest_line = 1024, most_trailers = 100;
  message.cut_short = true; // unless the last chunk comes
  while (true) {
    const std::optional<std::string> line = reader.line(longest_line);
    if (!line) return;
    const std::optional<std::uint64_t> size = number_in(trimmed(line->substr(0, line->find(';'))), 16);
    if (!size) return;
    if (*size == 0) break;
    read_whole(reader, *size, most, message);
    if (message.longer || message.cut_short) return;
    message.cut_short = true;
    const std::optional<std::string> end = reader.line(1);
    if (!end) return;
  }
  message.cut_short = false;
  for (std::size_t i = 0; i < most_trailers; ++i) {
    const std::optional<std::string> line = reader.line(longest_line);
    if (!line) return;
    if (line->empty()) {
      message.may_go_on = true;
      return;
    }
  }
}

} // namespace

std::string value_of(const HttpHeaders& headers, std::string_view name) {
  std::string all;
  for (const HttpHeader& header : headers) {
    if (header.name == name) all += (all.empty() ? "" : ", ") + header.value;
  }
  return all;
}

bool has(const HttpHeaders& headers, std::string_view name) {
  return std::ranges::any_of(headers, [name](const HttpHeader& header) { return header.name == name; });
}

std::optional<HttpMessage> read_message(const ByteSource& source, std::uint64_t most_bytes) {
  constexpr int most_passed_over = 8;
  Reader reader(source);
  std::optional<Head> head = read_head(reader);
  for (int i = 0; head && head->status < 200 && head->status != 101; ++i) {
    if (i == most_passed_over) return {};
    head = read_head(reader);
  }
  if (!head) return {};
  HttpMessage message{head->status, std::move(head->headers), "", false, false, false};
  const std::string connection = lowered(value_of(message.headers, "connection"));
  const bool closes = connection.find("close") != connection.npos ||
                      (head->old && connection.find("keep-alive") == connection.npos);
  const std::string coding = lowered(value_of(message.headers, "transfer-encoding"));
  if (message.status == 204 || message.status == 304) {
    message.may_go_on = true;
  } else if (coding.find("chunked") != coding.npos) {
    read_chunks(reader, most_bytes, message);
  } else if (has(message.headers, "content-length")) {
    const std::string value = value_of(message.headers, "content-length");
    const std::optional<std::uint64_t> length = number_in(trimmed(value.substr(0, value.find(','))), 10);
    if (!length) return {};
    read_whole(reader, *length, most_bytes, message);
    message.may_go_on = true;
  } else {
    const bool all = reader.take(most_bytes, message.body);
    message.longer = all && reader.has_more();
  }
  message.may_go_on =
      message.may_go_on && !closes && !message.longer && !message.cut_short && reader.is_empty();
  return message;
}

} // namespace hanji
