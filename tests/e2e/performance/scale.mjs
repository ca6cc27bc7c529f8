// Measures the app with very many keys and a very large value, and prints one line of JSON a figure (figures.mjs).
// usage: node tests/e2e/performance/scale.mjs [--keys 1000000] [--value-mb 50] [--rounds 1]
// Not a test: what it prints depends on the machine. Needs what the browser tests need.
import {setTimeout as pause} from 'node:timers/promises';
import os from 'node:os';
import path from 'node:path';
import {parseArgs} from 'node:util';

import {Api} from '../support/api.mjs';
import {remove_folder, start_up, temporary_folder} from '../support/server.mjs';
import {Figures, has_row, in_rounds, time_to_rows} from './figures.mjs';
import {browser_ms} from './processor_time.mjs';

const {values: options} = parseArgs({options: {
  'keys': {type: 'string', default: '1000000'},
  'value-mb': {type: 'string', default: '50'},
  'rounds': {type: 'string', default: '1'},
}});
const key_count = Number(options.keys), value_bytes = Number(options['value-mb']) * 1_000_000;
const groups = 1000;

const key_of = (number) => `group-${String(number % groups).padStart(4, '0')}:${String(Math.floor(number / groups)).padStart(6, '0')}`;

const figures = new Figures();
const fps_min = 55, heap_mib = {most: 96};

async function import_keys(url) {
  const lines_at_once = 50_000;
  for (let first = 0; first < key_count; first += lines_at_once) {
    const count = Math.min(lines_at_once, key_count - first);
    const body = Array.from({length: count}, (_, at) => `{"key":"${key_of(first + at)}","value":"value ${first + at}"}\n`).join('');
    const reply = await fetch(`${url}/import`, {method: 'POST', body, headers: {'content-type': 'application/x-ndjson'}});
    if (!reply.ok) throw new Error(`import: ${reply.status} ${await reply.text()}`);
  }
}

// Milliseconds from `begin` until the mirror has what `seen` (a function in the page) looks for.
async function time_until(app, begin, seen, argument) {
  const start = performance.now();
  await begin();
  await app.page.waitForFunction(seen, argument, {polling: 'raf', timeout: 60_000});
  return performance.now() - start;
}

