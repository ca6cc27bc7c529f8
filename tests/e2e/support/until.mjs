// Waiting on conditions with a deadline, in place of sleeps.
import {setTimeout as pause} from 'node:timers/promises';

const poll_interval_ms = 25;

// What `condition` returns as soon as that is truthy. It may be async and may throw meanwhile.
// Fails after `deadline_ms` with `what` and the last thing seen.
export async function until(what, condition, deadline_ms = 20_000) {
  const deadline = performance.now() + deadline_ms;
  for (;;) {
    let seen;
    try {
      seen = await condition();
      if (seen) return seen;
    } catch (error) {
      seen = error.message;
    }
    if (performance.now() > deadline) throw new Error(`not within ${deadline_ms} ms: ${what} (last seen: ${seen})`);
    await pause(poll_interval_ms);
  }
}

// The outcome of `promise`, or a failure that names `what` after `deadline_ms`.
export async function within(deadline_ms, what, promise) {
  const stop = new AbortController();
  const late = pause(deadline_ms, undefined, {signal: stop.signal}).then(
      () => { throw new Error(`not within ${deadline_ms} ms: ${what}`); }, () => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    stop.abort();
  }
}
