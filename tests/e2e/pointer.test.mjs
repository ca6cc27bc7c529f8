// What hands do beside clicking: dragging out of the window, turning all kinds of wheels, panning with a finger.
import assert from 'node:assert/strict';

import {flow} from './support/flow.mjs';
import {until} from './support/until.mjs';

const phone = {viewport: {width: 420, height: 860}, hasTouch: true, isMobile: true, deviceScaleFactor: 2};

// How many pixels of the list lie above its upper edge, told by a row that is shown whole.
const scrolled = (app) => app.element('grid', 'Keys').evaluate((grid) => {
  const rows = [...grid.querySelectorAll('[role=row]')].map((row) => ({
    index: Number(row.getAttribute('aria-rowindex')) - 1, box: row.getBoundingClientRect(),
  }));
  const height = Math.max(...rows.map(({box}) => box.height));
  const {index, box} = rows[Math.floor(rows.length / 2)];
  return Math.round(index * height - (box.top - grid.getBoundingClientRect().top));
});

async function fill_list(app, api) {
  await api.put_all(Array.from({length: 200}, (_, index) => `pointer/${String(index).padStart(3, '0')}`));
  await app.reload();
}

// A wheel event of the page's own. Returns whether the app kept the browser from acting on it.
async function turn(app, init) {
  const {x, y, width, height} = await app.place_of(app.element('grid', 'Keys'));
  const kept = await app.page.evaluate(([clientX, clientY, more]) => {
    const event = new WheelEvent('wheel', {clientX, clientY, bubbles: true, cancelable: true, ...more});
    document.querySelector('canvas').dispatchEvent(event);
    return event.defaultPrevented;
  }, [x + width / 2, y + height / 2, init]);
  await app.idle();
  return kept;
}

// The browser hands the last move of a mouse or finger over with its next frame, which may be later than the answer to it.
const comes_to = (what, measure, pixels) => until(what, async () => {
  const now = await measure();
  if (Math.abs(now - pixels) <= 1) return true;
  throw new Error(`it is at ${now}, not at ${pixels}`);
});

flow('A drag goes on outside of the window, and ends where the button is let go', {}, async ({app, api}) => {
  await fill_list(app, api);
  const list_width = async () => Math.round((await app.place_of(app.element('grid', 'Keys'))).width);
  const {x, y, width, height} = await app.place_of(app.element('separator', 'Width of the list'));
  const middle = {x: x + width / 2, y: y + height / 2}, before = await list_width();
  await app.page.mouse.move(middle.x, middle.y);
  await app.page.mouse.down();
  await app.page.mouse.move(-300, middle.y, {steps: 4});
  await app.idle();
  const least = await list_width();
  assert.ok(least < before, 'as narrow as it goes');
  await app.page.mouse.move(middle.x + 100, -200, {steps: 4});
  await comes_to('the bar follows from above the window too', list_width, before + 100);
  await app.page.mouse.move(-50, middle.y);
  await app.page.mouse.up();
  await app.page.mouse.move(middle.x + 200, middle.y, {steps: 4});
  await app.idle();
  assert.equal(await list_width(), least, 'the button was let go outside');
});

flow('A selection is dragged out of the window', {}, async ({app}) => {
  await app.click('button', 'New key');
  await app.fill_in('Value', 'one\ntwo\nthree');
  const {x, y} = await app.place_of(app.element('textbox', 'Value'));
  await app.page.mouse.move(x + 12, y + 14);
  await app.page.mouse.down();
  await app.page.mouse.move(1400, 900, {steps: 6});
  await app.page.mouse.up();
  await app.idle();
  const chosen = await app.element('textbox', 'Value').evaluate((box) => box.value.slice(box.selectionStart, box.selectionEnd));
  assert.equal(chosen, 'one\ntwo\nthree');
});

flow('Wheels that count pixels, lines and pages scroll as far as they say', {}, async ({app, api}) => {
  await fill_list(app, api);
  await turn(app, {deltaY: 140});
  assert.equal(await scrolled(app), 140, 'pixels');
  for (let step = 0; step < 10; ++step) await turn(app, {deltaY: 3.5});
  assert.equal(await scrolled(app), 175, 'small steps of a touchpad add up');
  await turn(app, {deltaY: 3, deltaMode: 1});
  assert.equal(await scrolled(app), 235, 'lines of 20 pixels');
  await turn(app, {deltaY: 1, deltaMode: 2});
  assert.equal(await scrolled(app), 235 + 800, 'a page of the window');
  await turn(app, {deltaY: -1e6});
  assert.equal(await scrolled(app), 0, 'never beyond the first row');
});

