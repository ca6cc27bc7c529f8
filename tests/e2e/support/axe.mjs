// What axe-core finds in the page.
import assert from 'node:assert/strict';

import {package_text} from './places.mjs';

const axe = package_text('axe-core/axe.min.js');

// Fails on whatever it finds. Colours are judged by the unit test of the theme's tokens: the mirror lies transparent
// over the canvas.
export async function assert_accessible(app, state) {
  await app.page.evaluate(axe);
  const {violations} = await app.page.evaluate(() => window.axe.run(document, {rules: {'color-contrast': {enabled: false}}}));
  const found = violations
      .map(({id, help, nodes}) => `${id}: ${help}\n  ${nodes.slice(0, 3).map(({html}) => html).join('\n  ')}`);
  assert.deepEqual(found, [], state);
}
