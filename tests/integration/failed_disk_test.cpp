// A store whose disk has failed, seen over HTTP: it still shows all there is, and says why it takes nothing.
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <string>
#include <vector>

#include "contract/failing_disk.hpp"
#include "integration/event_reader.hpp"
#include "integration/json_answer.hpp"
#include "integration/watched_listener.hpp"
#include "storage/rocksdb_store.hpp"
#include "support/temp_dir.hpp"

namespace keyglass::test {
namespace {

class FailedDisk {
 public:
  FailedDisk() {
    storage::RocksdbOptions options;
    options.files.path = directory_ / "data";
    options.files.env = disk_.env();
    auto files = storage::open_rocksdb_files(options.files);
    REQUIRE(files);
    store_ = std::make_unique<storage::RocksdbStore>(std::move(files).value(), options);
    listener_.emplace(*store_);
    REQUIRE(ask_for({"PUT", "/kv/a", {}, "1"}).status == 201);
    disk_.fail_syncs();
    REQUIRE(ask_for({"PUT", "/kv/b", {}, "1"}).status == 503);
    // A disk that works again is not trusted before a restart.
    disk_.heal();
  }

  const std::string& api() const { return listener_->address(); }
  Answer ask_for(Ask asked) const {
    if (!asked.body.empty() && asked.method != "PUT") {
      const bool lines = asked.target.starts_with("/import");
      asked.headers.emplace_back("Content-Type", lines ? "application/x-ndjson" : "application/json");
    }
    return ask(api(), asked);
  }

 private:
  const TempDir directory_;
  FailingDisk disk_;
  std::unique_ptr<storage::RocksdbStore> store_;
  std::optional<WatchedListener> listener_;
};

TEST_CASE(
    "After a failed sync whatever only looks is answered, and whatever writes is 503 with Retry-After") {
  const FailedDisk failed;
  const std::vector<Ask> looks{
      {"GET", "/kv/a"},
      {"GET", "/kv"},
      {"GET", "/keys"},
      {"GET", "/history/a"},
      {"GET", "/stats"},
      {"GET", "/export"},
      {"GET", "/healthz"},
      {"POST", "/batch", {}, R"({"ops":[{"op":"get","key":"a"}]})"},
      {"POST", "/batch", {}, R"({"conditions":[{"key":"a","revision":1}],"ops":[{"op":"get","key":"b"}]})"},
      {"POST", "/import?mode=dry_run", {}, R"({"key":"a","value":"1"})"},
  };
  for (const Ask& look : looks) {
    CAPTURE(look.target, look.body);
    const Answer answer = failed.ask_for(look);
    CHECK(answer.status == 200);
    CHECK(answer.complete);
  }
  CHECK(failed
            .ask_for({"POST",
                      "/batch",
                      {},
                      R"({"conditions":[{"key":"a","absent":true}],"ops":[{"op":"get","key":"a"}]})"})
            .status == 412);
  const std::vector<Ask> writes{
      {"GET", "/readyz"},
      {"PUT", "/kv/a", {}, "2"},
      {"POST", "/kv/a", {}, R"({"value":"2"})"},
      {"PATCH", "/kv/a", {}, R"({"increment":1})"},
      {"DELETE", "/kv/a"},
      {"POST", "/api/keys/", {}, R"({"key":"a","value":"2"})"},
      {"DELETE", "/api/keys/a/"},
      {"POST", "/batch", {}, R"({"ops":[{"op":"get","key":"a"},{"op":"put","key":"a","value":"2"}]})"},
      {"POST", "/import", {}, R"({"key":"a","value":"2"})"},
  };
  for (const Ask& write : writes) {
    CAPTURE(write.method, write.target, write.body);
    const Answer answer = failed.ask_for(write);
    CHECK(answer.status == 503);
    CHECK(answer.header("retry-after") == "1");
    CHECK(answer.header("content-type") == "application/problem+json");
    CHECK(at(json_of(answer), "detail").text.find("failed") != std::string::npos);
  }
  CHECK(get(failed.api(), "/kv/a?raw").body == "1");
  EventReader past(failed.api(), "/watch?since=0&values=true");
  CHECK(shown(past.next()) == "put a=1 #1");
}

}  // namespace
}  // namespace keyglass::test
