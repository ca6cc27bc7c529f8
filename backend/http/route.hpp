// One row of the route table: what is answered where, by whom, and how it is documented.
#pragma once

#include <span>
#include <string_view>

#include "http/call.hpp"
#include "http/message.hpp"
#include "service/access.hpp"

namespace keyglass::http {

using service::Scope;

// Which keys a request touches, and where it names them. The router checks the caller's reach from it.
enum class Reach {
  every_key,  // the store as a whole: never for a token with prefixes. What a row gets that says nothing
  no_key,
  path_key,   // the one in the path
  selection,  // all that match the query's `prefix` and `glob`
  handler,    // those in the body: the handler asks call.access for each before it touches any
};

// What a client must be allowed to do.
struct Needs {
  Scope scope;
  Reach reach;
  constexpr Needs(Scope least, Reach touched = Reach::every_key) : scope(least), reach(touched) {}
};

// Where a route's handler runs.
enum class Cost {
  quick,     // on the loop that owns the connection: it never waits, and heeds Request::may_wait
  blocking,  // on a worker: it may wait for a disk or a network, or work on much
};

// A query or header parameter. `schema` is an OpenAPI schema as JSON.
struct Parameter {
  enum class Place { query, header };
  Place place = Place::query;
  std::string_view name;
  std::string_view schema;
  std::string_view description;
};

// A body that is taken or given. `schema` names one of the OpenAPI components.
struct Content {
  std::string_view media_type;
  std::string_view schema;
};

// One answer. `headers` name OpenAPI header components: what the answer may carry besides what all carry.
struct Outcome {
  int status = 200;
  std::string_view description;
  std::span<const Content> contents;
  std::span<const std::string_view> headers = {};
};

// Must not throw for anything a client sends.
using Handler = Reply (*)(const Api& api, Call& call);

struct Route {
  std::string_view method;
  // A path. {key} or {asset} as its last segment stands for the percent-decoded rest, slashes included; any
  // other name in braces, and one before the last segment, stands for one segment.
  // With a slash at its end, the path is answered with and without it.
  std::string_view pattern;
  Handler handler = nullptr;
  Needs needs = Scope::admin;
  std::string_view tag;  // groups the documentation
  std::string_view summary;
  std::span<const Parameter> parameters;
  std::span<const Content> request_contents;
  std::span<const Outcome> outcomes;
  Cost cost = Cost::blocking;
};

}  // namespace keyglass::http
