#include "cli/http_client.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>

#include "cli/commands.h"
#include "cli/parallel.h"

namespace hanji {
namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::milliseconds;

constexpr Milliseconds longest_of_one_way{2000};

struct Failed {
  HttpFailure failure = HttpFailure::none;
  std::string why;
};

struct Deadline {
  Clock::time_point whole;
  Milliseconds silence;

  int poll_ms() const {
    const auto left = std::chrono::duration_cast<Milliseconds>(whole - Clock::now());
    return static_cast<int>(
        std::clamp(std::min(left, silence).count(), Milliseconds::rep{0}, Milliseconds::rep{600'000}));
  }
};

enum class Ready : std::uint8_t { yes, no };
Ready wait_for(int socket, short events, const Deadline& deadline) {
  while (true) {
    pollfd one{socket, events, 0};
    const int ready = poll(&one, 1, deadline.poll_ms());
    if (ready > 0) return Ready::yes;
    if (ready == 0 || errno != EINTR) return Ready::no;
  }
}

std::string words_of(int code) { return std::error_code(code, std::system_category()).message(); }

HttpFailure failure_of(int code) {
  if (code == ECONNREFUSED) return HttpFailure::refused;
  return code == ETIMEDOUT ? HttpFailure::silent : HttpFailure::unreachable;
}

class Context { // of TLS, for all connections of one round; reading the system's certificates takes a while
public:
  SSL_CTX* get() const {
    std::call_once(made_, [this] { make(); });
    return context_.get();
  }

private:
  void make() const {
    context_.reset(SSL_CTX_new(TLS_client_method()));
    if (!context_) return;
    SSL_CTX_set_min_proto_version(context_.get(), TLS1_2_VERSION);
    SSL_CTX_set_default_verify_paths(context_.get());
    SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_mode(context_.get(), SSL_MODE_AUTO_RETRY);
    SSL_CTX_set_options(context_.get(), SSL_OP_IGNORE_UNEXPECTED_EOF); // lengths tell what is cut
  }

  struct Free {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  };
  mutable std::once_flag made_;
  mutable std::unique_ptr<SSL_CTX, Free> context_;
};

class Connection {
public:
  Connection() = default;
  Connection(const Connection&) = delete;
  ~Connection() {
    tls_.reset();
    if (socket_ >= 0) close(socket_);
  }

  std::optional<Failed> open(const WebAddress& address, const Context& context, const Deadline& deadline) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (const int failed =
            getaddrinfo(address.host.c_str(), std::to_string(address.port).c_str(), &hints, &found);
        failed != 0)
      return Failed{HttpFailure::no_such_host, gai_strerror(failed)};
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> all(found, freeaddrinfo);
    Failed last{HttpFailure::unreachable, "no address"};
    for (const addrinfo* each = found; each != nullptr; each = each->ai_next) {
      Deadline first = deadline; // of a way that leads nowhere, such as IPv6 in many homes
      if (each->ai_next) first.silence = std::min(first.silence, longest_of_one_way);
      const int failed = connect_to(*each, first);
      if (failed == 0) return address.tls ? begin_tls(address, context, deadline) : std::nullopt;
      last = {failure_of(failed), words_of(failed)};
    }
    return last;
  }

  // 0: the end, or `failed`.
  std::size_t read(std::span<char> to, const Deadline& deadline, std::optional<Failed>& failed) {
    while (Clock::now() < deadline.whole) {
      short events = POLLIN;
      if (tls_) {
        ERR_clear_error();
        const int got = SSL_read(tls_.get(), to.data(), static_cast<int>(to.size()));
        if (got > 0) return static_cast<std::size_t>(got);
        const int code = SSL_get_error(tls_.get(), got);
        if (code != SSL_ERROR_WANT_READ && code != SSL_ERROR_WANT_WRITE) return 0;
        if (code == SSL_ERROR_WANT_WRITE) events = POLLOUT;
      } else {
        const ssize_t got = recv(socket_, to.data(), to.size(), 0);
        if (got >= 0) return static_cast<std::size_t>(got);
        if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) {
          failed = Failed{HttpFailure::unreachable, words_of(errno)};
          return 0;
        }
      }
      if (wait_for(socket_, events, deadline) == Ready::no) break;
    }
    failed = Failed{HttpFailure::silent, ""};
    return 0;
  }

  std::optional<Failed> write(std::string_view bytes, const Deadline& deadline) {
    while (!bytes.empty()) {
      if (Clock::now() >= deadline.whole) return Failed{HttpFailure::silent, ""};
      short events = POLLOUT;
      if (tls_) {
        ERR_clear_error();
        const int sent = SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()));
        if (sent > 0) {
          bytes.remove_prefix(static_cast<std::size_t>(sent));
          continue;
        }
        const int code = SSL_get_error(tls_.get(), sent);
        if (code != SSL_ERROR_WANT_READ && code != SSL_ERROR_WANT_WRITE)
          return Failed{HttpFailure::unreachable, "the connection was closed"};
        if (code == SSL_ERROR_WANT_READ) events = POLLIN;
      } else {
        const ssize_t sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent > 0) {
          bytes.remove_prefix(static_cast<std::size_t>(sent));
          continue;
        }
        if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
          return Failed{HttpFailure::unreachable, words_of(errno)};
      }
      if (wait_for(socket_, events, deadline) == Ready::no) return Failed{HttpFailure::silent, ""};
    }
    return {};
  }

