#include "cli/check_site.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>

#include "base/bytes.h"
#include "bundle/manifest.h"
#include "cli/compression.h"
#include "cli/hosting.h"
#include "text/hangul.h"
#include "text/percent.h"
#include "text/utf8.h"

namespace hanji {
namespace {

constexpr std::size_t hash_digits = 16;

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin == text.npos ? "" : text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

std::string ending_of_name(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == name.npos || name.find('/', dot) != name.npos ? "" : lowered(name.substr(dot));
}

bool is_page(std::string_view name) { return name.ends_with(".html"); }

void tell(SiteReport& report, std::string code, Severity severity, std::string url, std::string message,
          std::string group = "") {
  add_finding(report.findings,
              {std::move(code), severity, std::move(url), std::move(message), std::move(group), 1, ""});
}

// --- what did not answer ---------------------------------------------------------------------------------

struct FailureWords {
  std::string_view code, words;
};
FailureWords words_of(HttpFailure failure) {
  switch (failure) {
  case HttpFailure::no_such_host: return {"no_such_host", "no machine has this name"};
  case HttpFailure::refused: return {"refused", "nobody answers at this port"};
  case HttpFailure::unreachable:
    return {"unreachable", "there is no way there, or the connection breaks off"};
  case HttpFailure::silent: return {"silent", "no answer comes in time"};
  case HttpFailure::certificate: return {"certificate", "browsers refuse its certificate"};
  case HttpFailure::no_tls: return {"no_tls", "it does not speak TLS as browsers do"};
  case HttpFailure::not_http: return {"not_http", "what answers is no web server"};
  case HttpFailure::none: break;
  }
  return {"", ""};
}

bool tell_failure(SiteReport& report, const WebAddress& asked, const HttpAnswer& answer) {
  if (answer.failure == HttpFailure::none) return false;
  const FailureWords words = words_of(answer.failure);
  std::string message(words.words);
  if (!answer.why.empty()) message += ": " + plain_words(answer.why);
  if (answer.address != asked) message += " (at " + plain_words(shown(answer.address)) + ")";
  tell(report, std::string(words.code), Severity::error, shown(asked), message);
  return true;
}

std::string hop_of(const HttpAnswer& answer) {
  if (answer.hops.empty()) return "";
  const HttpHop& last = answer.hops.back();
  return std::to_string(last.status) + " to " + plain_words(last.to);
}

// Of an answer that is not 200. False: it is.
bool tell_status(SiteReport& report, const WebAddress& asked, const HttpAnswer& answer) {
  const int status = answer.message.status;
  const std::string said = "is answered with " + std::to_string(status);
  if (answer.goes_round)
    tell(report, "redirect_loop", Severity::error, shown(asked), "is sent on for ever: " + hop_of(answer));
  else if (answer.leads_away)
    tell(report, "leads_away", Severity::error, shown(asked),
         "is sent on to another origin: " + hop_of(answer));
  else if (status == 401 || status == 403)
    tell(report, "forbidden", Severity::error, shown(asked), said + ": readers may not have it");
  else if (status == 429)
    tell(report, "throttled", Severity::warning, shown(asked), said + ": too many questions");
  else if (status != 200)
    tell(report, "failing", Severity::error, shown(asked), said);
  else
    return false;
  return true;
}

// --- bodies ----------------------------------------------------------------------------------------------

bool is_as_written(const ListedFile& file, std::string_view bytes) {
  return bytes.size() == file.bytes && begin_alike(hash_of(as_bytes(bytes)), file.sha256, file.hash_bytes);
}

bool looks_like_page(std::string_view bytes) {
  const std::string begin = lowered(trimmed(bytes.substr(0, 200)));
  return begin.starts_with("<!doctype html") || begin.starts_with("<html") || begin.starts_with("<head");
}

enum class Body : std::uint8_t { right, wrong, twice, unsaid, unknown, broken };

struct Unpacked {
  Body body = Body::wrong;
  std::string bytes; // as far as they could be unpacked
  bool was_packed = false;
};

Unpacked unpack(const ListedFile& file, const HttpMessage& message) {
  Unpacked result{Body::wrong, message.body, false};
  const std::size_t most = static_cast<std::size_t>(file.bytes) + (std::size_t{64} << 10);
  std::string codings = lowered(value_of(message.headers, "content-encoding"));
  while (!codings.empty()) { // the last one first
    const std::size_t comma = codings.rfind(',');
    const std::string name(trimmed(comma == codings.npos ? codings : codings.substr(comma + 1)));
    codings.resize(comma == codings.npos ? 0 : comma);
    if (name.empty() || name == "identity") continue;
    const bool gzip = name == "gzip" || name == "x-gzip";
    if (!gzip && name != "br") {
      result.body = Body::unknown;
      return result;
    }
    std::optional<std::string> bytes = unpacked(result.bytes, gzip ? Coding::gzip : Coding::brotli, most);
    if (!bytes) {
      result.body = Body::broken;
      return result;
    }
    result.bytes = *std::move(bytes);
    result.was_packed = true;
  }
  if (is_as_written(file, result.bytes)) {
    result.body = Body::right;
    return result;
  }
  for (const Coding coding : all_codings) {
    std::optional<std::string> bytes = unpacked(result.bytes, coding, most);
    if (!bytes || !is_as_written(file, *bytes)) continue;
    result.body = result.was_packed ? Body::twice : Body::unsaid;
    result.bytes = *std::move(bytes);
    break;
  }
  return result;
}

std::string with_line_feeds(std::string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] != '\r' || i + 1 == bytes.size() || bytes[i + 1] != '\n') out += bytes[i];
  }
  return out;
}

