#include "cli/host_findings.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "text/utf8.h"

namespace hanji {
namespace {

struct Remedy {
  std::string_view code, group; // of any group where it is empty
  Server server = Server::unknown;
  std::string_view text;
};

constexpr std::string_view only_to_look = "nothing can be set here: Python's server is for looking at a site";

// The first that fits: what is said to one server stands before what is said to all.
constexpr auto remedies = std::to_array<Remedy>({
    {"no_such_host", "", {}, "look at the name, and at its A, AAAA or CNAME record"},
    {"refused", "", {}, "start the server, or open its port"},
    {"unreachable", "", {}, "look at the server and at what stands before it"},
    {"silent", "", {}, "look at the server's load and at its firewall; --timeout waits longer"},
    {"certificate", "", Server::github, "Settings, Pages: take the custom domain out and in again"},
    {"certificate", "", {}, "renew it, for this name and with its whole chain, as certbot does"},
    {"no_tls", "", {}, "serve TLS 1.2 or newer at this port, or give the address with http://"},
    {"not_http", "", {}, "look at which program listens at this port"},
    {"gave_up", "", {}, "try again with fewer --connections"},
    {"redirect_loop", "", Server::cloudflare, "SSL/TLS: Full instead of Flexible"},
    {"redirect_loop",
     "",
     {},
     "two rules undo each other: often one of the host and one of what stands before it"},
    {"redirect_elsewhere", "", {}, "give that address to hanji build --base-url, and to readers"},
    {"redirect_to_http", "", {}, "lead to https, or to a path alone; nginx: absolute_redirect off;"},
    {"not_hanji",
     "",
     {},
     "give the address of the site's own folder, or upload the folder that hanji build has made"},
    {"older_site", "", {}, "build it again with this version"},
    {"other_version", "", {}, "what was added since is not looked at"},
    {"newer_format", "", {}, "look at it with the hanji that has made it"},
    {"damaged_build", "", {}, "upload the whole folder again"},
    {"mixed_builds",
     "",
     {},
     "upload the whole folder again, what is named by its content first; empty the cache of the CDN"},
    {"changed_meanwhile", "", {}, "look again once the upload is done"},
    {"missing", "", Server::github, "upload the whole folder, with a .nojekyll beside it"},
    {"missing", "", {}, "upload the whole folder again; look at what the upload leaves out"},
    {"forbidden", "", Server::nginx, "let the server's user read it: chmod -R a+rX"},
    {"forbidden", "", Server::apache, "let the server's user read it: chmod -R a+rX"},
    {"forbidden", "", {}, "let anybody read it"},
    {"failing", "", {}, "look into the server's log of errors"},
    {"throttled",
     "",
     {},
     "raise the limit: a page asks for 30 files at once; to go on looking, fewer --connections"},
    {"no_index", "", Server::nginx, "index index.html;"},
    {"no_index", "", Server::apache, "DirectoryIndex index.html"},
    {"no_index", "", {}, "let a folder's address show its index.html"},
    {"names_lost", "korean", {}, "names are UTF-8: upload by rsync or git, or an archive that keeps them"},
    {"names_lost", "capital", {}, "let names keep their capitals"},
    {"names_lost", "space", {}, "let %20 be a space in names"},
    {"names_decomposed", "", {}, "macOS writes names so: rsync --iconv=utf-8-mac,utf-8, or upload by git"},
    {"truncated", "", {}, "upload it again: there may have been no room, or the line broke"},
    {"changed", "", {}, "upload the whole folder again; empty the cache of the CDN"},
    {"line_endings", "", {}, "upload as binary; git: a .gitattributes with * -text"},
    {"rewritten", "", Server::cloudflare,
     "turn off Email Obfuscation, Rocket Loader, Auto Minify and Web Analytics' automatic setup"},
    {"rewritten", "", Server::netlify, "turn off Asset optimization and Snippet injection"},
    {"rewritten", "", {}, "turn off what changes pages: minifying, injected scripts, hidden mail addresses"},
    {"html_instead", "", Server::netlify, "take the rule /* /index.html 200 out of _redirects"},
    {"html_instead", "", Server::nginx,
     "try_files $uri $uri/ =404; instead of one that ends with /index.html"},
    {"html_instead", "", {}, "upload it, and answer 404 for what is not there"},
    {"leads_away", "", {}, "serve all files from one origin: the page's policy forbids others"},
    {"compressed_twice", "", Server::nginx, "gzip_static or gzip, not a file that is packed already"},
    {"compressed_twice",
     "",
     {},
     "compress once: upload the plain files, or turn off the host's own compression"},
    {"compression_unsaid", "", {}, "send Content-Encoding with it, or upload the plain file"},
    {"compression_unknown", "", {}, "send only what Accept-Encoding names"},
    {"compression_broken", "", {}, "upload the .gz and .br again, or turn them off"},
    {"wrong_type", "", Server::nginx, "include /etc/nginx/mime.types;"},
    {"wrong_type", "", Server::apache,
     "AddType text/javascript .js .mjs; AddType text/css .css; AddType text/html .html"},
    {"wrong_type", "", {}, "give the host the type of this ending"},
    {"wasm_type", "", Server::nginx, "types { application/wasm wasm; }"},
    {"wasm_type", "", Server::apache, "AddType application/wasm .wasm"},
    {"wasm_type", "", {}, "send .wasm as application/wasm"},
    {"other_type", ".webmanifest", Server::nginx, "types { application/manifest+json webmanifest; }"},
    {"other_type", ".webmanifest", Server::apache, "AddType application/manifest+json .webmanifest"},
    {"other_type", "", {}, "browsers take it all the same"},
    {"wrong_charset", "", Server::nginx, "charset utf-8;"},
    {"wrong_charset", "", Server::apache, "AddDefaultCharset utf-8"},
    {"wrong_charset", "", {}, "send text/html; charset=utf-8"},
    {"html_stripped", "", {}, "works; links that keep the name are quicker by one answer"},
    {"slash_added", "", {}, "works; pages of such addresses are one answer later"},
    {"lower_cased", "", {}, "works, while no two names differ by capitals alone"},
    {"moved", "", {}, "works, one answer later"},
    {"soft_404", "", Server::nginx, "error_page 404 /404.html; and try_files $uri $uri/ =404;"},
    {"soft_404", "", Server::netlify, "take the rule /* /index.html 200 out of _redirects"},
    {"soft_404", "", {}, "answer 404, with the site's 404.html"},
    {"lost_status", "", {}, "answer 404; a store of objects says 403 where listing is not allowed"},
    {"no_404_page", "", Server::python, only_to_look},
    {"no_404_page", "", Server::nginx, "error_page 404 /404.html;"},
    {"no_404_page", "", Server::apache, "ErrorDocument 404 /404.html"},
    {"no_404_page", "", {}, "let the host send the site's 404.html"},
    {"no_slash", "", Server::nginx, "try_files $uri $uri/ =404; and absolute_redirect off;"},
    {"no_slash", "", {}, "redirect a folder's address to that with its slash"},
    {"kept_too_long", "", Server::nginx,
     "add_header Cache-Control no-cache; for all but what is named by its content"},
    {"kept_too_long", "", Server::apache,
     "Header set Cache-Control no-cache, for all but what is named by its content"},
    {"kept_too_long", "", Server::netlify, "keep the _headers that hanji build writes"},
    {"kept_too_long", "", {}, "Cache-Control: no-cache for what keeps its name"},
    {"no_store", "", {}, "Cache-Control: no-cache asks anew and fetches only what has changed"},
    {"not_kept", "", Server::python, only_to_look},
    {"not_kept", "", Server::github, "nothing can be set here"},
    {"not_kept", "", Server::netlify, "keep the _headers that hanji build writes"},
    {"not_kept",
     "",
     {},
     "Cache-Control: public, max-age=31536000, immutable; examples are in the manual, “Putting a site on a "
     "host”"},
    {"no_tag", "", {}, "send an ETag or Last-Modified"},
    {"no_compression", "", Server::python, only_to_look},
    {"no_compression", "", Server::nginx,
     "hanji build --precompress and gzip_static on;, or gzip on; with gzip_types"},
    {"no_compression", "", Server::apache,
     "mod_deflate: AddOutputFilterByType DEFLATE text/html text/css text/javascript application/json "
     "application/wasm"},
    {"no_compression", "", Server::github, "nothing can be set here"},
    {"no_compression", "", {}, "let the host compress, or build with --precompress"},
    {"no_range", "", {}, "answer Range with 206; some browsers play no film without"},
    {"no_frames", "", {}, "leave that header out for the site's folder, if pages of others may show it"},
    {"policy", "", {}, "leave it out: pages bring a policy of their own"},
    {"no_cors", "", Server::python, only_to_look},
    {"no_cors", "", Server::nginx, "add_header Access-Control-Allow-Origin *;"},
    {"no_cors", "", Server::apache, "Header set Access-Control-Allow-Origin *"},
    {"no_cors", "", {}, "Access-Control-Allow-Origin: *, if the site is public"},
    {"resource_policy", "", {}, "Cross-Origin-Resource-Policy: cross-origin"},
    {"no_https", "", {}, "serve it by https"},
    {"worker",
     "",
     {},
     "send service_worker.js as text/javascript at the site's own address, without a redirect"},
});

std::string_view remedy_of(const Finding& finding, Server server) {
  for (const Remedy& each : remedies) {
    const bool fits = each.code == finding.code && (each.group.empty() || each.group == finding.group);
    if (fits && (each.server == Server::unknown || each.server == server)) return each.text;
  }
  return "";
}

// What explains others is told first.
bool is_cause(const Finding& finding) {
  constexpr auto causes =
      std::to_array<std::string_view>({"damaged_build", "gave_up", "mixed_builds", "names_decomposed",
                                       "names_lost", "newer_format", "soft_404"});
  return std::ranges::find(causes, finding.code) != causes.end();
}

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

} // namespace

std::string_view name_of(Severity severity) {
  return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

Server server_of(const HttpHeaders& headers) {
  const std::string said = value_of(headers, "server");
  constexpr auto names =
      std::to_array<std::pair<std::string_view, Server>>({{"GitHub.com", Server::github},
                                                          {"Netlify", Server::netlify},
                                                          {"cloudflare", Server::cloudflare},
                                                          {"nginx", Server::nginx},
                                                          {"openresty", Server::nginx},
                                                          {"Apache", Server::apache},
                                                          {"LiteSpeed", Server::apache},
                                                          {"SimpleHTTP", Server::python}});
  for (const auto& [name, server] : names) {
    if (holds(said, name)) return server;
  }
  return Server::unknown;
}

void add_finding(std::vector<Finding>& findings, Finding finding) {
  const auto same = std::ranges::find_if(findings, [&](const Finding& each) {
    return each.code == finding.code && each.group == finding.group && each.severity == finding.severity;
  });
  if (same == findings.end()) {
    findings.push_back(std::move(finding));
    return;
  }
  const std::size_t count = same->count + finding.count;
  if (finding.url < same->url) *same = std::move(finding);
  same->count = count;
}

void arrange(std::vector<Finding>& findings, Server server) {
  for (Finding& finding : findings) finding.remedy = remedy_of(finding, server);
  std::ranges::sort(findings, {}, [](const Finding& finding) {
    return std::tuple(finding.severity, !is_cause(finding), finding.code, finding.group, finding.url);
  });
}

std::string line_of(const Finding& finding) {
  std::string line = finding.url + ": " + std::string(name_of(finding.severity)) + ": " + finding.message;
  if (finding.count > 1) line += ", and " + std::to_string(finding.count - 1) + " more like it";
  if (!finding.remedy.empty()) line += " (" + finding.remedy + ")";
  return line + " [" + finding.code + "]\n";
}

nlohmann::ordered_json json_of(const Finding& finding) {
  return {{"code", finding.code},   {"severity", name_of(finding.severity)},
          {"url", finding.url},     {"message", finding.message},
          {"count", finding.count}, {"recovery", finding.remedy}};
}

std::string plain_words(std::string_view text, std::size_t most) {
  std::string words;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const bool moves = c < ' ' || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
                       (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    if (words.size() >= most) return words + "…";
    if (!moves)
      append_utf8(words, c);
    else if (!words.empty() && !words.ends_with(' '))
      words += ' ';
  }
  return words;
}

} // namespace hanji