private:
  int connect_to(const addrinfo& where, const Deadline& deadline) { // 0, or errno
    if (socket_ >= 0) close(socket_);
    socket_ = socket(where.ai_family, where.ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, where.ai_protocol);
    if (socket_ < 0) return errno;
    const int yes = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (connect(socket_, where.ai_addr, where.ai_addrlen) == 0) return 0;
    if (errno != EINPROGRESS) return errno;
    if (wait_for(socket_, POLLOUT, deadline) == Ready::no) return ETIMEDOUT;
    int failed = 0;
    socklen_t size = sizeof failed;
    if (getsockopt(socket_, SOL_SOCKET, SO_ERROR, &failed, &size) != 0) return errno;
    return failed;
  }

  std::optional<Failed> begin_tls(const WebAddress& address, const Context& context,
                                  const Deadline& deadline) {
    tls_.reset(context.get() ? SSL_new(context.get()) : nullptr);
    if (!tls_) return Failed{HttpFailure::no_tls, "OpenSSL cannot begin"};
    const bool is_number = address.host.find(':') != std::string::npos ||
                           address.host.find_first_not_of("0123456789.") == std::string::npos;
    if (is_number) {
      X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(tls_.get()), address.host.c_str());
    } else {
      SSL_set1_host(tls_.get(), address.host.c_str());
      SSL_ctrl(tls_.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
               const_cast<char*>(address.host.c_str())); // which is only read
    }
    SSL_set_fd(tls_.get(), socket_);
    while (Clock::now() < deadline.whole) {
      ERR_clear_error();
      const int done = SSL_connect(tls_.get());
      if (done == 1) return {};
      const int code = SSL_get_error(tls_.get(), done);
      if (code == SSL_ERROR_WANT_READ || code == SSL_ERROR_WANT_WRITE) {
        if (wait_for(socket_, code == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT, deadline) == Ready::no) break;
        continue;
      }
      const long verified = SSL_get_verify_result(tls_.get());
      if (verified != X509_V_OK)
        return Failed{HttpFailure::certificate, X509_verify_cert_error_string(verified)};
      const char* reason = ERR_reason_error_string(ERR_peek_last_error());
      return Failed{HttpFailure::no_tls, reason ? reason : "the connection was closed"};
    }
    return Failed{HttpFailure::silent, ""};
  }

  struct FreeTls {
    void operator()(SSL* tls) const { SSL_free(tls); }
  };
  int socket_ = -1;
  std::unique_ptr<SSL, FreeTls> tls_;
};

// Connections that nobody uses at the moment, by origin.
class Idle {
public:
  std::unique_ptr<Connection> take(const std::string& origin) {
    const std::lock_guard lock(taking_);
    auto& here = by_origin_[origin];
    if (here.empty()) return nullptr;
    std::unique_ptr<Connection> last = std::move(here.back());
    here.pop_back();
    return last;
  }
  void put(const std::string& origin, std::unique_ptr<Connection> connection) {
    const std::lock_guard lock(taking_);
    by_origin_[origin].push_back(std::move(connection));
  }

private:
  std::mutex taking_;
  std::map<std::string, std::vector<std::unique_ptr<Connection>>> by_origin_;
};

std::string request_of(const WebAddress& address, const HttpHeaders& more) {
  const std::string origin = origin_of(address);
  std::string text = "GET " + address.path + address.query +
                     " HTTP/1.1\r\nHost: " + origin.substr(origin.find("//") + 2) + "\r\nUser-Agent: hanji/" +
                     std::string(version()) + "\r\nAccept: */*\r\n";
  for (const HttpHeader& header : more) text += header.name + ": " + header.value + "\r\n";
  return text + "\r\n";
}

