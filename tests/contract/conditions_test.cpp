// Contract: conditions and batches.
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

#include "engines.hpp"
#include "steps.hpp"

namespace keyglass::test {
namespace {

using storage::Delete;
using storage::MustBeAbsent;
using storage::MustExist;
using storage::MustHaveEtag;
using storage::MustHaveRevision;
using storage::Put;
using storage::WriteBatch;
using storage::WriteOutcome;

Put put_of(std::string key, std::string value) {
  return {std::move(key), std::move(value), "", std::nullopt};
}

TEMPLATE_TEST_CASE("MustBeAbsent lets a key be created only once", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  const WriteBatch create{{MustBeAbsent{"k"}}, {put_of("k", "first")}};
  const std::string etag = commit(engine.store(), create).outcomes[0].metadata.etag;
  const Error error = refused(engine.store(), create);
  CHECK(error.code == ErrorCode::precondition_failed);
  CHECK(error.key == "k");
  CHECK(error.etag == etag);
  CHECK(value_of(engine.store(), "k") == "first");
}

TEMPLATE_TEST_CASE("MustExist lets a key only be replaced", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  const WriteBatch replace{{MustExist{"k"}}, {put_of("k", "second")}};
  const Error error = refused(engine.store(), replace);
  CHECK(error.code == ErrorCode::precondition_failed);
  CHECK(error.etag.empty());
  CHECK(value_of(engine.store(), "k") == std::nullopt);
  put(engine.store(), "k", "first");
  commit(engine.store(), replace);
  CHECK(value_of(engine.store(), "k") == "second");
}

TEMPLATE_TEST_CASE("MustHaveEtag lets only who has seen the newest value write", "[contract]",
                   CONTRACT_ENGINES) {
  TestType engine;
  const std::string old_etag = put(engine.store(), "k", "old").metadata.etag;
  const std::string etag = put(engine.store(), "k", "new").metadata.etag;
  const Error stale = refused(engine.store(), {{MustHaveEtag{"k", old_etag}}, {put_of("k", "lost")}});
  CHECK(stale.code == ErrorCode::precondition_failed);
  CHECK(stale.etag == etag);
  CHECK(value_of(engine.store(), "k") == "new");
  commit(engine.store(), {{MustHaveEtag{"k", etag}}, {put_of("k", "newer")}});
  CHECK(value_of(engine.store(), "k") == "newer");
  CHECK(refused(engine.store(), {{MustHaveEtag{"absent", etag}}, {Delete{"k"}}}).key == "absent");
  CHECK(refused(engine.store(), {{MustHaveEtag{"absent", ""}}, {Delete{"k"}}}).key == "absent");
  CHECK(refused(engine.store(), {{MustHaveEtag{"k", "nonsense"}}, {Delete{"k"}}}).key == "k");
}

TEMPLATE_TEST_CASE("A failed condition writes nothing of its batch", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  put(engine.store(), "there", "v");
  const WriteBatch batch{{MustExist{"there"}, MustBeAbsent{"there"}, MustExist{"not there"}},
                         {put_of("new", "v"), Delete{"there"}, put_of("there", "w")}};
  CHECK(refused(engine.store(), batch).key == "there");
  CHECK(contents(engine.store()) == std::map<std::string, std::string>{{"there", "v"}});
}

TEMPLATE_TEST_CASE("A batch happens in order under one revision", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  put(engine.store(), "old", "v");
  const auto done =
      commit(engine.store(), {{MustBeAbsent{"a"}, MustExist{"old"}},
                              {put_of("a", "1"), put_of("a", "22"), Delete{"old"}, put_of("old", "333"),
                               Delete{"gone"}, put_of("b", "4"), Delete{"b"}}});
  using Kind = WriteOutcome::Kind;
  std::vector<Kind> kinds;
  for (const auto& outcome : done.outcomes) kinds.push_back(outcome.kind);
  CHECK(kinds == std::vector{Kind::created, Kind::replaced, Kind::deleted, Kind::created, Kind::absent,
                             Kind::created, Kind::deleted});
  CHECK(contents(engine.store()) == std::map<std::string, std::string>{{"a", "22"}, {"old", "333"}});
  CHECK(engine.store().metadata("a").value().revision == done.revision);
  CHECK(engine.store().metadata("old").value().revision == done.revision);
  CHECK(done.outcomes[1].metadata == engine.store().metadata("a").value());
}

TEMPLATE_TEST_CASE("A batch without writes only judges its conditions", "[contract]", CONTRACT_ENGINES) {
  TestType engine;
  put(engine.store(), "k", "v");
  commit(engine.store(), {{MustExist{"k"}}, {}});
  CHECK(refused(engine.store(), {{MustBeAbsent{"k"}}, {}}).code == ErrorCode::precondition_failed);
}

TEMPLATE_TEST_CASE("MustHaveRevision lets only who has seen the newest change write", "[contract]",
                   REVISION_ENGINES) {
  TestType engine;
  const auto old = put(engine.store(), "k", "old").metadata;
  const auto current = put(engine.store(), "k", "new").metadata;
  const Error stale = refused(engine.store(), {{MustHaveRevision{"k", old.revision}}, {put_of("k", "lost")}});
  CHECK(stale.code == ErrorCode::precondition_failed);
  CHECK(stale.etag == current.etag);
  CHECK(refused(engine.store(), {{MustHaveRevision{"absent", 0}}, {}}).key == "absent");
  commit(engine.store(), {{MustHaveRevision{"k", current.revision}}, {put_of("k", "newer")}});
  CHECK(value_of(engine.store(), "k") == "newer");
}

TEMPLATE_TEST_CASE("An ETag of another store's life never matches", "[contract]", REVISION_ENGINES) {
  TestType first;
  TestType second;
  const auto theirs = put(first.store(), "k", "v").metadata;
  const auto ours = put(second.store(), "k", "v").metadata;
  CHECK(theirs.revision == ours.revision);
  CHECK(refused(second.store(), {{MustHaveEtag{"k", theirs.etag}}, {}}).etag == ours.etag);
}

}  // namespace
}  // namespace keyglass::test