// "page-0123456789abcdef" that a page names; of several the first that is not `own`.
std::string program_in(std::string_view html, std::string_view own) {
  std::string found;
  for (std::size_t at = html.find("page-"); at != html.npos; at = html.find("page-", at + 1)) {
    const std::string_view name = html.substr(at, 5 + hash_digits);
    if (name.size() < 5 + hash_digits || html.substr(at + name.size(), 1) != "/" ||
        name.find_first_not_of("0123456789abcdef", 5) != name.npos)
      continue;
    if (found.empty() || name != own) found = name;
  }
  return found;
}

// What hosts are known to put into pages.
std::string_view put_in(std::string_view html) {
  for (const std::string_view mark : {"/cdn-cgi/", "cloudflareinsights", "data-cf-beacon", "rocket-loader",
                                      "netlify-", "googletagmanager", "__vercel", "livereload"}) {
    if (html.find(mark) != html.npos) return mark;
  }
  return "";
}

std::string sizes(std::uint64_t bytes, std::uint64_t written) {
  return std::to_string(bytes) + " bytes; " + std::to_string(written) + " were written";
}

void tell_wrong(SiteReport& report, const ListedFile& file, const std::string& url,
                const HttpMessage& message, const Unpacked& content) {
  const std::string& bytes = content.bytes;
  const std::string size = sizes(bytes.size(), file.bytes);
  const std::string encoding = plain_words(value_of(message.headers, "content-encoding"), 40);
  if (content.body == Body::unknown) {
    tell(report, "compression_unknown", Severity::error, url,
         "comes as " + encoding + ", for which nobody has asked");
  } else if (content.body == Body::twice) {
    tell(report, "compressed_twice", Severity::error, url, "is compressed twice: browsers unpack it once");
  } else if (content.body == Body::unsaid) {
    tell(report, "compression_unsaid", Severity::error, url, "is compressed, but no header says so");
  } else if (message.cut_short) {
    tell(report, "truncated", Severity::error, url,
         "breaks off after " + std::to_string(message.body.size()) + " bytes");
  } else if (content.body == Body::broken) {
    tell(report, "compression_broken", Severity::error, url, "says " + encoding + ", but cannot be unpacked");
  } else if (looks_like_page(bytes) && !is_page(file.name)) {
    tell(report, "html_instead", Severity::error, url, "a page comes in place of the file");
  } else if (is_page(file.name) && (looks_like_page(bytes) || !put_in(bytes).empty())) {
    const std::string program = program_in(bytes, report.build.program);
    if (!program.empty() && program != report.build.program)
      tell(report, "mixed_builds", Severity::error, url,
           "is of another build: it names " + program + ", build.json " + report.build.program);
    else if (const std::string_view mark = put_in(bytes); !mark.empty())
      tell(report, "rewritten", Severity::warning, url,
           "the host puts “" + std::string(mark) +
               "” into the page, so that it is not kept for offline reading");
    else if (bytes.size() <= 4 * (file.bytes + 1000) && is_as_written(file, with_line_feeds(bytes)))
      tell(report, "line_endings", Severity::error, url, "its lines end otherwise: " + size);
    else
      tell(report, "changed", Severity::error, url,
           (program.empty() ? "is another page than was written: " : "is not as it was written: ") + size);
  } else if (file.name == "bundle/bundle.json" && parse_manifest(bytes)) {
    tell(report, "mixed_builds", Severity::error, url, "is of another build than build.json");
  } else if (!message.longer && is_as_written(file, with_line_feeds(bytes))) {
    tell(report, "line_endings", Severity::error, url, "its lines end otherwise: " + size);
  } else if (!message.longer && bytes.size() < file.bytes) {
    tell(report, "truncated", Severity::error, url, "is too short: " + size);
  } else {
    tell(report, "changed", Severity::error, url,
         message.longer ? "is longer than the " + std::to_string(file.bytes) + " bytes that were written"
                        : "is not as it was written: " + size);
  }
}

// --- headers ---------------------------------------------------------------------------------------------

// https://mimesniff.spec.whatwg.org/#javascript-mime-type
bool is_script_type(std::string_view type) {
  constexpr auto types = std::to_array<std::string_view>(
      {"text/javascript", "application/javascript", "application/x-javascript", "text/x-javascript",
       "application/ecmascript", "text/ecmascript", "application/x-ecmascript", "text/x-ecmascript",
       "text/jscript", "text/livescript"});
  return std::ranges::find(types, type) != types.end() || type.starts_with("text/javascript1.");
}

