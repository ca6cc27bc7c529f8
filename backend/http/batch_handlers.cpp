// POST /batch: see batch_handlers.hpp.
#include "http/batch_handlers.hpp"

#include <utility>

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

}  // namespace

Reply run_batch(const Api& api, Call& call) {
  const JsonContent content = read_json(api, call.request);
  if (content.refusal) return *content.refusal;
  auto request = decode_batch_request(content.text);
  if (!request) return reply_with(request.error());
  auto outcome = call.timing.store([&] { return api.batches->run(std::move(request).value()); });
  if (!outcome) return reply_with(outcome.error());
  if (auto* refusal = std::get_if<service::BatchRefusal>(&outcome.value())) return refused(*refusal);
  Reply reply;
  reply.set("Content-Type", "application/json");
  reply.body = encode_batch_reply(std::get<BatchReply>(outcome.value()));
  return reply;
}

}  // namespace keyglass::http
