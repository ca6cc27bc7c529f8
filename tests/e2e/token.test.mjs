// A server that asks for tokens: entering one, what each may do, and that it leaves no trace.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {after, before} from 'node:test';

import {assert_accessible} from './support/axe.mjs';
import {flow} from './support/flow.mjs';
import {remove_folder, start_up, temporary_folder} from './support/server.mjs';
import {until} from './support/until.mjs';

const secret_of = {root: '', reader: '', ci: ''};
for (const name of Object.keys(secret_of)) secret_of[name] = crypto.randomBytes(24).toString('hex');
const rights = {root: {scope: 'admin'}, reader: {scope: 'read'}, ci: {scope: 'write', prefixes: ['ci/']}};
const sha256 = (text) => crypto.createHash('sha256').update(text).digest('hex');
let folder, guarded;

before(async () => {
  folder = temporary_folder();
  const file = path.join(folder, 'tokens.json');
  const tokens = Object.entries(rights).map(([name, right]) => ({name, sha256: sha256(secret_of[name]), ...right}));
  fs.writeFileSync(file, JSON.stringify({tokens}), {mode: 0o600});
  guarded = await start_up({tokens: file});
  for (const key of ['ci/build', 'other']) {
    const reply = await fetch(`${guarded.api_url}/kv/${encodeURIComponent(key)}`, {
      method: 'PUT', body: `value of ${key}`,
      headers: {'authorization': `Bearer ${secret_of.root}`, 'content-type': 'text/plain'},
    });
    assert.equal(reply.status, 201);
  }
});

after(async () => {
  await guarded?.stop();
  if (folder) remove_folder(folder);
});

// A box for secrets has no role of its own.
const token_box = (app) => app.mirror.getByLabel('Token', {exact: true});

async function open_guarded(app, hash = '') {
  app.tolerate(/status of 401/);  // Chromium reports every refused request
  await app.open(`${guarded.web_url}/${hash}`);
  await app.appears('heading', 'This server asks for a token');
}

async function use(app, secret) {
  await app.click_at(token_box(app));
  await app.press('Control+A');
  await app.page.keyboard.insertText(secret);
  await app.press('Enter');
}

async function sign_in(app, name) {
  await open_guarded(app);
  await use(app, secret_of[name]);
  await app.appears('grid', 'Keys');
}

// The mirror's words and attributes, the address, what the browser keeps, the console, the server's log.
async function assert_no_trace(app, secret) {
  const traces = await app.page.evaluate((wanted) => Object.entries({
    mirror: new XMLSerializer().serializeToString(document),
    boxes: [...document.querySelectorAll('input, textarea')].map((box) => box.value).join(),
    address: location.href,
    title: document.title,
    storage: JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie]),
  }).filter(([, text]) => text.includes(wanted)).map(([place]) => place), secret);
  assert.deepEqual(traces, []);
  assert.ok(!app.console_text.includes(secret), 'console');
  assert.ok(!guarded.log.includes(secret), 'server log');
}

flow('A token is asked for, a wrong one refused in words, the right one shows the keys', {url: null}, async ({app}) => {
  await open_guarded(app);
  await assert_accessible(app, 'sign in');
  assert.equal((await app.focused()).name, 'Token');
  assert.equal(await token_box(app).getAttribute('type'), 'password');
  await use(app, 'not-a-token-of-this-server');
  await app.says(/does not know this token/);
  await use(app, secret_of.root);
  await app.appears('row', 'other');
  await until('the filter has the keyboard', async () => (await app.focused()).name === 'Filter');
  await app.open_key('other');
  await app.holds('Value', 'value of other');
  await assert_no_trace(app, secret_of.root);
  await app.reload();
  await app.appears('heading', 'This server asks for a token');
});

flow('A deep link shows its key once the token is there', {url: null}, async ({app}) => {
  await open_guarded(app, '#/kv/ci%2Fbuild');
  await use(app, secret_of.root);
  await app.holds('Value', 'value of ci/build');
});

flow('A token that may only read sees no way to write, and the server would refuse it', {url: null}, async ({app}) => {
  await sign_in(app, 'reader');
  await app.shows(/Read-only/);
  await app.open_key('other');
  await app.holds('Value', 'value of other');
  for (const name of ['Save', 'Delete', 'New key', 'Discard']) assert.equal(await app.has('button', name), false, name);
  await app.click('textbox', 'Value');
  await app.type('x');
  await app.holds('Value', 'value of other');
  await app.press('Escape');
  await app.press('n');
  assert.equal(await app.has('heading', 'New key'), false);
  await assert_accessible(app, 'read only');
  const refused = await fetch(`${guarded.api_url}/kv/other`, {
    method: 'PUT', body: 'x', headers: {authorization: `Bearer ${secret_of.reader}`},
  });
  assert.equal(refused.status, 403);
  assert.match((await refused.json()).detail, /scope write/);
});

flow('A token for some keys shows those, and names what it reaches when asked for others', {url: null}, async ({app}) => {
  await sign_in(app, 'ci');
  await app.holds('Filter', 'ci/');
  await app.appears('row', 'ci/build');
  app.tolerate(/status of 403/);
  await app.fill_in('Filter', 'other');
  await app.shows(/reaches only keys that begin with/);
});

flow('A download carries the token, and the file holds the value', {url: null}, async ({app}) => {
  await sign_in(app, 'root');
  await app.open_key('other');
  const [download] = await Promise.all([app.page.waitForEvent('download'), app.click('button', 'Download')]);
  assert.equal(download.suggestedFilename(), 'other');
  assert.equal(fs.readFileSync(await download.path(), 'utf8'), 'value of other');
  await app.says(/^Downloaded$/);
});

flow('A copied request names the token by a variable', {url: null, grant: ['clipboard-read', 'clipboard-write']}, async ({app}) => {
  await sign_in(app, 'root');
  await app.open_key('other');
  await app.click('button', 'Copy as curl');
  const text = await app.page.evaluate(() => navigator.clipboard.readText());
  assert.match(text, /^curl '.*\/kv\/other\?raw=true' -H "Authorization: Bearer \$KEYGLASS_TOKEN"$/);
  assert.ok(!text.includes(secret_of.root));
});

flow('The connection tells what is known of the server and forgets the token', {url: null}, async ({app}) => {
  await sign_in(app, 'root');
  await app.click('button', 'Connection');
  await app.appears('dialog', 'Connection');
  await app.shows(/memory · not kept/);
  await app.shows(/Fixed: the page's policy/);
  await assert_accessible(app, 'connection');
  await app.click('button', 'Forget the token');
  await app.appears('heading', 'This server asks for a token');
});