struct Type {
  std::string essence, charset; // lower-case
};
Type type_of(const HttpMessage& message) {
  const std::string said = lowered(value_of(message.headers, "content-type"));
  Type type{std::string(trimmed(said.substr(0, said.find(';')))), ""};
  if (const std::size_t at = said.find("charset="); at != said.npos) {
    const std::string_view value = std::string_view(said).substr(at + 8);
    type.charset = trimmed(value.substr(0, value.find_first_of(";,")));
    std::erase(type.charset, '"');
  }
  return type;
}

void judge_type(SiteReport& report, const std::string& name, const std::string& url,
                const HttpMessage& message) {
  const Type type = type_of(message);
  const std::string ending = ending_of_name(name);
  const std::string comes =
      type.essence.empty() ? "comes without a type" : "comes as " + plain_words(type.essence, 60);
  const auto wrong = [&](std::string_view what) {
    tell(report, "wrong_type", Severity::error, url, comes + ", " + std::string(what), ending);
  };
  if (ending == ".js" || ending == ".mjs") {
    if (!is_script_type(type.essence)) wrong("not text/javascript: browsers do not run it");
  } else if (ending == ".css") {
    if (type.essence != "text/css") wrong("not text/css: browsers do not take it");
  } else if (ending == ".html") {
    if (type.essence != "text/html") wrong("not text/html: browsers do not show it as a page");
    if (type.essence == "text/html" && !type.charset.empty() && type.charset != "utf-8" &&
        type.charset != "utf8")
      tell(report, "wrong_charset", Severity::error, url,
           "comes as charset=" + plain_words(type.charset, 40) +
               ", which goes before the page's own utf-8: Korean is garbled");
  } else if (ending == ".svg") {
    if (type.essence != "image/svg+xml") wrong("not image/svg+xml: the picture is not shown");
  } else if (ending == ".png" || ending == ".jpg" || ending == ".jpeg" || ending == ".gif" ||
             ending == ".webp" || ending == ".avif") {
    const bool strict =
        lowered(value_of(message.headers, "x-content-type-options")).find("nosniff") != std::string::npos;
    if (strict && !type.essence.starts_with("image/")) wrong("with nosniff: the picture is not shown");
  } else if (ending == ".wasm") {
    const std::string whole = lowered(trimmed(value_of(message.headers, "content-type")));
    if (whole != "application/wasm")
      tell(report, "wasm_type", Severity::warning, url,
           (whole.empty() ? "comes without a type" : "comes as " + plain_words(whole, 60)) +
               ", not application/wasm: the program starts later");
  } else if (ending == ".webmanifest" || ending == ".json") {
    if (type.essence != "application/json" && type.essence != "text/json" && !type.essence.ends_with("+json"))
      tell(report, "other_type", Severity::note, url,
           comes + (ending == ".json" ? ", not application/json" : ", not application/manifest+json"),
           ending);
  }
}

std::optional<std::uint64_t> age_in(std::string_view control) { // max-age, seconds
  const std::size_t at = control.find("max-age=");
  if (at == control.npos || (at > 0 && control[at - 1] == '-')) return {}; // s-maxage is no "max-age="
  std::string_view digits = control.substr(at + 8);
  if (digits.starts_with('"')) digits.remove_prefix(1);
  std::uint64_t seconds = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
  if (failed == std::errc::result_out_of_range) return ~std::uint64_t{0};
  return failed == std::errc() && end != digits.data() ? std::optional(seconds) : std::nullopt;
}

std::string length_of(std::uint64_t seconds) {
  constexpr std::uint64_t hour = 3600, day = 24 * hour;
  if (seconds >= 2 * day) return std::to_string(seconds / day) + " days";
  if (seconds >= 2 * hour) return std::to_string(seconds / hour) + " hours";
  return seconds >= 120 ? std::to_string(seconds / 60) + " minutes" : std::to_string(seconds) + " seconds";
}

void judge_caching(SiteReport& report, const std::string& name, const std::string& url,
                   const HttpMessage& message) {
  constexpr std::uint64_t longest_of_a_name = 3600, least_of_a_hash = 7 * 86'400;
  const std::string control = lowered(value_of(message.headers, "cache-control"));
  const auto says = [&](std::string_view word) { return control.find(word) != control.npos; };
  const std::optional<std::uint64_t> age = age_in(control);
  if (says("no-store")) {
    tell(report, "no_store", Severity::note, url, "no-store: browsers fetch the whole of it each time");
  } else if (never_changes(name)) {
    if (says("no-cache") || age.value_or(0) < least_of_a_hash)
      tell(report, "not_kept", Severity::note, url,
           "is named by its content, but " + (says("no-cache")
                                                  ? std::string("browsers must ask for it anew each time")
                                              : age ? "may be kept for " + length_of(*age) + " only"
                                                    : std::string("nothing says that it may be kept")));
  } else if (!says("no-cache") && (says("immutable") || age.value_or(0) > longest_of_a_name)) {
    tell(report, "kept_too_long", Severity::warning, url,
         "keeps its name, but browsers may go without asking for " +
             (age ? length_of(*age) : std::string("ever")) + ": readers see new posts that much later");
  } else if (!has(message.headers, "etag") && !has(message.headers, "last-modified")) {
    tell(report, "no_tag", Severity::note, url,
         "has neither ETag nor Last-Modified: it is sent whole each time it is asked for anew");
  }
}

