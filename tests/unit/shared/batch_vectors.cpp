// Vectors of the batch's codecs, and of what the service answers about history and counts.
#include "keyglass/codecs.hpp"
#include "vectors.hpp"

namespace keyglass::test {
namespace {

std::string text_of(const BatchCondition& condition) {
  std::string text = condition.key;
  if (condition.revision) text += "@" + std::to_string(*condition.revision);
  if (condition.etag) text += "=" + *condition.etag;
  if (condition.absent) text += " absent";
  return text;
}

std::string text_of(const BatchOp& op) {
  if (const auto* put = std::get_if<BatchPut>(&op)) {
    std::string text = "put " + put->key + "=" + put->value;
    if (put->ttl_seconds) text += " ttl " + std::to_string(static_cast<int>(*put->ttl_seconds));
    return text + (put->content_type ? " " + *put->content_type : "");
  }
  if (const auto* removal = std::get_if<BatchDelete>(&op)) return "delete " + removal->key;
  return "get " + std::get<BatchGet>(op).key;
}

Vector batch(std::string statement, std::string_view json, std::string expected) {
  const auto decoded = decode_batch_request(json);
  if (!decoded) return {std::move(statement), shown(decoded.error()), std::move(expected)};
  std::string actual;
  for (const BatchCondition& condition : decoded.value().conditions)
    actual += "if " + text_of(condition) + "; ";
  for (const BatchOp& op : decoded.value().ops) actual += text_of(op) + "; ";
  return {std::move(statement), std::move(actual), std::move(expected)};
}

std::string ops_of(int count) {
  std::string ops;
  for (int i = 0; i < count; ++i) ops += (i == 0 ? "" : ",") + std::string(R"({"op":"get","key":"k"})");
  return R"({"ops":[)" + ops + "]}";
}

}  // namespace

Group batch_request_vectors() {
  return {
      "Batches",
      {
          batch(
              "Everything at once",
              R"({"conditions":[{"key":"a","revision":7},{"key":"b","etag":"\"x\""},{"key":"c","absent":true}],)"
              R"("ops":[{"op":"put","key":"a","value":"1","ttl":5,"content_type":"t/p"},)"
              R"({"op":"put","key":"b","value_base64":"Zg=="},{"op":"delete","key":"c"},{"op":"get","key":"d"}]})",
              "if a@7; if b=\"x\"; if c absent; put a=1 ttl 5 t/p; put b=f; delete c; get d; "),
          batch("No ops", R"({"ops":[]})", ""),
          batch("The ops are missing", R"({"conditions":[]})", "invalid [ops] ops is missing"),
          batch("An unknown member", R"({"ops":[],"atomic":false})",
                "invalid [atomic] unknown member \"atomic\": known are conditions, ops"),
          batch("Ops that are no array", R"({"ops":{}})",
                "invalid [ops] ops must be an array, not an object"),
          batch("An op that is no object", R"({"ops":[1]})",
                "invalid [ops[0]] ops[0]: the element must be a JSON object, not a number"),
          batch("An op without a name", R"({"ops":[{"key":"a"}]})",
                "invalid [ops[0].op] ops[0]: op is missing"),
          batch("An op of another name", R"({"ops":[{"op":"get","key":"a"},{"op":"incr","key":"a"}]})",
                "invalid [ops[1].op] ops[1]: op must be put, delete or get"),
          batch("A put without a value", R"({"ops":[{"op":"put","key":"a"}]})",
                "invalid [ops[0].value] ops[0]: value is missing…"),
          batch("A get with a value", R"({"ops":[{"op":"get","key":"a","value":"v"}]})",
                "invalid [ops[0].value] ops[0]: unknown member…"),
          batch("A key against the rules", R"({"ops":[{"op":"delete","key":".."}]})",
                "invalid [ops[0].key]…"),
          batch("No key", R"({"ops":[{"op":"delete"}]})", "invalid [ops[0].key] ops[0]: key is missing"),
          batch("A time to live against the rules", R"({"ops":[{"op":"put","key":"a","value":"","ttl":0}]})",
                "invalid [ops[0].ttl]…"),
          batch("A content type against the rules",
                R"({"ops":[{"op":"put","key":"a","value":"","content_type":""}]})",
                "invalid [ops[0].content_type]…"),
          batch("A condition of nothing", R"({"conditions":[{"key":"a"}],"ops":[]})",
                "invalid [conditions[0]] conditions[0]: give exactly one of revision, etag and absent"),
          batch("A condition of two things",
                R"({"conditions":[{"key":"a","revision":1,"absent":true}],"ops":[]})",
                "invalid [conditions[0]] conditions[0]: give exactly one…"),
          batch("Revision 0", R"({"conditions":[{"key":"a","revision":0}],"ops":[]})",
                "invalid [conditions[0].revision]…"),
          batch("An ETag without quotes", R"({"conditions":[{"key":"a","etag":"x"}],"ops":[]})",
                "invalid [conditions[0].etag]…"),
          batch("A weak ETag", R"({"conditions":[{"key":"a","etag":"W/\"x\""}],"ops":[]})",
                "invalid [conditions[0].etag]…"),
          batch("absent false", R"({"conditions":[{"key":"a","absent":false}],"ops":[]})",
                "invalid [conditions[0].absent] conditions[0]: absent can only be true…"),
          batch("Too many ops", ops_of(10'001),
                "invalid [ops] ops has 10001 elements, at most 10000 are taken"),
      }};
}

Group answer_vectors() {
  BatchReply batch_reply{.revision = 9, .results = {}};
  batch_reply.results.push_back({.status = 404, .value = {}, .metadata = {}});
  KeyMetadata metadata;
  metadata.key = "k";
  metadata.size_bytes = 1;
  batch_reply.results.push_back({.status = 200, .value = "\xFF", .metadata = metadata});
  HistoryPage history;
  KeyVersion removal;
  removal.revision = 3;
  removal.op = "delete";
  removal.updated_at_ms = 1000;
  KeyVersion put;
  put.revision = 2;
  put.op = "put";
  put.size_bytes = 4;
  put.content_type = "text/plain";
  history.versions = {removal, put};
  HistoryPage more;
  more.next = 2;
  return {
      "Answers about many keys and their past",
      {
          {"A batch's results stand in the order of its ops", encode_batch_reply(batch_reply),
           R"({"revision":9,"results":[{"status":404},)"
           R"({"status":200,"value_base64":"/w==","metadata":{"key":"k","size":1}}]})"},
          {"A revision that is not kept is left out", encode_batch_reply({}), R"({"results":[]})"},
          {"Versions say what happened and when", encode_history_page(history),
           R"({"versions":[{"revision":3,"op":"delete","updated_at":"1970-01-01T00:00:01.000Z"},)"
           R"({"revision":2,"op":"put","size":4,"updated_at":"1970-01-01T00:00:00.000Z",)"
           R"("content_type":"text/plain"}],"complete":false})"},
          {"More versions follow", encode_history_page(more), R"({"versions":[],"complete":false,"next":2})"},
          {"Counts", encode_key_stats({.count = 2, .bytes = 30, .exact = true, .revision = 7}),
           R"({"count":2,"bytes":30,"exact":true,"revision":7})"},
      }};
}

}  // namespace keyglass::test
