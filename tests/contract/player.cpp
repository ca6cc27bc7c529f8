// Operations for random tests: see player.hpp.
#include "player.hpp"

namespace keyglass::test {

std::string Player::key() {
  // Lengths and first bytes that sort in surprising ways, and every character that patterns treat specially.
  static const std::vector<std::string> pieces{"a", "b", "/", "~", "\u00e4", "0", "*", "a/"};
  const auto piece = [&] { return pieces[below(static_cast<unsigned>(pieces.size()))]; };
  std::string key = piece();
  while (one_in(3)) key += piece();
  return key;
}

std::string Player::value() {
  return std::string(below(40), static_cast<char>(below(256)));
}

std::vector<std::string> Player::keys() {
  std::vector<std::string> keys;
  for (unsigned i = below(8); i > 0; --i) keys.push_back(key());
  return keys;
}

storage::Condition Player::condition(const Model& model, Engine& engine) {
  const State seen = model.visible(engine.now_ms());
  std::string wanted = key();
  const auto found = seen.find(wanted);
  const bool right = !one_in(4);
  if (found == seen.end()) {
    if (right) return storage::MustBeAbsent{wanted};
    return storage::MustExist{wanted};
  }
  const KeyMetadata& metadata = found->second.metadata;
  const unsigned kind = below(engine.promises().revisions ? 4 : 3);
  if (kind == 0) return storage::MustExist{wanted};
  if (kind == 1) return storage::MustHaveEtag{wanted, right ? metadata.etag : "\"other\""};
  if (kind == 2 && !right) return storage::MustBeAbsent{wanted};
  if (kind == 3) return storage::MustHaveRevision{wanted, metadata.revision + (right ? 0 : 1)};
  return storage::MustExist{wanted};
}

storage::Put Player::put(Engine& engine) {
  storage::Put put{key(), value(), "", std::nullopt};
  if (engine.promises().content_types && one_in(2)) put.content_type = "text/plain";
  if (engine.clocked() && one_in(3)) {
    const std::int64_t after_ms = one_in(4) ? -5 : one_in(4) ? 1'000'000 : below(300);
    put.expires_at_ms = engine.now_ms() + after_ms;
  }
  return put;
}

storage::WriteBatch Player::batch(const Model& model, Engine& engine) {
  storage::WriteBatch batch;
  while (one_in(3)) batch.conditions.push_back(condition(model, engine));
  for (unsigned i = below(5); i > 0; --i) {
    if (one_in(3)) {
      batch.writes.push_back(storage::Delete{key()});
    } else {
      batch.writes.push_back(put(engine));
    }
  }
  return batch;
}

storage::ScanQuery Player::scan_query() {
  static const std::vector<std::string> globs{"*",     "a*",  "?",           "*a",   "[ab]*",
                                              "[!a]*", "*/*", "\\**",        "a/?",  "\u00e4",
                                              "*~*0*", "a",   "[a-\u00e4]?", "b*/*a"};
  storage::ScanQuery query;
  if (one_in(2)) query.prefix = key();
  query.limit = one_in(4) ? 1'000 : 1 + below(5);
  query.with_values = one_in(2);
  if (one_in(3)) {
    query.delimiter = one_in(4) ? "a/" : "/";
  } else if (one_in(2)) {
    query.glob = globs[below(static_cast<unsigned>(globs.size()))];
  }
  return query;
}

}  // namespace keyglass::test