void judge_page_headers(SiteReport& report, const std::string& url, const HttpMessage& message) {
  bool has_ancestors = false;
  for (const ForbiddenBy& each :
       forbidden_by(value_of(message.headers, "content-security-policy"), report.site, report.hashes)) {
    const std::string by = "Content-Security-Policy: " + plain_words(each.directive, 120);
    const auto forbids = [&](Severity severity, std::string_view what, std::string group) {
      tell(report, "policy", severity, url, by + " forbids " + std::string(what), std::move(group));
    };
    switch (each.what) {
    case Forbidden::scripts: forbids(Severity::error, "the site's scripts: no search", "scripts"); break;
    case Forbidden::inline_script:
      forbids(Severity::error, "the script within the page, which begins the program", "inline");
      break;
    case Forbidden::wasm:
      forbids(Severity::error, "WebAssembly ('wasm-unsafe-eval' allows it): no search", "wasm");
      break;
    case Forbidden::fetching:
      forbids(Severity::error, "to fetch the site's own files: no search", "fetching");
      break;
    case Forbidden::styles: forbids(Severity::error, "the site's styles", "styles"); break;
    case Forbidden::workers:
      forbids(Severity::warning, "the service worker: no offline reading", "workers");
      break;
    case Forbidden::everything: forbids(Severity::error, "scripts (allow-scripts)", "sandbox"); break;
    case Forbidden::frames:
      has_ancestors = true;
      tell(report, "no_frames", Severity::note, url, by + ": pages of others cannot embed it", "policy");
    }
  }
  const std::string frames = plain_words(value_of(message.headers, "x-frame-options"), 60);
  const bool by_policy =
      has_ancestors ||
      lowered(value_of(message.headers, "content-security-policy")).find("frame-ancestors") !=
          std::string::npos;
  if (!frames.empty() && !by_policy) // which goes before it
    tell(report, "no_frames", Severity::note, url,
         "X-Frame-Options: " + frames + ": pages of others cannot embed it");
}

void judge_sharing(SiteReport& report, const std::string& name, const std::string& url,
                   const HttpMessage& message) {
  const std::string allowed(trimmed(value_of(message.headers, "access-control-allow-origin")));
  if (allowed != "*" && allowed != "null")
    tell(report, "no_cors", Severity::note, url,
         "comes without Access-Control-Allow-Origin: frames that are sandboxed without an origin, and pages "
         "of "
         "others that search, cannot have it");
  const std::string policy = lowered(trimmed(value_of(message.headers, "cross-origin-resource-policy")));
  if (policy == "same-origin" || policy == "same-site")
    tell(report, "resource_policy", Severity::note, url,
         "Cross-Origin-Resource-Policy: " + policy + ": pages of others cannot load " +
             (name == "embed.js" ? name : "it"));
}

void judge_way(SiteReport& report, const WebAddress& asked, const HttpAnswer& answer) {
  if (answer.hops.empty() || answer.address.path == asked.path) return;
  const std::string from = percent_decoded(asked.path), to = percent_decoded(answer.address.path);
  if (from == to) return;
  const std::string bare = from.ends_with(".html") ? from.substr(0, from.size() - 5) : from;
  const bool index = bare.ends_with("/index") && to == bare.substr(0, bare.size() - 5);
  const std::string sent = "is sent on: " + hop_of(answer);
  if (to == bare || index)
    tell(report, "html_stripped", Severity::note, shown(asked), sent);
  else if (to == bare + "/")
    tell(report, "slash_added", Severity::note, shown(asked), sent);
  else if (to == lowered(from) || to == lowered(bare))
    tell(report, "lower_cased", Severity::note, shown(asked), sent);
  else
    tell(report, "moved", Severity::note, shown(asked), sent);
}

void count_plain(SiteReport& report, const ListedFile& file, const std::string& bytes) {
  constexpr std::uint64_t most_tried = 64u << 20;
  std::uint64_t tried = 0;
  for (const auto& [ending, sum] : report.plain) tried += sum.bytes;
  if (tried > most_tried || !is_compressible(file.name) || bytes.size() <= fewest_compressed_bytes) return;
  const std::size_t packed = compressed(as_bytes(bytes), Coding::gzip, Effort::quick).size();
  if (packed > bytes.size() - bytes.size() / 10) return;
  Plain& sum = report.plain[ending_of_name(file.name)];
  sum.bytes += bytes.size();
  sum.packed += packed;
}

// --- names -----------------------------------------------------------------------------------------------

