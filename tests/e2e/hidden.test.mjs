// A page that nobody sees draws nothing, and one whose owner does not want motion does not move.
import assert from 'node:assert/strict';
import {setTimeout as pause} from 'node:timers/promises';

import {flow} from './support/flow.mjs';
import {until} from './support/until.mjs';

const watched_ms = 1_500;  // the length of a measurement, not a wait for something

// As the browser tells a page that another tab covers it, or that it is seen again.
async function cover(app, hidden) {
  await app.page.evaluate((is_hidden) => {
    Object.defineProperty(document, 'hidden', {configurable: true, get: () => is_hidden});
    Object.defineProperty(document, 'visibilityState', {configurable: true, get: () => is_hidden ? 'hidden' : 'visible'});
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

async function frames_during(app, work) {
  const before = await app.figure('frames');
  await work();
  return await app.figure('frames') - before;
}

flow('A hidden page draws no frame whatever happens, and shows all of it once it is seen again', {}, async ({app, api}) => {
  await api.put('hidden/a', 'before');
  await app.reload();
  await app.open_key('hidden/a');
  await cover(app, true);
  await app.idle();
  const drawn = await frames_during(app, async () => {
    await api.put('hidden/a', 'after');
    await api.put('hidden/b', 'new');
    await app.page.emulateMedia({colorScheme: 'light'});
    await app.page.setViewportSize({width: 1200, height: 700});
    await pause(watched_ms);
  });
  assert.equal(drawn, 0);
  await cover(app, false);
  await app.appears('row', 'hidden/b');
  await app.holds('Value', 'after');
});

flow('A changed row flashes, but not where motion is unwelcome', {}, async ({app, api}) => {
  await api.put('motion/a', '1');
  await app.reload();
  await app.appears('row', 'motion/a');
  const caret_moves = () => app.page.locator('#caret').evaluate((caret) => getComputedStyle(caret).animationName !== 'none');
  const frames_of_change = async (value) => {
    await app.idle();
    const frames = await frames_during(app, async () => {
      await api.put('motion/a', value);
      await until('the change is told', async () => (await app.element('row', 'Stored motion/a').count()) >= Number(value) - 1);
      await pause(watched_ms);
    });
    return frames;
  };
  assert.equal(await caret_moves(), true);
  const moving = await frames_of_change('2');
  await app.page.emulateMedia({reducedMotion: 'reduce'});
  assert.equal(await caret_moves(), false);
  const still = await frames_of_change('3');
  console.log(`a change is ${moving} frames with motion, ${still} without`);
  assert.ok(still < moving, `${still} frames without motion, ${moving} with`);
});