std::optional<Failed> ask_over(Connection& connection, const HttpQuestion& question,
                               const WebAddress& address, const Deadline& deadline, HttpMessage& message) {
  if (std::optional<Failed> failed = connection.write(request_of(address, question.headers), deadline))
    return failed;
  std::optional<Failed> failed;
  bool any = false;
  const ByteSource source = [&](std::span<char> to) {
    const std::size_t got = connection.read(to, deadline, failed);
    any = any || got > 0;
    return got;
  };
  std::optional<HttpMessage> read = read_message(source, question.most_bytes);
  if (read) {
    message = *std::move(read);
    // A body without a length ends with the connection: one that was broken off is cut.
    if (failed && !message.longer) message.cut_short = true;
    if (failed && failed->failure == HttpFailure::silent) return failed;
    return {};
  }
  if (failed) return failed;
  return any ? Failed{HttpFailure::not_http, ""}
             : Failed{HttpFailure::unreachable, "the connection was closed without an answer"};
}

std::optional<Failed> ask_once(const HttpQuestion& question, const WebAddress& address,
                               const Context& context, Idle& idle, const Deadline& deadline,
                               HttpMessage& message) {
  const std::string origin = origin_of(address);
  std::unique_ptr<Connection> connection = idle.take(origin);
  const bool used = connection != nullptr;
  std::optional<Failed> failed;
  if (!used) {
    connection = std::make_unique<Connection>();
    failed = connection->open(address, context, deadline);
  }
  if (!failed) failed = ask_over(*connection, question, address, deadline, message);
  if (failed && used && failed->failure == HttpFailure::unreachable) { // it was closed meanwhile
    connection = std::make_unique<Connection>();
    failed = connection->open(address, context, deadline);
    if (!failed) failed = ask_over(*connection, question, address, deadline, message);
  }
  if (!failed && message.may_go_on) idle.put(origin, std::move(connection));
  return failed;
}

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// As long as a host that is asked too much says, but no longer than `most`; nothing where it says nothing of
// it.
std::optional<Milliseconds> pause_of(const HttpMessage& message, Milliseconds most) {
  const std::string after = value_of(message.headers, "retry-after");
  if (message.status != 429 && (message.status != 503 || after.empty())) return {};
  const bool digits =
      !after.empty() && after.size() < 6 && after.find_first_not_of("0123456789") == std::string::npos;
  return std::min(most, Milliseconds(digits ? 1000 * std::stoi(after) : 1000));
}

HttpAnswer ask_in(const HttpQuestion& question, const HttpBounds& bounds, const Context& context,
                  Idle& idle) {
  const auto slowest =
      Milliseconds(1000 * question.most_bytes / std::max<std::uint64_t>(bounds.least_bytes_a_second, 1));
  const Deadline deadline{Clock::now() + 2 * bounds.silence + slowest, bounds.silence};
  HttpAnswer answer;
  answer.address = question.address;
  int pauses = 0;
  while (true) {
    answer.message = {};
    if (const auto failed = ask_once(question, answer.address, context, idle, deadline, answer.message)) {
      answer.failure = failed->failure;
      answer.why = failed->why;
      return answer;
    }
    if (const auto pause = pause_of(answer.message, bounds.silence / 3); pause && pauses++ < 2) {
      std::this_thread::sleep_for(*pause);
      continue;
    }
    const std::string location = value_of(answer.message.headers, "location");
    if (!is_redirect(answer.message.status) || location.empty()) return answer;
    const std::optional<WebAddress> to = resolve(answer.address, location);
    if (answer.hops.size() == most_hops) {
      answer.goes_round = true;
      return answer;
    }
    answer.hops.push_back({answer.message.status, location});
    if (!to || (!question.may_leave && !has_same_origin(*to, question.address))) {
      answer.leads_away = true;
      return answer;
    }
    answer.address = *to;
  }
}

void ignore_broken_pipes() { std::signal(SIGPIPE, SIG_IGN); } // OpenSSL writes without MSG_NOSIGNAL

} // namespace

HttpAnswer ask(const HttpQuestion& question, const HttpBounds& bounds) {
  HttpAnswer given;
  ask_all({&question, 1}, bounds, [&](std::size_t, HttpAnswer answer) {
    given = std::move(answer);
    return true;
  });
  return given;
}

void ask_all(std::span<const HttpQuestion> questions, const HttpBounds& bounds,
             const std::function<bool(std::size_t, HttpAnswer)>& take) {
  ignore_broken_pipes();
  const Context context;
  Idle idle;
  std::atomic<bool> goes_on = true;
  for_each_parallel(questions.size(), std::max(bounds.connections, 1U), [&](std::size_t i) {
    if (!goes_on) return;
    if (!take(i, ask_in(questions[i], bounds, context, idle))) goes_on = false;
  });
}

} // namespace hanji
