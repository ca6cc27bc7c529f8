// Static files: see static_files.hpp.
#include "http/static_files.hpp"

#include <array>
#include <chrono>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include "http/entry_headers.hpp"
#include "http/problem.hpp"
#include "http/text.hpp"
#include "keyglass/percent.hpp"

namespace keyglass::http {
namespace {

namespace fs = std::filesystem;

constexpr std::array media_types{
    std::pair<std::string_view, std::string_view>{".html", "text/html; charset=utf-8"},
    std::pair<std::string_view, std::string_view>{".css", "text/css; charset=utf-8"},
    std::pair<std::string_view, std::string_view>{".js", "text/javascript; charset=utf-8"},
    std::pair<std::string_view, std::string_view>{".json", "application/json"},
    std::pair<std::string_view, std::string_view>{".wasm", "application/wasm"},
    std::pair<std::string_view, std::string_view>{".ttf", "font/ttf"},
    std::pair<std::string_view, std::string_view>{".woff2", "font/woff2"},
    std::pair<std::string_view, std::string_view>{".svg", "image/svg+xml"},
    std::pair<std::string_view, std::string_view>{".png", "image/png"},
    std::pair<std::string_view, std::string_view>{".ico", "image/x-icon"},
    std::pair<std::string_view, std::string_view>{".txt", "text/plain; charset=utf-8"},
    std::pair<std::string_view, std::string_view>{".webmanifest", "application/manifest+json"},
};

bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

// Size, time of change and form name one state of a file; hashed names make this exact where it matters.
std::string etag_of(const fs::path& path, std::string_view form) {
  std::error_code ignored;
  const auto changed = fs::last_write_time(path, ignored).time_since_epoch().count();
  return "\"" + std::to_string(fs::file_size(path, ignored)) + "-" + std::to_string(changed) +
         std::string(form) + "\"";
}

std::optional<std::string> read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) return std::nullopt;
  return bytes;
}

Reply no_such_file() {
  return reply_with(problem_of_status(404, "no such file"));
}

}  // namespace

std::string_view media_type_of(std::string_view name) {
  for (const auto& [ending, type] : media_types) {
    if (name.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

std::string_view choose_form(std::string_view accept_encoding, CompressedForms forms) {
  const int brotli = forms.brotli ? weight_of(accept_encoding, "br") : 0;
  const int gzip = forms.gzip ? weight_of(accept_encoding, "gzip") : 0;
  if (brotli == 0 && gzip == 0) return "";
  return brotli >= gzip ? ".br" : ".gz";
}

std::string safe_file_path(std::string_view raw_path) {
  const auto decoded = decode_percent(raw_path);
  if (!decoded || !decoded.value().starts_with('/')) return {};
  const std::string& path = decoded.value();
  if (path.find('\\') != std::string::npos || path.find('\0') != std::string::npos) return {};
  std::string_view rest = std::string_view(path).substr(1);
  while (true) {
    const auto slash = rest.find('/');
    const std::string_view segment = rest.substr(0, slash);
    if (segment.empty() || segment.starts_with('.')) return {};
    if (slash == std::string_view::npos) return path.substr(1);
    rest.remove_prefix(slash + 1);
  }
}

Reply StaticFiles::respond(const Request& request) const {
  if (request.method != "GET" && request.method != "HEAD") {
    Reply reply = reply_with(problem_of_status(405, "files are only read"));
    reply.set("Allow", "GET, HEAD");
    return reply;
  }
  const std::string name = request.path() == "/" ? "index.html" : safe_file_path(request.path());
  const fs::path path = root_ / name;
  if (name.empty() || !is_file(path)) return no_such_file();
  const auto form_path = [&](std::string_view form) { return fs::path(path).concat(form); };
  const CompressedForms forms{is_file(form_path(".br")), is_file(form_path(".gz"))};
  const std::string_view form = choose_form(request.header("Accept-Encoding").value_or(""), forms);
  Reply reply;
  reply.set("Cache-Control",
            name.starts_with("assets/") ? "public, max-age=31536000, immutable" : "no-cache");
  if (forms.brotli || forms.gzip) reply.set("Vary", "Accept-Encoding");
  const std::string etag = etag_of(form_path(form), form);
  reply.set("ETag", etag);
  if (not_modified(request, etag)) {
    reply.status = 304;
    return reply;
  }
  auto bytes = read_file(form_path(form));
  if (!bytes) return no_such_file();
  reply.set("Content-Type", media_type_of(name));
  if (!form.empty()) reply.set("Content-Encoding", form == ".br" ? "br" : "gzip");
  reply.body = *std::move(bytes);
  return reply;
}

}  // namespace keyglass::http
