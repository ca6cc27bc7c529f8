// JSON text -> the request of POST /batch: see codecs.hpp.
#include "keyglass/codecs.hpp"
#include "keyglass/json_object.hpp"
#include "keyglass/key_rules.hpp"
#include "keyglass/limits.hpp"
#include "keyglass/value_rules.hpp"

namespace keyglass {
namespace {

void check(JsonMembers& members, std::string_view field, const Status& status) {
  if (!status) members.fail(field, status.error().message);
}

void read_key(JsonMembers& members, std::string& key) {
  members.require("key");
  members.read("key", key);
  check(members, "key", check_key(key));
}

bool is_strong_etag(std::string_view text) {
  return text.size() >= 2 && text.front() == '"' && text.find('"', 1) == text.size() - 1;
}

void read_condition(JsonMembers& members, BatchCondition& condition) {
  members.allow_only({"key", "revision", "etag", "absent"});
  read_key(members, condition.key);
  members.read("revision", condition.revision);
  members.read("etag", condition.etag);
  members.read("absent", condition.absent);
  const int given = int{members.find("revision") != nullptr} + int{members.find("etag") != nullptr} +
                    int{members.find("absent") != nullptr};
  if (given != 1) members.fail("", "give exactly one of revision, etag and absent");
  if (members.find("absent") != nullptr && !condition.absent) {
    members.fail("absent",
                 "absent can only be true: a key that must exist is named with its etag or revision");
  }
  if (condition.revision && *condition.revision == 0) members.fail("revision", "revision must be at least 1");
  if (condition.etag && !is_strong_etag(*condition.etag)) {
    members.fail("etag", "etag must be one ETag in double quotes, as the ETag header has it");
  }
}

BatchPut read_put(JsonMembers& members) {
  BatchPut put;
  members.allow_only({"op", "key", "value", "value_base64", "ttl", "content_type"});
  read_key(members, put.key);
  members.read_bytes("value", "value_base64", put.value);
  members.read("ttl", put.ttl_seconds);
  members.read("content_type", put.content_type);
  if (put.ttl_seconds) check(members, "ttl", check_ttl(*put.ttl_seconds));
  if (put.content_type) check(members, "content_type", check_content_type(*put.content_type));
  return put;
}

template <typename Op>
Op read_op_of_key(JsonMembers& members) {
  Op op;
  members.allow_only({"op", "key"});
  read_key(members, op.key);
  return op;
}

void read_op(JsonMembers& members, BatchOp& op) {
  std::string name;
  members.require("op");
  members.read("op", name);
  if (members.failure()) return;
  if (name == "put") {
    op = read_put(members);
  } else if (name == "delete") {
    op = read_op_of_key<BatchDelete>(members);
  } else if (name == "get") {
    op = read_op_of_key<BatchGet>(members);
  } else {
    members.fail("op", "op must be put, delete or get");
  }
}

// What one array of the request is made of.
template <typename Element>
struct ArrayOf {
  std::string_view name;
  void (*read)(JsonMembers& members, Element& element);
};

template <typename Element>
void read_elements(JsonMembers& members, const ArrayOf<Element>& array, std::vector<Element>& out) {
  auto* elements = members.read_array(array.name);
  if (elements == nullptr) return;
  const std::string name(array.name);
  if (elements->size() > limits::batch_ops_max) {
    return members.fail(array.name, name + " has " + std::to_string(elements->size()) +
                                        " elements, at most " + std::to_string(limits::batch_ops_max) +
                                        " are taken");
  }
  out.resize(elements->size());
  for (std::size_t i = 0; i < elements->size(); ++i) {
    JsonMembers element((*elements)[i], "the element");
    array.read(element, out[i]);
    if (!element.failure()) continue;
    return members.fail_as(name + "[" + std::to_string(i) + "]", element);
  }
}

}  // namespace

Result<BatchRequest> decode_batch_request(std::string_view json) {
  return decode_object<BatchRequest>(json, [](JsonMembers& members, BatchRequest& request) {
    members.allow_only({"conditions", "ops"});
    members.require("ops");
    read_elements(members, ArrayOf<BatchCondition>{"conditions", read_condition}, request.conditions);
    read_elements(members, ArrayOf<BatchOp>{"ops", read_op}, request.ops);
  });
}

}  // namespace keyglass