std::vector<std::string_view> kinds_of_name(std::string_view name) {
  std::vector<std::string_view> kinds;
  if (std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
    kinds.emplace_back("korean");
  if (name.find(' ') != name.npos) kinds.emplace_back("space");
  if (std::ranges::any_of(name, [](char c) { return c >= 'A' && c <= 'Z'; })) kinds.emplace_back("capital");
  if (kinds.empty()) kinds.emplace_back("plain");
  return kinds;
}

// Why a file is lost, where all of its kind are and the plain ones are not.
std::string_view reason_of(const SiteReport& report, std::string_view name) {
  const auto count = [&](std::string_view kind) {
    const auto here = report.names.find(std::string(kind));
    return here == report.names.end() ? NameCount{} : here->second;
  };
  const NameCount plain = count("plain");
  if (plain.lost == plain.asked) return "";
  for (const std::string_view kind : kinds_of_name(name)) {
    const NameCount of_kind = count(kind);
    if (kind != "plain" && of_kind.lost == of_kind.asked) return kind;
  }
  return "";
}

std::string title_in(std::string_view html) {
  const std::string lower = lowered(html.substr(0, 65536));
  const std::size_t tag = lower.find("<title"), open = tag == lower.npos ? tag : lower.find('>', tag);
  if (open == lower.npos) return "";
  const std::size_t close = lower.find("</title", open);
  if (close == lower.npos) return "";
  return plain_words(trimmed(html.substr(open + 1, close - open - 1)), 80);
}

std::string generator_in(std::string_view html) {
  const std::size_t at = lowered(html.substr(0, 65536)).find("name=\"generator\" content=\"");
  if (at == html.npos) return "";
  const std::string_view value = html.substr(at + 26);
  return plain_words(value.substr(0, value.find('"')), 60);
}

constexpr std::size_t most_text_bytes = std::size_t{32} << 20;

// Of a file of JSON or HTML whose hash is not known; also where it is compressed otherwise than it says.
std::string text_in(SiteReport& report, const HttpAnswer& answer) {
  const ListedFile any{"", std::min(answer.message.body.size() * 50, most_text_bytes), {}, 0};
  Unpacked content = unpack(any, answer.message);
  for (const Coding coding : all_codings) {
    const std::optional<std::string> text = unpacked(content.bytes, coding, most_text_bytes);
    if (!text || (!text->starts_with('{') && !looks_like_page(*text))) continue;
    content.body = content.was_packed ? Body::twice : Body::unsaid;
    tell_wrong(report, any, shown(answer.address), answer.message, content);
    return *text;
  }
  return content.bytes;
}

// Of a manifest that has been read; readers ignore this field of it.
std::string maker_of(const std::string& manifest) {
  const nlohmann::json json = nlohmann::json::parse(manifest, nullptr, false);
  const auto maker = json.find("generator");
  return maker != json.end() && maker->is_string() ? maker->get<std::string>() : "";
}

// Any page of ours leads to its site's manifest. (A folder that is shown without its slash would lead one
// up.)
std::optional<WebAddress> site_of_page(const WebAddress& address, std::string_view html) {
  const std::string_view link = "<link rel=\"manifest\" href=\"", name = "manifest.webmanifest";
  const std::size_t at = html.find(link);
  if (at == html.npos || !generator_in(html).starts_with("Hanji ")) return {};
  const std::string_view rest = html.substr(at + link.size());
  const std::string_view href = rest.substr(0, rest.find('"'));
  if (!href.starts_with("../") || !href.ends_with(name)) return {};
  std::optional<WebAddress> site = resolve(address, href);
  if (!site || !has_same_origin(*site, address) || !site->path.ends_with(name) || !site->query.empty())
    return {};
  site->path.resize(site->path.size() - name.size());
  return site;
}

std::string kilobytes(std::uint64_t bytes) { return std::to_string((bytes + 500) / 1000) + " kB"; }

} // namespace

WebAddress address_of_file(const WebAddress& site, std::string_view name) {
  WebAddress address = site;
  address.path += path_of_name(name);
  return address;
}

std::string shown(const WebAddress& address) {
  const std::string text = text_of(address);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at; // a run of %XX above ASCII
    while (end + 2 < text.size() && text[end] == '%' && text[end + 1] >= '8') end += 3;
    const std::string letters = percent_decoded(std::string_view(text).substr(at, end - at));
    if (end > at && is_valid_utf8(letters) && plain_words(letters, letters.size() + 4) == letters) {
      out += letters;
      at = end;
    } else {
      out += text[at++];
    }
  }
  return out;
}

bool judge_beginning(SiteReport& report, const WebAddress& given, const HttpAnswer& answer) {
  if (tell_failure(report, given, answer)) return false;
  if (answer.goes_round) {
    tell(report, "redirect_loop", Severity::error, shown(given), "is sent on for ever: " + hop_of(answer));
    return false;
  }
  report.server = server_of(answer.message.headers);
  report.site = answer.address;
  report.site.query.clear();
  std::string& path = report.site.path;
  const std::string html = answer.message.status == 200 ? text_in(report, answer) : "";
  const std::optional<WebAddress> told = site_of_page(answer.address, html);
  if (told) path = told->path;
  if (is_page(path)) path.resize(path.rfind('/') + 1);
  if (!path.ends_with('/')) path += '/';
  if (given.tls && !answer.address.tls)
    tell(report, "redirect_to_http", Severity::warning, shown(given),
         "is sent on from https to " + shown(answer.address));
  else if (given.host != answer.address.host ||
           (given.port != answer.address.port && given.tls == answer.address.tls))
    tell(report, "redirect_elsewhere", Severity::note, shown(given),
         "the site stands at " + shown(report.site));
  if (!report.site.tls && !is_loopback(report.site))
    tell(report, "no_https", Severity::note, shown(report.site),
         "without https nothing is kept for offline reading");
  report.hashes = hashes_in_page(html);
  return true;
}

