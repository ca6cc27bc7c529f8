// Static files: which path, which form, which type.
#include "http/static_files.hpp"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>

#include "support/temp_dir.hpp"
#include "unit/backend/requests.hpp"

namespace keyglass::http {
namespace {

TEST_CASE("A path stays inside the folder or is none") {
  CHECK(safe_file_path("/a/b.js") == "a/b.js");
  CHECK(safe_file_path("/a%20b.js") == "a b.js");
  for (const char* path : {"", "a", "/", "/..", "/../a", "/a/../b", "/a/%2e%2e/b", "/a/..%2fb", "/./a",
                           "/a//b", "/a/", "/.git", "/a\\b", "/a%5Cb", "/a%00b", "/%zz"}) {
    CAPTURE(path);
    CHECK(safe_file_path(path).empty());
  }
}

TEST_CASE("The form is the one that the client weighs most, brotli first") {
  const CompressedForms both{true, true};
  CHECK(choose_form("gzip, deflate, br", both) == ".br");
  CHECK(choose_form("gzip, br;q=0.9", both) == ".gz");
  CHECK(choose_form("gzip", both) == ".gz");
  CHECK(choose_form("br", {false, true}).empty());
  CHECK(choose_form("*", both) == ".br");
  CHECK(choose_form("", both).empty());
  CHECK(choose_form("identity", both).empty());
  CHECK(choose_form("br;q=0, gzip;q=0", both).empty());
}

TEST_CASE("WebAssembly has exactly its own type") {
  CHECK(media_type_of("a.1f.wasm") == "application/wasm");
  CHECK(media_type_of("index.html") == "text/html; charset=utf-8");
  CHECK(media_type_of("noending") == "application/octet-stream");
}

TEST_CASE("An ETag differs between the forms of a file, and changes with it") {
  const test::TempDir folder;
  std::ofstream(folder / "a.js") << "one";
  std::ofstream(folder / "a.js.gz") << "zipped";
  const StaticFiles files(folder.path());
  const auto etag = [&](const char* accept) {
    return test::header_of(files.respond(test::request_of("GET", "/a.js", {{"Accept-Encoding", accept}})),
                           "ETag");
  };
  const std::string plain = etag("");
  CHECK(plain != etag("gzip"));
  CHECK(files.respond(test::request_of("GET", "/a.js", {{"If-None-Match", plain}})).status == 304);
  std::ofstream(folder / "a.js") << "other";
  CHECK(etag("") != plain);
}

TEST_CASE("Only files are served, and only read") {
  const test::TempDir folder;
  std::filesystem::create_directory(folder / "sub");
  const StaticFiles files(folder.path());
  CHECK(files.respond(test::request_of("GET", "/sub")).status == 404);
  CHECK(files.respond(test::request_of("GET", "/")).status == 404);
  CHECK(files.respond(test::request_of("DELETE", "/sub")).status == 405);
}

}  // namespace
}  // namespace keyglass::http
