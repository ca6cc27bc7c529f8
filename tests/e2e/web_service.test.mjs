// How the built app is served: compressed, cached for ever by its names, under a strict policy.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import {after, before, test} from 'node:test';
import zlib from 'node:zlib';

import {web_root} from './support/places.mjs';
import {start_up} from './support/server.mjs';

let server;
before(async () => { server = await start_up(); });
after(() => server?.stop());

// The reply as it is on the wire; fetch() would decompress it.
const get = (target, headers = {}) => new Promise((resolve, reject) => {
  http.get(`${server.web_url}${target}`, {headers}, (reply) => {
    const parts = [];
    reply.on('data', (part) => parts.push(part));
    reply.on('end', () => resolve({status: reply.statusCode, headers: reply.headers, body: Buffer.concat(parts)}));
  }).on('error', reject);
});

const asset = (pattern) => `/assets/${fs.readdirSync(path.join(web_root, 'assets')).find((name) => pattern.test(name))}`;

test('The page is never cached blindly and brings a policy without inline script', async () => {
  const {status, headers, body} = await get('/');
  assert.equal(status, 200);
  assert.match(headers['content-type'], /^text\/html/);
  assert.match(headers['cache-control'], /no-cache/);
  const policy = headers['content-security-policy'];
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'(;|$)/);
  assert.match(policy, /style-src 'self'(;|$)/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.equal(headers['x-content-type-options'], 'nosniff');
  const page = body.toString();
  assert.doesNotMatch(page, /<script(?![^>]*\bsrc=)/, 'no inline script');
  assert.doesNotMatch(page, /\sstyle="|\son\w+="/, 'no inline style or handler');
  assert.doesNotMatch(page, /\{\{/, 'no placeholder is left');
});

test('Assets are named by their content, immutable, typed, and compressed as the client can', async () => {
  const wasm = asset(/\.wasm$/);
  const plain = await get(wasm);
  assert.equal(plain.status, 200);
  assert.equal(plain.headers['content-type'], 'application/wasm');
  assert.match(plain.headers['cache-control'], /immutable/);
  assert.equal(plain.headers['content-encoding'], undefined);
  const brotli = await get(wasm, {'accept-encoding': 'gzip, br'});
  assert.equal(brotli.headers['content-encoding'], 'br');
  assert.match(brotli.headers.vary, /accept-encoding/i);
  assert.deepEqual(zlib.brotliDecompressSync(brotli.body), plain.body);
  const gzip = await get(wasm, {'accept-encoding': 'gzip'});
  assert.equal(gzip.headers['content-encoding'], 'gzip');
  assert.deepEqual(zlib.gunzipSync(gzip.body), plain.body);
  console.log(`wasm: ${plain.body.length} bytes, ${gzip.body.length} gzip, ${brotli.body.length} brotli`);
});

test('Wasm and JavaScript stay under 300 KB of brotli', async () => {
  const names = fs.readdirSync(path.join(web_root, 'assets')).filter((name) => /\.(wasm|js)$/.test(name));
  let total = 0;
  for (const name of names) total += (await get(`/assets/${name}`, {'accept-encoding': 'br'})).body.length;
  console.log(`wasm and js: ${total} bytes of brotli`);
  assert.ok(names.length >= 2 && total < 300_000, `${total} bytes in ${names}`);
});

test('The app learns its API from config.json', async () => {
  const {status, headers, body} = await get('/config.json');
  assert.equal(status, 200);
  assert.match(headers['content-type'], /^application\/json/);
  const {api_url, version} = JSON.parse(body);
  assert.equal(api_url, '');
  assert.match(version, /^\d+\.\d+\.\d+/);
});

test('Nothing outside the app\'s folder is served', async () => {
  const outside = ['/../', '/%2e%2e/', '/assets/%2e%2e/%2e%2e/', '/assets/..%2f..%2f'];
  for (const target of outside.map((folder) => `${folder}CMakeLists.txt`)) {
    const {body} = await get(target);
    assert.doesNotMatch(body.toString(), /cmake_minimum_required/, target);
  }
  assert.equal((await get('/assets/none.js')).status, 404);
});
