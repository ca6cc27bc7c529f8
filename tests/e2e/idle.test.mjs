// An app that nobody touches costs nothing: zero frames, and memory that does not grow with use. Words that age ("just
// now", "under a minute ago", "2 min ago") are drawn anew by a timer at the moment they change, and then only: the
// measurement of rest lies between two such moments, and a flow of its own measures one.
import assert from 'node:assert/strict';
import {setTimeout as pause} from 'node:timers/promises';

import {flow} from './support/flow.mjs';

const watched_ms = 5_000;  // the length of the measurement, not a wait for something

flow('Nothing is drawn in five seconds of rest', {}, async ({app, api}) => {
  await api.put_all(Array.from({length: 300}, (_, index) => `idle/${index}`));
  await app.reload();
  await app.open_key('idle/1');
  await app.page.mouse.move(1, 1);
  await app.press('Escape');
  await app.shows(/under a minute ago/);  // for 50 seconds from now on
  const before = await app.figure('frames');
  await pause(watched_ms);
  const drawn = await app.figure('frames') - before;
  console.log(`${drawn} frames in ${watched_ms} ms of rest; ${before} since the page was opened`);
  assert.equal(drawn, 0);
});

flow('An age is drawn anew when its words change, and then only', {}, async ({app, api}) => {
  await api.put_all(['age/young']);
  await app.reload();
  await app.open_key('age/young');
  await app.page.mouse.move(1, 1);
  await app.shows(/just now/);
  const before = await app.figure('frames');
  await app.shows(/under a minute ago/);
  const drawn = await app.figure('frames') - before;
  console.log(`${drawn} frames until the words of an age had changed`);
  assert.ok(drawn >= 1 && drawn <= 3, `${drawn} frames`);
});

flow('A hundred opened keys leave the heap as large as ten did', {}, async ({app, api}) => {
  await api.put_all(Array.from({length: 300}, (_, index) => `idle/${index}`), () => 'v'.repeat(20_000));
  await app.reload();
  await app.click_at(app.element('grid', 'Keys').getByRole('row').nth(1));
  const walk = async (steps) => {
    for (let step = 0; step < steps; ++step) {
      await app.page.keyboard.press('ArrowDown');
      await app.page.keyboard.press('Enter');
      await app.idle();
    }
    return app.figure('heap_bytes');
  };
  await app.tab_to('grid', 'Keys');
  const after_ten = await walk(10), after_hundred = await walk(90);
  console.log(`heap: ${after_ten} bytes after 10 keys, ${after_hundred} after 100`);
  assert.ok(after_hundred <= after_ten + 4 * 1024 * 1024);
});

flow('The app is ready within seconds and says so', {}, async ({app}) => {
  const {ready_ms, bytes} = await app.page.evaluate(() => ({
    ready_ms: performance.getEntriesByType('mark').find(({name}) => name === 'keyglass-ready')?.startTime ?? performance.now(),
    bytes: performance.getEntriesByType('resource').filter(({name}) => /\.(wasm|js)$/.test(name))
        .reduce((sum, {encodedBodySize}) => sum + encodedBodySize, 0),
  }));
  console.log(`ready ${Math.round(ready_ms)} ms after navigation; wasm and js were ${bytes} bytes on the wire`);
  assert.ok(bytes > 0 && bytes < 300_000, `${bytes} bytes of wasm and js`);
});

flow('What the page tells of itself is read, not changed', {}, async ({app}) => {
  const told = await app.page.evaluate(() => {
    const before = window.keyglass;
    for (const change of [() => { window.keyglass = null; }, () => { window.keyglass.ready = false; }]) {
      try { change(); } catch { /* strict code is told so */ }
    }
    return {same: window.keyglass === before, ready: window.keyglass.ready, names: Object.keys(window.keyglass)};
  });
  assert.deepEqual(told, {same: true, ready: true, names: ['ready', 'idle', 'frames', 'errors', 'heap_bytes']});
});
