// Permits: whether one who was let in still would be.
#include "service/permit.hpp"

#include <catch2/catch_test_macros.hpp>

#include "keyglass/time_text.hpp"
#include "support/temp_dir.hpp"
#include "support/token_file.hpp"

namespace keyglass::service {
namespace {

using test::NamedToken;

class PermitFixture {
 protected:
  // Replaces the tokens, as SIGHUP would.
  void load(const std::vector<NamedToken>& tokens) {
    test::write_token_file(file_, tokens);
    REQUIRE(gate_.load());
  }
  Permit permit(std::optional<std::string_view> token, const std::string& prefix = "own/") {
    return {gate_, token, prefix};
  }

  std::int64_t now_ms_ = 1'000'000;

 private:
  test::TempDir folder_;
  const std::string file_ = folder_ / "tokens.json";

 protected:
  TokenGate gate_{{.file = file_, .admin_token = {}}, [this] { return now_ms_; }};
};

const NamedToken own{"one", "secret", "read", R"(,"prefixes":["own/"])"};

TEST_CASE("Where nobody is asked for a token, everybody's permit holds") {
  const TokenGate gate;
  CHECK(Permit(gate, std::nullopt, "").holds());
}

TEST_CASE_METHOD(PermitFixture, "A permit holds as long as its token is known and reaches as far") {
  load({own});
  Permit one = permit("secret");
  CHECK(one.holds());
  load({own, {"two", "other"}});
  CHECK(one.holds());
  load({{"one", "secret", "read", R"(,"prefixes":["elsewhere/"])"}});
  CHECK_FALSE(one.holds());
  load({{"one", "secret", "write"}});
  CHECK(one.holds());
  load({{"one", "another secret"}});
  CHECK_FALSE(one.holds());
}

TEST_CASE_METHOD(PermitFixture, "A permit ends when its token expires") {
  load({{"one", "secret", "read", R"(,"expires_at":")" + encode_time(2'000'000) + "\""}});
  Permit one = permit("secret");
  CHECK(one.holds());
  now_ms_ = 1'999'999;
  CHECK(one.holds());
  now_ms_ = 2'000'000;
  CHECK_FALSE(one.holds());
}

TEST_CASE_METHOD(PermitFixture, "Nobody has a permit without a token, or beyond its prefixes") {
  load({own});
  CHECK_FALSE(permit(std::nullopt).holds());
  CHECK_FALSE(permit("unknown").holds());
  CHECK_FALSE(permit("secret", "").holds());
  CHECK(permit("secret", "own/deeper/").holds());
}

}  // namespace
}  // namespace keyglass::service
