// JSON of plans: see plan_codecs.hpp.
#include "keyglass/plan_codecs.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "keyglass/json_members.hpp"
#include "keyglass/json_object.hpp"
#include "keyglass/limits.hpp"
#include "keyglass/value_rules.hpp"

namespace keyglass {
namespace {

template <typename Code>
struct Name {
  Code code;
  std::string_view name;
};

constexpr std::array action_names{Name<PlanAction>{PlanAction::remove, "delete"},
                                  Name<PlanAction>{PlanAction::set_ttl, "set_ttl"},
                                  Name<PlanAction>{PlanAction::restore, "restore"}};
constexpr std::array state_names{Name<PlanState>{PlanState::pending, "pending"},
                                 Name<PlanState>{PlanState::running, "running"},
                                 Name<PlanState>{PlanState::done, "done"},
                                 Name<PlanState>{PlanState::stopped, "stopped"},
                                 Name<PlanState>{PlanState::cancelled, "cancelled"},
                                 Name<PlanState>{PlanState::interrupted, "interrupted"}};

template <typename Names, typename Code>
std::string_view name_of(const Names& names, Code code) {
  return std::find_if(names.begin(), names.end(), [&](const auto& row) { return row.code == code; })->name;
}

template <typename Names, typename Code>
void read_name(JsonMembers& members, std::string_view member, const Names& names, Code& code) {
  members.require(member);
  std::string text;
  members.read(member, text);
  const auto row =
      std::find_if(names.begin(), names.end(), [&](const auto& one) { return one.name == text; });
  if (row != names.end()) {
    code = row->code;
    return;
  }
  std::string known;
  for (const auto& one : names) known += (known.empty() ? "" : ", ") + std::string(one.name);
  members.fail(member, std::string(member) + " must be one of " + known);
}

void read_texts(JsonMembers& members, std::string_view name, std::vector<std::string>& texts) {
  auto* elements = members.read_array(name);
  if (elements == nullptr) return;
  for (JsonValue& element : *elements) {
    if (element.type != JsonValue::Type::string) {
      return members.fail(std::string(name) + "[" + std::to_string(texts.size()) + "]",
                          std::string(name) + " must hold strings");
    }
    texts.push_back(std::move(element.text));
  }
}

bool is_null(JsonMembers& members, std::string_view name) {
  const JsonValue* member = members.find(name);
  return member != nullptr && member->type == JsonValue::Type::null;
}

void read_selection(JsonMembers& members, PlanRequest& request) {
  constexpr std::string_view rule = "give exactly one of prefix, glob and keys";
  members.read("prefix", request.prefix);
  members.read("glob", request.glob);
  if (members.find("keys") != nullptr) read_texts(members, "keys", request.keys.emplace());
  const int given =
      int{request.prefix.has_value()} + int{request.glob.has_value()} + int{request.keys.has_value()};
  if (given == 1) return;
  members.fail(given == 0 ? "prefix" : request.keys ? "keys" : "glob", std::string(rule));
}

void read_time_to_live(JsonMembers& members, PlanRequest& request) {
  if (request.action != PlanAction::set_ttl) {
    if (members.find("ttl") != nullptr) members.fail("ttl", "ttl belongs to set_ttl only");
    return;
  }
  members.require("ttl");
  if (is_null(members, "ttl")) return;
  members.read("ttl", request.ttl_seconds);
  if (!request.ttl_seconds) return;
  if (const Status checked = check_ttl(*request.ttl_seconds); !checked)
    members.fail("ttl", checked.error().message);
}

void check_keys(JsonMembers& members, const PlanRequest& request) {
  if (!request.keys) return;
  std::size_t bytes = 0;
  for (const std::string& key : *request.keys) bytes += key.size();
  if (request.keys->empty()) members.fail("keys", "keys is empty");
  if (request.keys->size() > limits::plan_keys_max || bytes > limits::plan_key_bytes_max) {
    members.fail("keys", "keys may hold " + std::to_string(limits::plan_keys_max) + " keys with " +
                             std::to_string(limits::plan_key_bytes_max) +
                             " bytes together: make several plans, or use prefix or glob");
  }
}

std::string array_of(const std::vector<std::string>& texts) {
  std::string array = "[";
  for (const std::string& text : texts) {
    if (array.size() > 1) array += ',';
    append_json_string(array, text);
  }
  return array + "]";
}

void add_request_members(JsonObjectText& object, const Plan& plan) {
  if (!plan.prefix.empty()) object.add_text("prefix", plan.prefix);
  if (!plan.glob.empty()) object.add_text("glob", plan.glob);
  if (plan.ttl_seconds) object.add_number("ttl", *plan.ttl_seconds);
  if (plan.action == PlanAction::set_ttl && !plan.ttl_seconds) object.add_json("ttl", "null");
  if (plan.restore_revision) object.add_integer("restore_revision", *plan.restore_revision);
}

void add_progress(JsonObjectText& object, const Plan& plan) {
  object.add_integer("done", plan.done).add_integer("skipped", plan.skipped);
  if (!plan.last_key.empty()) object.add_text("last_key", plan.last_key);
  if (!plan.moved.empty()) {
    object.add_json("moved", array_of(plan.moved)).add_integer("moved_count", plan.moved_count);
  }
  if (!plan.detail.empty()) object.add_text("detail", plan.detail);
}

}  // namespace

Result<PlanRequest> decode_plan_request(std::string_view json) {
  return decode_object<PlanRequest>(json, [](JsonMembers& members, PlanRequest& request) {
    members.allow_only({"action", "prefix", "glob", "keys", "ttl", "revision"});
    read_name(members, "action", action_names, request.action);
    read_selection(members, request);
    read_time_to_live(members, request);
    check_keys(members, request);
    if (request.action == PlanAction::restore) members.require("revision");
    members.read("revision", request.revision);
  });
}

std::string encode_plan_request(const PlanRequest& request) {
  JsonObjectText object;
  object.add_text("action", name_of(action_names, request.action));
  if (request.prefix) object.add_text("prefix", *request.prefix);
  if (request.glob) object.add_text("glob", *request.glob);
  if (request.keys) object.add_json("keys", array_of(*request.keys));
  if (request.ttl_seconds) object.add_number("ttl", *request.ttl_seconds);
  if (request.action == PlanAction::set_ttl && !request.ttl_seconds) object.add_json("ttl", "null");
  if (request.revision) object.add_integer("revision", *request.revision);
  return object.finish();
}

Result<Plan> decode_plan(std::string_view json) {
  return decode_object<Plan>(json, [](JsonMembers& members, Plan& plan) {
    members.require("plan");
    members.read("plan", plan.id);
    read_name(members, "action", action_names, plan.action);
    read_name(members, "state", state_names, plan.state);
    members.read("prefix", plan.prefix);
    members.read("glob", plan.glob);
    if (!is_null(members, "ttl")) members.read("ttl", plan.ttl_seconds);
    members.read("restore_revision", plan.restore_revision);
    members.read("count", plan.count);
    members.read("puts", plan.puts);
    members.read("deletes", plan.deletes);
    members.read("bytes", plan.bytes);
    read_texts(members, "sample", plan.sample);
    read_texts(members, "sample_deletes", plan.sample_deletes);
    members.read("revision", plan.revision);
    members.read_time("created_at", plan.created_at_ms);
    members.read_time("expires_at", plan.expires_at_ms);
    members.read("done", plan.done);
    members.read("skipped", plan.skipped);
    members.read("last_key", plan.last_key);
    read_texts(members, "moved", plan.moved);
    members.read("moved_count", plan.moved_count);
    members.read("detail", plan.detail);
  });
}

std::string encode_plan(const Plan& plan) {
  JsonObjectText object;
  object.add_text("plan", plan.id)
      .add_text("action", name_of(action_names, plan.action))
      .add_text("state", name_of(state_names, plan.state));
  add_request_members(object, plan);
  object.add_integer("count", plan.count)
      .add_integer("puts", plan.puts)
      .add_integer("deletes", plan.deletes)
      .add_integer("bytes", plan.bytes)
      .add_json("sample", array_of(plan.sample));
  if (!plan.sample_deletes.empty()) object.add_json("sample_deletes", array_of(plan.sample_deletes));
  object.add_integer("revision", plan.revision).add_text("created_at", encode_time(plan.created_at_ms));
  if (plan.expires_at_ms) object.add_text("expires_at", encode_time(*plan.expires_at_ms));
  add_progress(object, plan);
  return object.finish();
}

std::string encode_plans(const std::vector<Plan>& plans) {
  std::string array = "[";
  for (const Plan& plan : plans) {
    if (array.size() > 1) array += ',';
    array += encode_plan(plan);
  }
  return JsonObjectText().add_json("plans", array + "]").finish();
}

}  // namespace keyglass
