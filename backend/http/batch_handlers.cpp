// POST /batch: see batch_handlers.hpp.
#include "http/batch_handlers.hpp"

#include <utility>

#include "http/entry_headers.hpp"
#include "http/problem.hpp"
#include "http/request_content.hpp"
#include "keyglass/codecs.hpp"

namespace keyglass::http {
namespace {

Reply refused(service::BatchRefusal& refusal) {
  Problem problem = problem_of(refusal.first);
  if (refusal.failed.size() > 1) {
    problem.detail += "; " + std::to_string(refusal.failed.size()) + " conditions did not hold";
  }
  problem.failed = std::move(refusal.failed);
  return reply_with(problem);
}

// Conditions too: how they fail tells of the key.
Status check_reach(const BatchRequest& request, const service::Access& access) {
  for (const BatchCondition& condition : request.conditions) {
    if (const Status reached = access.check_key(condition.key); !reached) return reached;
  }
  for (const BatchOp& op : request.ops) {
    const std::string& key = std::visit([](const auto& any) -> const std::string& { return any.key; }, op);
    if (const Status reached = access.check_key(key); !reached) return reached;
  }
  return Done{};
}

}  // namespace

Reply run_batch(const Api& api, Call& call) {
  const JsonContent content = read_json(api, call.request);
  if (content.refusal) return *content.refusal;
  auto request = decode_batch_request(content.text);
  if (!request) return refuse_body(request.error());
  if (const Status reached = check_reach(request.value(), call.access); !reached) {
    return reply_with(reached.error());
  }
  for (BatchCondition& condition : request.value().conditions) {
    if (condition.etag) condition.etag = entry_etag_of(*condition.etag);
  }
  auto outcome = call.timing.store([&] { return api.batches->run(std::move(request).value()); });
  if (!outcome) return reply_with(outcome.error());
  if (auto* refusal = std::get_if<service::BatchRefusal>(&outcome.value())) return refused(*refusal);
  Reply reply;
  reply.set("Content-Type", "application/json");
  reply.body = encode_batch_reply(std::get<BatchReply>(outcome.value()));
  return reply;
}

}  // namespace keyglass::http
