// One page of the app as a person uses it: elements are found by role and name in the semantics mirror, and
// worked with the real mouse and keyboard on the canvas. Every step ends when the app has nothing left to do.
import assert from 'node:assert/strict';

import {until, within} from './until.mjs';

const idle_deadline_ms = 30_000;
const mod = 'Control';

export class App {
  page;
  #console = [];
  #tolerated = [];
  #thrown = null;  // the first exception that nothing caught

  constructor(page) {
    this.page = page;
    page.setDefaultTimeout(20_000);
    page.on('console', (message) => this.#console.push({
      kind: message.type(), text: `${message.text()} (${message.location().url})`,
    }));
    page.on('pageerror', (error) => {
      this.#thrown ??= error;
      this.#console.push({kind: 'error', text: error.stack ?? String(error)});
    });
  }

  // --- the page --------------------------------------------------------------------------------------------

  async open(url) {
    await this.page.goto(url);
    await this.ready();
  }

  async reload() {
    await this.page.reload();
    await this.ready();
  }

  async ready() {
    await this.page.waitForFunction(() => window.keyglass?.ready === true, undefined, {timeout: 60_000});
    await this.idle();
  }

  // Resolves when no frame and no request is pending.
  async idle() {
    if (this.#thrown) throw this.#thrown;
    await within(idle_deadline_ms, 'the app is idle', this.page.evaluate(() => window.keyglass.idle()));
  }

  // A number that window.keyglass shows: "frames", "heap_bytes".
  figure(name) { return this.page.evaluate((which) => window.keyglass[which], name); }

  get hash() { return new URL(this.page.url()).hash; }

  // --- finding ---------------------------------------------------------------------------------------------

  get mirror() { return this.page.locator('#semantics'); }

  element(role, name) { return this.mirror.getByRole(role, name === undefined ? {} : {name, exact: true}); }

  key_row(key) { return this.element('row', key); }

  has(role, name) { return this.element(role, name).count().then((count) => count > 0); }

  async appears(role, name) {
    await this.element(role, name).first().waitFor({state: 'attached'});
    await this.idle();
  }

  async vanishes(role, name) {
    await this.element(role, name).first().waitFor({state: 'detached'});
    await this.idle();
  }

  value_of(textbox) { return this.element('textbox', textbox).inputValue(); }

  // Waits until the text box holds `text`.
  async holds(textbox, text) {
    await until(`${textbox} holds ${JSON.stringify(text.slice(0, 80))}`, async () => await this.value_of(textbox) === text);
  }

  // Waits until the status region has said something that matches.
  async says(pattern) {
    await until(`the status says ${pattern}`, async () => {
      const said = await this.mirror.getByRole('status').allInnerTexts();
      if (said.some((text) => text.match(pattern))) return true;
      throw new Error(JSON.stringify(said));
    });
  }

  // Waits until the words of the whole mirror match.
  async shows(pattern) {
    await until(`the page shows ${pattern}`, async () => (await this.words()).match(pattern));
    await this.idle();
  }

  // Everything that the mirror says, what stands in text boxes included.
  words() {
    return this.mirror.evaluate((mirror) => [mirror.textContent,
      ...[...mirror.querySelectorAll('input, textarea')].map((box) => box.value)].join('\n'));
  }

  // Names of the rows of the grid `Keys` that are on the screen, from top to bottom.
  keys_shown() {
    return this.element('grid', 'Keys').getByRole('row').evaluateAll(
        (rows) => rows.map((row) => row.getAttribute('aria-label')));
  }

  // What has the keyboard: {role, name}.
  focused() {
    return this.page.evaluate(() => {
      const node = document.activeElement;
      const tag_role = {INPUT: 'textbox', TEXTAREA: 'textbox', BUTTON: 'button'}[node.tagName];
      const role = node.getAttribute('role') ?? tag_role ?? node.tagName.toLowerCase();
      return {role, name: node.getAttribute('aria-label') ?? ''};
    });
  }

  // --- hands -----------------------------------------------------------------------------------------------

  // Where an element lies, once it lies within the window: {x, y, width, height}.
  async place_of(locator) {
    await locator.waitFor({state: 'attached'});
    return until(`${locator} has a place on the screen`, async () => {
      const box = await locator.boundingBox();
      return box && box.width > 0 && box.height > 0 ? box : null;
    });
  }

  async click_at(locator, options = {}) {
    const box = await this.place_of(locator);
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await this.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, options);
    await this.idle();
  }

  click(role, name) { return this.click_at(this.element(role, name)); }

  // One chord: "Tab", "Control+S".
  async press(chord) {
    await this.page.keyboard.press(chord);
    await this.idle();
  }

  async type(text) {
    await this.page.keyboard.type(text);
    await this.idle();
  }

  // Tab until the element has the keyboard.
  async tab_to(role, name, steps_max = 40) {
    const seen = [];
    for (let step = 0; step < steps_max; ++step) {
      const focused = await this.focused();
      if (focused.role === role && focused.name === name) return;
      seen.push(`${focused.role} ${focused.name}`);
      await this.press('Tab');
    }
    assert.fail(`Tab never reaches ${role} ${name}; it went over ${seen.join(' · ')}`);
  }

  // Turns the wheel over an element until `enough()` holds.
  async scroll_until(locator, pixels, what, enough) {
    const box = await this.place_of(locator);
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await until(what, async () => {
      if (await enough()) return true;
      await this.page.mouse.wheel(0, pixels);
      await this.idle();
      return false;
    }, 60_000);
  }

  // --- what it is for --------------------------------------------------------------------------------------

  // By mouse: replaces the text of a text box.
  async fill_in(textbox, text) {
    await this.click('textbox', textbox);
    await this.press(`${mod}+A`);
    await this.page.keyboard.insertText(text);
    await this.idle();
  }

  async store(key, value) {
    await this.click('button', 'New key');
    await this.fill_in('Key', key);
    await this.fill_in('Value', value);
    await this.click('button', 'Save');
  }

  async open_key(key) {
    await this.click_at(this.key_row(key));
    await this.holds('Key', key);
  }

  async confirm_delete() {
    await this.appears('dialog', 'Confirm delete');
    await this.click_in('Confirm delete', 'Delete');
  }

  async click_in(dialog, button) {
    await this.click_at(this.element('dialog', dialog).getByRole('button', {name: button, exact: true}));
  }

  // What others do from now on is not seen, as before the news of it arrive.
  async pause_live() {
    await this.click('button', 'Pause live changes');
    await this.appears('button', 'Resume live changes');
  }

  // Waits until the app has noticed that the API answers again.
  async recovers() {
    await until('the app reaches the API again', async () => !/Offline/.test(await this.words()), 60_000);
    await this.idle();
  }

  // Fails if anything that can be pressed or typed into lies outside the window.
  async assert_inside_window() {
    const outside = await this.mirror.evaluate((mirror) => [...mirror.querySelectorAll('button, input, textarea, [role=tab]')]
        .map((node) => ({name: node.getAttribute('aria-label'), box: node.getBoundingClientRect()}))
        .filter(({box}) => box.left < -0.5 || box.top < -0.5 || box.right > innerWidth + 0.5 || box.bottom > innerHeight + 0.5)
        .map(({name, box}) => `${name} at ${[box.left, box.top, box.right, box.bottom].map(Math.round)}`));
    assert.deepEqual(outside, []);
  }

  // --- after the fact --------------------------------------------------------------------------------------

  // Console errors that match are part of this flow (Chromium reports each refused request as one).
  tolerate(...patterns) { this.#tolerated.push(...patterns); }

  get console_text() { return this.#console.map(({kind, text}) => `${kind}: ${text}`).join('\n'); }

  // Errors and policy violations that no flow asked for.
  problems() {
    return this.#console
        .filter(({kind, text}) => kind === 'error' || /Content Security Policy|Refused to/.test(text))
        .filter(({text}) => !this.#tolerated.some((pattern) => pattern.test(text)))
        .map(({text}) => text);
  }
}
