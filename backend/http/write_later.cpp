// Replies to writes: see write_later.hpp.
#include "http/write_later.hpp"

#include <utility>

#include "http/problem.hpp"

namespace keyglass::http {

Reply reply_after(SubmitWrite submit, ReplyToWrite reply) {
  Reply later;
  later.later = [submit = std::move(submit), reply = std::move(reply)](ReplyDone done) {
    // The outcome comes on the thread that writes for everybody: the reply is put together elsewhere.
    submit([reply, done = std::move(done)](Result<storage::WriteOutcome> outcome) {
      done([reply, outcome = std::move(outcome)] {
        return outcome ? reply(outcome.value()) : reply_with(outcome.error());
      });
    });
  };
  return later;
}

}  // namespace keyglass::http