std::vector<ListedFile> judge_build(SiteReport& report, const HttpAnswer& build, const HttpAnswer& bundle,
                                    const HttpAnswer& home, std::string_view own_version) {
  const WebAddress build_address = address_of_file(report.site, "build.json"),
                   bundle_address = address_of_file(report.site, "bundle/bundle.json");
  const auto text_of_answer = [&](const HttpAnswer& answer) -> std::optional<std::string> {
    const bool came = answer.failure == HttpFailure::none && answer.message.status == 200;
    if (!came || answer.message.longer) return {};
    return text_in(report, answer);
  };
  if (tell_failure(report, build_address, build)) return {};
  const std::optional<std::string> text = text_of_answer(build), manifest_text = text_of_answer(bundle);
  const Result<Manifest> manifest = manifest_text ? parse_manifest(*manifest_text) : std::unexpected(Error{});
  const std::string maker = manifest ? maker_of(*manifest_text) : "";
  if (!maker.empty() && maker != "hanji " + std::string(own_version))
    tell(report, "other_version", Severity::note, shown(bundle_address),
         "was made by " + plain_words(maker, 60) + "; this is hanji " + std::string(own_version));

  Result<BuildList> list = text ? read_build_list(*text) : std::unexpected(Error{});
  if (list) {
    report.build = *std::move(list);
    judge_type(report, "build.json", shown(build_address), build.message);
    judge_caching(report, "build.json", shown(build_address), build.message);
    std::vector<ListedFile> files = report.build.files;
    for (const ListOfFiles& each : report.build.lists) files.push_back(each.file);
    return files;
  }
  if (text && list.error().kind == ErrorKind::newer_format) {
    tell(report, "newer_format", Severity::error, shown(build_address), list.error().message);
    return {};
  }
  const std::string html = text_of_answer(home).value_or("");
  const bool ours = generator_in(html).starts_with("Hanji ");
  const auto tell_bad_build = [&] {
    if (build.message.status == 404)
      tell(report, "missing", Severity::error, shown(build_address), "is not there (404)");
    else if (tell_status(report, build_address, build))
      return;
    else if (looks_like_page(text.value_or("")))
      tell(report, "html_instead", Severity::error, shown(build_address),
           "a page comes in place of the file");
    else
      tell(report, "damaged_build", Severity::error, shown(build_address), "is not what a build writes");
  };
  if (!manifest && manifest_text && manifest.error().kind == ErrorKind::newer_format) {
    tell(report, "newer_format", Severity::error, shown(bundle_address),
         "is of a newer format than this hanji knows");
    return {};
  }
  if (manifest) { // searched by other pages, or made before there was a build.json
    if (ours)
      tell_bad_build();
    else
      tell(report, "older_site", Severity::note, shown(report.site),
           "has no build.json, as what --search-only makes: only what bundle.json names is looked at");
    std::vector<ListedFile> files;
    for (const ShardKind kind : all_shard_kinds) {
      for (const Shard& shard : list_of(*manifest, kind))
        files.push_back({"bundle/" + shard.file, shard.bytes, shard.sha256, shard.hash_bytes});
    }
    return files;
  }
  if (ours) {
    tell_bad_build();
    return {};
  }
  std::string what = "is answered with " + std::to_string(home.message.status);
  if (home.message.status == 200) {
    const std::string title = title_in(html), generator = generator_in(html);
    what = html.empty()    ? "something that is no page is there"
           : title.empty() ? "a page without a title is there"
                           : "the page “" + title + "” is there";
    if (!generator.empty()) what += ", made by " + generator;
  }
  const std::string server = plain_words(value_of(home.message.headers, "server"), 60);
  if (!server.empty()) what += ", sent by " + server;
  tell(report, "not_hanji", Severity::error, shown(report.site),
       "there is no site of Hanji's here (build.json is answered with " +
           std::to_string(build.message.status) + "): " + what);
  return {};
}

void judge_home(SiteReport& report, const HttpAnswer& answer) {
  const auto index = std::ranges::find(report.build.files, "index.html", &ListedFile::name);
  if (index == report.build.files.end()) return;
  if (tell_failure(report, report.site, answer)) return;
  const HttpMessage& message = answer.message;
  if (message.status != 200) {
    tell(report, "no_index", Severity::error, shown(report.site),
         "is answered with " + std::to_string(message.status));
    return;
  }
  const Unpacked content = unpack(*index, message);
  if (answer.address.path.ends_with('/') && content.body != Body::right &&
      program_in(content.bytes, "").empty() && looks_like_page(content.bytes))
    tell(report, "no_index", Severity::error, shown(report.site), "shows something else than index.html");
}

