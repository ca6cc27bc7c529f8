// Letters that the app's own fonts lack come from the browser's: any script is at least seen, character by character.
import assert from 'node:assert/strict';

import {flow} from './support/flow.mjs';
import {Picture} from './support/png.mjs';

// The pixels of a key's name in the list, as text: equal for equal pictures.
async function ink_of(app, key) {
  const {x, y, height} = await app.place_of(app.key_row(key));
  const picture = new Picture(await app.page.screenshot({clip: {x: x + 4, y: y + 2, width: 120, height: height - 4}}));
  const ground = picture.color(0, 0);
  const rows = [];
  for (let row = 0; row < picture.height; ++row) {
    rows.push(Array.from({length: picture.width}, (_, column) => picture.color(column, row) === ground ? ' ' : '#').join(''));
  }
  return rows.join('\n');
}

const letters = {Arabic: ['ب', 'س'], Georgian: ['ა', 'შ'], Han: ['漢', '字'], emoji: ['🎉', '🦊'], Hebrew: ['א', 'ש']};

flow('Characters of every script leave ink, of which Arabic is drawn letter by letter', {}, async ({app, api}) => {
  await api.put_all(Object.values(letters).flat());
  await app.reload();
  await app.page.mouse.move(900, 400);
  for (const [script, pair] of Object.entries(letters)) {
    const [first, second] = [await ink_of(app, pair[0]), await ink_of(app, pair[1])];
    assert.ok(first.includes('#') && second.includes('#'), `${script} is not blank`);
    // Which letters a machine without fonts for them shows is not ours to say.
    if (['Arabic', 'Georgian', 'Hebrew'].includes(script)) assert.notEqual(first, second, `${script} has its own letters`);
  }
  await app.open_key('漢');
  await app.fill_in('Value', 'مرحبا שלום 漢字 🎉');
  await app.press('Control+S');
  await app.says(/Saved.*漢/);
  assert.equal(await api.get('漢'), 'مرحبا שלום 漢字 🎉');
});

flow('A character that brings its own colours keeps them, others take the text\'s', {url: null}, async ({app, api, server}) => {
  // A font for this test: stars in magenta, everything else as the browser has it.
  await app.page.addInitScript(() => {
    const draw = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function(text, x, y) {
      if (text !== '🌟') return draw.call(this, text, x, y);
      const before = this.fillStyle;
      this.fillStyle = '#ff00ff';
      this.fillRect(x, y - 10, 10, 10);
      this.fillStyle = before;
    };
  });
  await api.put('🌟', 'x');
  await app.open(`${server.web_url}/`);
  const colors = async (scheme) => {
    await app.page.emulateMedia({colorScheme: scheme});
    await app.idle();
    return new Picture(await app.page.screenshot({clip: await app.place_of(app.key_row('🌟'))})).colors().map(([color]) => color);
  };
  assert.ok((await colors('dark')).includes('#ff00ff'));
  assert.ok((await colors('light')).includes('#ff00ff'));
});
