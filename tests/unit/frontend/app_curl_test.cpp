// Requests as commands: a real shell must come to the same words and bytes.
#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "app/curl.hpp"

namespace keyglass::app {
namespace {

// What `sh` writes when it runs `script`.
std::string run(const std::string& script) {
  std::string quoted = "sh -c '";
  for (const char byte : script) {
    if (byte == '\'') {
      quoted += "'\\''";
    } else {
      quoted += byte;
    }
  }
  quoted += "'";
  FILE* pipe = popen(quoted.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string out;
  char part[4096];
  for (std::size_t count = 0; (count = fread(part, 1, sizeof part, pipe)) > 0;) out.append(part, count);
  REQUIRE(pclose(pipe) == 0);
  return out;
}

// The arguments that curl is given, and after an empty line what it reads from its standard input.
std::string sent(const std::string& command) {
  return run(
      "curl() { for word in \"$@\"; do printf \"%s\\n\" \"$word\"; done; printf \"\\n\"; "
      "case \"$*\" in *@-) cat;; esac; }; KEYGLASS_TOKEN=from-outside; " +
      command);
}

}  // namespace

TEST_CASE("A word comes out of a shell as it went in, whatever its bytes") {
  for (const std::string word : {"", "plain", "with space", "it's", "$HOME `id` $(id) \\", "a\nb", "-n",
                                 "*?[a]", "\xff\x80", "!history", "\"double\"", "~", "#", "caf\u00e9"}) {
    CAPTURE(word);
    CHECK(run("printf %s " + shell_word(word) + "; printf .") == word + ".");
  }
}

TEST_CASE("Bytes come out of a shell as they went in") {
  std::string every;
  for (int byte = 0; byte < 256; ++byte) every += static_cast<char>(byte);
  for (const std::string& bytes :
       {std::string(), every, std::string("%s%d\\n'"), std::string("-n"), std::string("1\0002", 3)})
    CHECK(run(printf_command(bytes)) == bytes);
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int turn = 0; turn < 10; ++turn) {
    std::string bytes(random() % 200, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    CHECK(run(printf_command(bytes)) == bytes);
  }
}

TEST_CASE("A command never shows a terminal anything that could steer it") {
  for (const char* body : {"\x1b[31m", "a\rb", "\x9b", "\u202e"}) {
    const std::string command = curl_command({"PUT", "/kv/a", {}, body}, "http://localhost:8000", false);
    for (const char byte : command) CHECK((byte >= 0x20 && byte < 0x7F));
  }
}

TEST_CASE("A command sends the request that it stands for") {
  CHECK(sent(curl_command({"GET", "/keys?prefix=a%27b&limit=2"}, "http://localhost:8000", false)) ==
        "http://localhost:8000/keys?prefix=a%27b&limit=2\n\n");
  CHECK(sent(curl_command({"DELETE", "/kv/a", {{"If-Match", "\"e'1\""}}}, "http://h", false)) ==
        "-X\nDELETE\nhttp://h/kv/a\n-H\nIf-Match: \"e'1\"\n\n");
  CHECK(sent(curl_command({"PUT", "/kv/a", {{"Content-Type", "text/plain"}}, "@it's\n$HOME"}, "http://h",
                          false)) ==
        "-X\nPUT\nhttp://h/kv/a\n-H\nContent-Type: text/plain\n--data-raw\n@it's\n$HOME\n\n");
  const std::string bytes("\0'\xff%", 4);
  CHECK(sent(curl_command({"PUT", "/kv/a", {}, bytes}, "http://h", false)) ==
        "-X\nPUT\nhttp://h/kv/a\n-H\nContent-Type:\n--data-binary\n@-\n\n" + bytes);
}

TEST_CASE("A body longer than an argument may be travels through a pipe") {
  const std::string body(300'000, 'x');
  const std::string command = curl_command({"PUT", "/kv/a", {}, body}, "http://h", false);
  CHECK(command.starts_with("printf '"));
  CHECK(command.ends_with("--data-binary @-"));
}

TEST_CASE("A body that was not kept is read from a file, and no other is made up") {
  LoggedRequest request;
  request.method = "PUT";
  request.target = "/kv/a";
  request.body_bytes = logged_body_bytes_max + 1;
  CHECK(curl_command(as_curl_request(request), "http://h", false) ==
        "curl -X PUT http://h/kv/a -H Content-Type: --data-binary @body");
}

TEST_CASE("A file is named so that any shell finds it and no terminal is steered") {
  for (const std::string name : {"plain.ndjson", "it's all.ndjson", "-", "\xc3\xa4.bin", "a\x1b[31mb"}) {
    CAPTURE(name);
    CurlRequest request{"PUT", "/kv/a", {{"Content-Type", "text/plain"}}};
    request.body_file = name;
    const std::string command = curl_command(request, "http://h", false);
    for (const char byte : command) CHECK((byte >= 0x20 && byte < 0x7F));
    CHECK(sent(command) == "-X\nPUT\nhttp://h/kv/a\n-H\nContent-Type: text/plain\n--data-binary\n@" +
                               std::string(name == "-" ? "./-" : name) + "\n\n");
  }
}

TEST_CASE("The token stands in a command by the name of a variable alone") {
  CHECK(sent(curl_command({"GET", "/kv/a"}, "http://h", true)) ==
        "http://h/kv/a\n-H\nAuthorization: Bearer from-outside\n\n");
}

TEST_CASE("Server-Timing is read part by part, and what is no time is left out") {
  CHECK(parse_server_timing("total;dur=1.5, store;desc=\"x\";dur=0.25 , odd, worse;dur=abc, late;dur=-1") ==
        std::vector<TimingPart>{{"total", 1.5}, {"store", 0.25}});
  CHECK(parse_server_timing("").empty());
}

}  // namespace keyglass::app