void judge_file(SiteReport& report, const ListedFile& file, const WebAddress& asked,
                const HttpAnswer& answer) {
  ++report.asked;
  report.bytes += answer.message.body.size();
  for (const std::string_view kind : kinds_of_name(file.name)) ++report.names[std::string(kind)].asked;
  if (tell_failure(report, asked, answer)) {
    ++report.failures_in_a_row;
    return;
  }
  report.failures_in_a_row = answer.message.status == 429 ? report.failures_in_a_row + 1 : 0;
  const HttpMessage& message = answer.message;
  const std::string url = shown(asked);
  if (message.status == 404 || message.status == 410) {
    for (const std::string_view kind : kinds_of_name(file.name)) ++report.names[std::string(kind)].lost;
    report.lost.push_back({file, url, "is not there (" + std::to_string(message.status) + ")"});
    return;
  }
  if (tell_status(report, asked, answer)) return;
  Unpacked content = unpack(file, message);
  if (content.body != Body::right) {
    tell_wrong(report, file, url, message, content);
    if (content.body == Body::wrong && looks_like_page(content.bytes) && !is_page(file.name)) return;
  } else if (!content.was_packed) {
    count_plain(report, file, content.bytes);
  }
  judge_way(report, asked, answer);
  judge_type(report, file.name, url, message);
  judge_caching(report, file.name, url, message);
  if (is_page(file.name)) judge_page_headers(report, url, message);
  if (file.name == "embed.js" || file.name.starts_with("bundle/") ||
      (!report.build.program.empty() && file.name.starts_with(report.build.program + "/")))
    judge_sharing(report, file.name, url, message);
}

std::vector<ListedFile> files_of_list(const ListedFile& list, const HttpAnswer& answer) {
  if (answer.failure != HttpFailure::none || answer.message.status != 200) return {};
  const Unpacked content = unpack(list, answer.message);
  if (content.body != Body::right) return {};
  return read_list_of_files(content.bytes).value_or(std::vector<ListedFile>());
}

void judge_worker(SiteReport& report, const WebAddress& asked, const HttpAnswer& answer) {
  if (tell_failure(report, asked, answer)) return;
  const HttpMessage& message = answer.message;
  const Type type = type_of(message);
  const auto wrong = [&](const std::string& why) {
    tell(report, "worker", Severity::warning, shown(asked), why + ": nothing is kept for offline reading");
  };
  if (!answer.hops.empty())
    wrong("is sent on, which a service worker may not be: " + hop_of(answer));
  else if (message.status != 200)
    wrong("is answered with " + std::to_string(message.status));
  else if (looks_like_page(text_in(report, answer)))
    wrong("a page comes in place of the service worker");
  else if (!is_script_type(type.essence))
    wrong("comes as " + (type.essence.empty() ? "nothing" : plain_words(type.essence, 60)) +
          ", not text/javascript");
  if (message.status == 200) judge_caching(report, "service_worker.js", shown(asked), message);
}

void judge_lost_name(SiteReport& report, const WebAddress& asked, const HttpAnswer& answer) {
  if (tell_failure(report, asked, answer)) return;
  const int status = answer.message.status;
  const std::string ending = ending_of_name(asked.path);
  if (!answer.hops.empty() && (status == 200 || answer.leads_away || answer.goes_round)) {
    tell(report, "soft_404", Severity::warning, shown(asked),
         "a name that is not there is sent on: " + hop_of(answer));
  } else if (status == 200) {
    tell(report, "soft_404", Severity::warning, shown(asked),
         "a name that is not there is answered with 200" +
             std::string(looks_like_page(text_in(report, answer)) ? " and a page" : "") +
             ": what is lost looks found");
  } else if (status != 404 && status != 410) {
    tell(report, "lost_status", Severity::note, shown(asked),
         "a name that is not there is answered with " + std::to_string(status) + ", not 404");
  } else if (ending == ".html" && !report.build.id.empty()) {
    const std::string html = text_in(report, answer);
    if (!generator_in(html).starts_with("Hanji "))
      tell(report, "no_404_page", Severity::note, shown(asked),
           "who comes by an old link sees the host's own page, without a way into the site");
  }
}

void judge_without_slash(SiteReport& report, const WebAddress& asked, const HttpAnswer& answer) {
  if (tell_failure(report, asked, answer)) return;
  if (answer.leads_away) {
    tell(report, "no_slash", Severity::warning, shown(asked),
         "is sent on to another origin: " + hop_of(answer), "away");
  } else if (answer.goes_round) {
    tell(report, "redirect_loop", Severity::error, shown(asked), "is sent on for ever: " + hop_of(answer));
  } else if (answer.message.status != 200) {
    tell(report, "no_slash", Severity::warning, shown(asked),
         "without its slash the address is answered with " + std::to_string(answer.message.status));
  } else if (!answer.address.path.ends_with('/') && !is_page(answer.address.path)) {
    tell(report, "no_slash", Severity::error, shown(asked),
         "shows the page without a slash in the address, so that its files are looked for one folder above",
         "shown");
  }
}

