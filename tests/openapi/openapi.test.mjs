// The API's description is sound OpenAPI, and a real server does what it says, operation by operation.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {after, before, test} from 'node:test';

import {load, repository} from '../e2e/support/places.mjs';
import {remove_folder, start_api, temporary_folder} from '../e2e/support/server.mjs';
import {Caller} from './caller.mjs';
import {calls, elsewhere, rare} from './calls.mjs';
import {Description} from './description.mjs';

let server;
let document;
let folder;

before(async () => {
  server = await start_api({'value-bytes-max': '100000', 'history-versions': '3'});
  document = await (await fetch(`${server.api_url}/openapi.json`)).json();
  folder = temporary_folder();
});
after(async () => {
  await server.stop();
  remove_folder(folder);
});

// What the linter says of a description; {status, output}.
function lint(description) {
  const file = path.join(folder, 'openapi.json');
  fs.writeFileSync(file, JSON.stringify(description, undefined, 1));
  const program = path.join(path.dirname(load.resolve('@redocly/cli/package.json')), 'bin/cli.js');
  const done = spawnSync(process.execPath, [program, 'lint', file, '--config', path.join(repository, 'tests/openapi/redocly.yaml'),
                                            '--format', 'stylish'],
      {encoding: 'utf8', cwd: folder, env: {...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true'}});
  return {status: done.status, output: done.stdout + done.stderr};
}

test('the description is valid OpenAPI 3.1, and as the linter recommends', () => {
  const {status, output} = lint(document);
  assert.equal(status, 0, output);
  assert.match(output, /Your API description is valid/);
});

test('a description with a fault is not', () => {
  const broken = structuredClone(document);
  broken.paths['/kv'].get.parameters[0].in = 'nowhere';
  broken.paths['/keys'].get.responses['200'].content['application/json'].schema.$ref = '#/components/schemas/Nowhere';
  const {status, output} = lint(broken);
  assert.equal(status, 1, output);
  assert.match(output, /`in` can be one of/);
  assert.match(output, /Can't resolve \$ref/);
});

test('every operation is called, and answers with a status, type, headers and body that it documents', async () => {
  const description = new Description(document);
  const api = new Caller(server.api_url, description);
  for (const call of calls) await call(api);
  const left_out = [];
  for (const [id, {operation}] of description.operations) {
    const came = new Set(api.statuses(id));
    for (const status of Object.keys(operation.responses).filter((name) => name !== 'default').map(Number)) {
      if (!came.has(status) && !elsewhere.has(status) && !rare.has(`${id} ${status}`)) left_out.push(`${id} ${status}`);
    }
  }
  assert.deepEqual(left_out, [], 'documented answers that no call brings out');
  assert.deepEqual(api.missing_headers(), [], 'documented headers that no such answer had');
  for (const name of rare) {
    const [id, status] = name.split(' ');
    assert.ok(description.operations.get(id).operation.responses[status], `${name} is not documented any more`);
  }
});

test('a refusal for want of a token is documented by every operation', async () => {
  const tokens = path.join(folder, 'tokens.json');
  const sha256 = '2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b';
  fs.writeFileSync(tokens, JSON.stringify({tokens: [{name: 'a', sha256, scope: 'admin'}]}), {mode: 0o600});
  const guarded = await start_api({tokens});
  try {
    const description = new Description(document);
    for (const [id, {method, path: target, operation}] of description.operations) {
      const reply = await fetch(`${guarded.api_url}${target.replace(/\{\w+\}/, 'a')}`, {method});
      if (operation.security.length === 0) {
        assert.notEqual(reply.status, 401, id);
      } else {
        assert.equal(reply.status, 401, id);
        assert.match(reply.headers.get('www-authenticate'), /^Bearer realm=/);
        const {response} = description.response(operation, 401);
        const schema = description.body_schema(response.content, 'application/problem+json');
        assert.equal(description.faults(schema, await reply.json()), '', id);
      }
      await reply.body?.cancel().catch(() => {});
    }
  } finally {
    await guarded.stop();
  }
});