// Frames a second while the wheel turns without a pause for `ms`: at least one event between two frames.
async function wheel_fps(app, element, ms, pixels) {
  const box = await app.place_of(element);
  await app.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const before = browser_ms();
  const seen = await app.page.evaluate(async ([x, y, ms, pixels]) => {
    const canvas = document.querySelector('canvas');
    const gaps = [];
    const before = window.keyglass.frames;
    const start = performance.now();
    let last = start;
    await new Promise((done) => {
      const step = (now) => {
        gaps.push(now - last);
        last = now;
        if (now - start > ms) return done();
        canvas.dispatchEvent(new WheelEvent('wheel', {deltaY: pixels, clientX: x, clientY: y, bubbles: true, cancelable: true}));
        requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    });
    gaps.sort((a, b) => a - b);
    const frames = window.keyglass.frames - before;
    return {frames, fps: frames / ((performance.now() - start) / 1000), p95_ms: gaps[Math.floor(gaps.length * 0.95)]};
  }, [box.x + box.width / 2, box.y + box.height / 2, ms, pixels]);
  return {...seen, processor_ms: (browser_ms() - before) / seen.frames};
}

function tell_scrolling(what, {fps, p95_ms, processor_ms}) {
  figures.tell(what, fps, 'frames/s', {least: fps_min});
  figures.tell(`${what}: 95 of 100 frames follow within`, p95_ms, 'ms');
  figures.tell(`${what}: processor time of a frame, all of the browser`, processor_ms, 'ms', {below: Math.floor(1000 / fps_min * os.cpus().length)});
}

async function measure_start(app, url) {
  figures.tell('load to first rows, nothing cached', await time_to_rows(app, () => app.page.goto(url)), 'ms', {below: 1000});
  await app.ready();
  figures.tell('load to first rows, again', await time_to_rows(app, () => app.page.reload()), 'ms', {below: 1000});
  await app.ready();
}

async function measure_list(app) {
  const grid = app.element('grid', 'Keys');
  const scroll = await wheel_fps(app, grid, 8_000, 1200);
  tell_scrolling('scrolling the list, 1,200 px a frame', scroll);
  const box = await app.place_of(grid);
  const x = box.x + box.width + 3;
  await app.page.mouse.move(x, box.y + 4);
  await app.page.mouse.down();
  const end = await time_until(app, () => app.page.mouse.move(x, box.y + box.height - 2),
      (first) => document.querySelector('#semantics [role=row]')?.getAttribute('aria-label') !== first, (await app.keys_shown())[0]);
  await app.page.mouse.up();
  figures.tell('dragging the bar to the end of what is listed', end, 'ms');
  await app.idle();
  const jumps = [];
  for (const group of ['group-0999:', 'group-0500:000', 'group-0001:', 'group-0777:00000']) {
    await app.click('textbox', 'Filter');
    await app.press('Control+A');
    jumps.push(await time_until(app, () => app.page.keyboard.insertText(group), has_row, group));
    await app.idle();
  }
  figures.tell('jump to a prefix, the slowest of 4', Math.max(...jumps), 'ms', {below: 300});
  await app.fill_in('Filter', '');
}

// Page after page, as fast as they come, until the end is known or enough went by.
async function measure_end(app) {
  await app.click_at(app.element('grid', 'Keys').getByRole('row').nth(1));
  await app.tab_to('grid', 'Keys');
  const start = performance.now(), most_ms = 45_000;
  const last = `group-${String(groups - 1).padStart(4, '0')}:`;
  while (performance.now() - start < most_ms) {
    await app.page.keyboard.press('End');
    await app.idle();
    if (await app.page.evaluate(has_row, last)) break;
  }
  const gone_by = await app.page.evaluate(() => Math.max(
      ...[...document.querySelectorAll('#semantics [role=row]')].map((row) => Number(row.getAttribute('aria-rowindex')))));
  figures.tell('End, held: keys gone by each second', gone_by / ((performance.now() - start) / 1000), 'keys/s', {least: 0});
  figures.tell('heap after these keys went by', await app.figure('heap_bytes') / 2 ** 20, 'MiB', heap_mib);
  const scroll = await wheel_fps(app, app.element('grid', 'Keys'), 8_000, -1200);
  tell_scrolling('scrolling back from the end', scroll);
}

async function measure_idle(app, where) {
  await app.idle();
  const before = await app.figure('frames');
  await pause(5_000);
  figures.tell(`frames in 5 s of rest at ${where}`, await app.figure('frames') - before, 'frames', {most: 0});
}

async function measure_large_value(app, api) {
  const row = `${'a long line of text that goes on '.repeat(3)}\n`;
  await api.put('large', row.repeat(Math.ceil(value_bytes / row.length)));
  await app.fill_in('Filter', 'large');
  await app.appears('row', 'large');
  const box = await app.place_of(app.key_row('large'));
  const open = await time_until(app, () => app.page.mouse.click(box.x + 40, box.y + box.height / 2),
      () => [...document.querySelectorAll('#semantics textarea')].some((text) => text.readOnly && text.value.startsWith('a long line')));
  figures.tell(`open a value of ${options['value-mb']} MB`, open, 'ms', {below: 1000});
  await app.idle();
  const scroll = await wheel_fps(app, app.element('textbox', 'Value'), 8_000, 1200);
  tell_scrolling('scrolling it, 1,200 px a frame', scroll);
  await app.tab_to('textbox', 'Value');
  const end = await time_until(app, () => app.page.keyboard.press('End'), async () => {
    await window.keyglass.idle();
    return true;
  });
  figures.tell('its end is shown after', end, 'ms');
  figures.tell('heap with it open', await app.figure('heap_bytes') / 2 ** 20, 'MiB', heap_mib);
}

// What a key costs in one line of 1 MB.
async function measure_typing(app, api) {
  await api.put('line', 'x'.repeat(1_000_000));
  await app.fill_in('Filter', 'line');
  await app.open_key('line');
  await app.click('textbox', 'Value');
  const presses = 20, start = performance.now();
  for (let press = 0; press < presses; ++press) await app.press('y');
  figures.tell('a character typed into one line of 1 MB', (performance.now() - start) / presses, 'ms');
}

async function measure(app, api, url) {
  await measure_start(app, url);
  await measure_idle(app, 'the list');
  await measure_list(app);
  await measure_end(app);
  await measure_idle(app, 'the end of the list');
  await measure_large_value(app, api);
  await measure_typing(app, api);
}

async function run() {
  const folder = temporary_folder();
  const server = await start_up({'store': `rocksdb:${path.join(folder, 'store')}`, 'durability': 'none', 'value-bytes-max': String(value_bytes + 1_000_000)});
  try {
    const api = new Api(server.api_url);
    await import_keys(server.api_url);
    figures.tell('keys in the store', key_count, 'keys');
    await in_rounds(Number(options.rounds), (app) => measure(app, api, server.web_url));
    figures.print();
  } finally {
    await server.stop();
    remove_folder(folder);
  }
}

await run();