flow('A wheel with Ctrl is left to the browser\'s zoom, and one with Shift does not move the list', {}, async ({app, api}) => {
  await fill_list(app, api);
  assert.equal(await turn(app, {deltaY: 100, ctrlKey: true}), false);
  assert.equal(await scrolled(app), 0);
  assert.equal(await turn(app, {deltaY: 100, shiftKey: true}), true);
  assert.equal(await scrolled(app), 0);
  assert.equal(await turn(app, {deltaY: 100}), true);
  assert.equal(await scrolled(app), 100);
});

// --- fingers -------------------------------------------------------------------------------------------------

class Finger {
  #session;

  static async of(app) {
    const finger = new Finger();
    finger.#session = await app.page.context().newCDPSession(app.page);
    return finger;
  }

  #send(type, points) { return this.#session.send('Input.dispatchTouchEvent', {type, touchPoints: points}); }

  down(x, y) { return this.#send('touchStart', [{x, y}]); }
  move(x, y) { return this.#send('touchMove', [{x, y}]); }
  up() { return this.#send('touchEnd', []); }
}

flow('A finger pans the list as far as it goes, and presses nothing', phone, async ({app, api}) => {
  await fill_list(app, api);
  const {x, y, width, height} = await app.place_of(app.element('grid', 'Keys'));
  const middle = x + width / 2, finger = await Finger.of(app);
  await finger.down(middle, y + height - 40);
  for (let step = 1; step <= 10; ++step) await finger.move(middle, y + height - 40 - 30 * step);
  await comes_to('the row stays under the finger', () => scrolled(app), 300);
  for (let step = 9; step >= 5; --step) await finger.move(middle, y + height - 40 - 30 * step);
  await comes_to('and back', () => scrolled(app), 150);
  await finger.up();
  await app.idle();
  assert.equal(await app.has('textbox', 'Value'), false, 'no key was opened');
});

flow('A finger pans the dashboard as far as it goes', phone, async ({app}) => {
  await app.click('button', 'Dashboard');
  await app.appears('group', 'Requests');
  const top = async () => (await app.element('group', 'Latency').getByText('Latency').boundingBox()).y;
  const before = await top(), finger = await Finger.of(app);
  await finger.down(200, 700);
  for (let step = 1; step <= 10; ++step) await finger.move(200, 700 - 20 * step);
  await comes_to('the dashboard stays under the finger', async () => before - await top(), 200);
  await finger.up();
});

// Throws the list upwards: quick moves, and a lift without a rest.
async function throw_list(app, finger) {
  const {x, y, width, height} = await app.place_of(app.element('grid', 'Keys'));
  const middle = x + width / 2, low = y + height - 40;
  await finger.down(middle, low);
  for (let step = 1; step <= 5; ++step) await finger.move(middle, low - 60 * step);
  await finger.up();
}

flow('A list that a finger throws rolls on, comes to rest, and is stopped by a touch that presses nothing', phone, async ({app, api}) => {
  await fill_list(app, api);
  const finger = await Finger.of(app);
  // A busy machine moves the finger too slowly for a throw now and then.
  await until('the list rolls on', async () => {
    await turn(app, {deltaY: -1e6});
    await throw_list(app, finger);
    await app.idle();
    const thrown = await scrolled(app);
    if (thrown > 320) return true;
    throw new Error(`it rests at ${thrown}`);
  }, 60_000);
  const {x, y} = await app.place_of(app.element('grid', 'Keys'));
  await until('a touch stops what rolls, and opens nothing', async () => {
    await turn(app, {deltaY: -1e6});
    await throw_list(app, finger);
    await finger.down(x + 100, y + 100);
    await finger.up();
    await app.idle();
    if (await app.has('grid', 'Keys')) return true;
    await app.click('button', 'Back to the list');  // it was at rest already
    return false;
  }, 60_000);
});

flow('Where motion is unwelcome nothing rolls on', {...phone, reducedMotion: 'reduce'}, async ({app, api}) => {
  await fill_list(app, api);
  await throw_list(app, await Finger.of(app));
  await app.idle();
  assert.equal(await scrolled(app), 300);
});