void judge_part(SiteReport& report, const ListedFile& file, const WebAddress& asked,
                const HttpAnswer& answer) {
  if (answer.failure != HttpFailure::none || answer.message.status == 404) return; // told of the whole
  const HttpMessage& message = answer.message;
  const std::string range = value_of(message.headers, "content-range");
  if (message.status != 206)
    tell(report, "no_range", Severity::note, shown(asked),
         "comes whole where a part is asked for (" + std::to_string(message.status) + ")");
  else if (range != "bytes 0-1/" + std::to_string(file.bytes) || message.body.size() != 2)
    tell(report, "no_range", Severity::note, shown(asked),
         "of bytes 0-1 comes “" + plain_words(range, 60) + "” with " + std::to_string(message.body.size()) +
             " bytes");
}

void judge_decomposed(SiteReport& report, const ListedFile& file, const HttpAnswer& answer) {
  if (answer.failure != HttpFailure::none || answer.message.status != 200 ||
      unpack(file, answer.message).body != Body::right)
    return;
  std::size_t count = 0;
  std::string url;
  std::erase_if(report.lost, [&](const LostFile& lost) {
    if (decomposed(lost.file.name) == lost.file.name) return false;
    ++count;
    if (url.empty() || lost.url < url) url = lost.url;
    return true;
  });
  add_finding(report.findings,
              {"names_decomposed", Severity::error, url,
               "is there under a name whose Korean letters have come apart (NFD)", "", count, ""});
}

void judge_end(SiteReport& report, const HttpAnswer& build) {
  if (build.failure != HttpFailure::none || build.message.status != 200 || report.build.id.empty()) return;
  const Result<BuildList> list = read_build_list(text_in(report, build));
  if (list && list->id != report.build.id)
    tell(report, "changed_meanwhile", Severity::warning, shown(address_of_file(report.site, "build.json")),
         "the site was put anew while it was looked at: some of what is told may be past");
}

std::vector<std::size_t> choose_files(const std::vector<ListedFile>& files) {
  constexpr std::size_t most_of_a_kind = 6, most_of_names = 4, few = 400;
  constexpr std::uint64_t few_bytes = std::uint64_t{32} << 20;
  std::uint64_t bytes = 0;
  for (const ListedFile& file : files) bytes += file.bytes;
  std::map<std::string, std::vector<std::size_t>> by_kind;
  std::map<std::string, std::size_t> names;
  std::set<std::size_t> chosen;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string& name = files[i].name;
    const std::string folder = name.substr(0, name.rfind('/') == name.npos ? 0 : name.rfind('/'));
    by_kind[folder.substr(0, folder.find('/', 7)) + "|" + ending_of_name(name)].push_back(i);
    for (const std::string_view kind : kinds_of_name(name)) {
      if (names[std::string(kind)]++ < most_of_names) chosen.insert(i);
    }
  }
  if (files.size() <= few && bytes <= few_bytes) {
    for (std::size_t i = 0; i < files.size(); ++i) chosen.insert(i);
  }
  for (const auto& [kind, all] : by_kind) {
    const std::size_t count = std::min(all.size(), most_of_a_kind);
    for (std::size_t i = 0; i < count; ++i)
      chosen.insert(count == 1 ? all[0] : all[i * (all.size() - 1) / (count - 1)]);
  }
  return {chosen.begin(), chosen.end()};
}

bool is_film(std::string_view name) {
  constexpr auto endings = std::to_array<std::string_view>(
      {".mp4", ".webm", ".mov", ".m4v", ".ogv", ".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".flac"});
  return std::ranges::find(endings, ending_of_name(name)) != endings.end();
}

std::string decomposed(std::string_view name) {
  constexpr char32_t first_initial = 0x1100, first_vowel = 0x1161, before_finals = 0x11A7;
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = next_code_point(name, at);
    if (!is_hangul_syllable(c)) {
      append_utf8(out, c);
      continue;
    }
    const Jamo jamo = jamo_of(c);
    append_utf8(out, first_initial + static_cast<char32_t>(jamo.initial));
    append_utf8(out, first_vowel + static_cast<char32_t>(jamo.vowel));
    if (jamo.final > 0) append_utf8(out, before_finals + static_cast<char32_t>(jamo.final));
  }
  return out;
}

void conclude(SiteReport& report) {
  for (const LostFile& lost : report.lost) {
    const std::string_view reason = reason_of(report, lost.file.name);
    if (reason.empty()) {
      tell(report, "missing", Severity::error, lost.url, lost.message);
      continue;
    }
    const std::string_view what = reason == "korean"  ? "with letters beyond ASCII"
                                  : reason == "space" ? "with spaces"
                                                      : "with capitals";
    tell(report, "names_lost", Severity::error, lost.url,
         lost.message + ", and no other name " + std::string(what) + " is", std::string(reason));
  }
  report.lost.clear();
  Plain all;
  std::string endings;
  for (const auto& [ending, sum] : report.plain) {
    all.bytes += sum.bytes;
    all.packed += sum.packed;
    endings += (endings.empty() ? "" : ", ") + plain_words(ending, 20);
  }
  constexpr std::uint64_t least_told = 20'000;
  if (all.bytes > all.packed + least_told)
    tell(report, "no_compression", Severity::note, shown(report.site),
         "sends " + endings + " as they are: of what was asked " + kilobytes(all.bytes) + " instead of " +
             kilobytes(all.packed) + " by gzip");
  arrange(report.findings, report.server);
}

} // namespace hanji
