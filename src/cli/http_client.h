// The one door to hosts: questions by GET over HTTP/1.1, with and without TLS, and what came of each. Nothing
// a host does makes this throw, hang or take more room than was granted: the names, sizes and times are
// bounded (HttpBounds, HttpQuestion::most_bytes), and every failure has a name. Bodies come as they were
// sent: what is compressed stays so. Certificates are tried against those of the system (OpenSSL's places:
// SSL_CERT_FILE and SSL_CERT_DIR name others). No cookies, no passwords, no proxy.
//
// A connection is used again where the host lets it; a question that fails on a used one is asked again on a
// fresh one, as browsers do. A host that says that it is asked too much (429) is asked again twice, after as
// long as it wants, at most a third of the silence that is put up with. The system's resolver of names has
// time-outs of its own.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "cli/http_message.h"
#include "cli/web_address.h"

namespace hanji {

enum class HttpFailure : std::uint8_t {
  none,
  no_such_host, // no address for the name
  refused,      // nobody listens there
  unreachable,  // no way there, or closed at once
  silent,       // longer than HttpBounds lets it
  certificate,  // not valid for this name, now, by whom the system trusts
  no_tls,       // the other side does not speak it
  not_http,     // what comes is nothing of HTTP, or its head does not end
};

struct HttpQuestion {
  WebAddress address;
  HttpHeaders headers;          // beside those of every question
  std::uint64_t most_bytes = 0; // of the body, as sent
  bool may_leave = false;       // a redirect to another origin is followed
};

struct HttpHop { // a redirect
  int status = 0;
  std::string to; // Location as it was said; may be anything
  bool operator==(const HttpHop&) const = default;
};

struct HttpAnswer {
  HttpFailure failure = HttpFailure::none;
  std::string why;    // in the system's or OpenSSL's words
  WebAddress address; // that has answered, or failed
  std::vector<HttpHop> hops;
  bool goes_round = false; // more redirects than browsers follow; `message` is the last one
  bool leads_away = false; // to another origin, and was not followed; likewise
  HttpMessage message;
};

struct HttpBounds {
  unsigned connections = 6; // at once, as browsers to one host
  std::chrono::milliseconds silence{15'000};
  std::uint64_t least_bytes_a_second = 16'384; // beyond twice the silence
};

constexpr std::size_t most_hops = 20; // https://fetch.spec.whatwg.org/, HTTP-redirect fetch

HttpAnswer ask(const HttpQuestion& question, const HttpBounds& bounds);

// `take` hears of each with its place in `questions`, from several threads, in any order. False: the rest is
// not asked any more.
void ask_all(std::span<const HttpQuestion> questions, const HttpBounds& bounds,
             const std::function<bool(std::size_t, HttpAnswer)>& take);

} // namespace hanji
