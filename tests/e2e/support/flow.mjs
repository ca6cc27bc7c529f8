// What every file of flows stands on: one browser a file, one server a file unless a flow starts its own, one fresh
// browser context a flow. A flow also fails when the page logged an error or broke its security policy.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {after, before, test} from 'node:test';

import {Api} from './api.mjs';
import {App} from './app.mjs';
import {launch_browser} from './browser.mjs';
import {failure_folder} from './places.mjs';
import {remove_folder, start_up, temporary_folder} from './server.mjs';

const flow_deadline_ms = 120_000;
const default_window = {width: 1280, height: 800};

let browser, server, api, data_folder;

before(async () => {
  data_folder = temporary_folder();
  [browser, server] = await Promise.all([launch_browser(), start_up({store: `rocksdb:${path.join(data_folder, 'store')}`})]);
  api = new Api(server.api_url);
}, {timeout: flow_deadline_ms});

after(async () => {
  await browser?.close();
  await server?.stop();
  if (data_folder) remove_folder(data_folder);
}, {timeout: flow_deadline_ms});

const slug = (name) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 80);

// What a failure looked like: the screen, the console, and what assistive technology was told.
async function keep_evidence(name, app) {
  fs.mkdirSync(failure_folder, {recursive: true});
  const file = path.join(failure_folder, slug(name));
  const mirror = await app.mirror.ariaSnapshot({timeout: 2_000}).catch((error) => `no mirror: ${error.message}`);
  fs.writeFileSync(`${file}.txt`, `${name}\n${app.page.url()}\n\n${app.console_text}\n\n${mirror}\n`);
  await app.page.screenshot({path: `${file}.png`, timeout: 10_000}).catch(() => {});
}

// A page in a context of its own. `options` are Playwright's context options; `grant` is a list of permissions.
export async function new_app({grant = [], ...options} = {}) {
  const context = await browser.newContext({viewport: default_window, colorScheme: 'dark', ...options});
  await context.grantPermissions(grant);
  return new App(await context.newPage());
}

async function run(name, options, body) {
  const {url, ...page_options} = options;
  const app = await new_app(page_options);
  try {
    if (url !== null) await app.open(`${server.web_url}/${url ?? ''}`);
    await body({app, api, server});
    assert.deepEqual(app.problems(), [], 'the console shows no error and no policy violation');
  } catch (error) {
    await keep_evidence(name, app);
    throw error;
  } finally {
    await app.page.context().close();
  }
}

// flow('A sentence', {options}, async ({app, api, server}) => …). `url` is what follows the web service's address
// ("#/kv/a"); null opens nothing. Other options are new_app()'s.
export function flow(name, options, body) {
  test(name, {timeout: flow_deadline_ms}, () => run(name, options, body));
}
