// The API's own description as a judge: what a request and its answer must be for an operation.
import {load} from '../e2e/support/places.mjs';

const Ajv = load('ajv/dist/2020').default;
const add_formats = load('ajv-formats').default;

const document_id = 'openapi.json';
const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

// "application/json; charset=utf-8" is "application/json", unless the whole is what the description names.
const without_parameters = (type) => type.split(';')[0].trim();

export class Description {
  #ajv = new Ajv({strict: false, allErrors: true});
  #document;
  operations = new Map();  // operationId -> {id, method, path, operation}

  constructor(document) {
    this.#document = document;
    add_formats(this.#ajv);
    this.#ajv.addFormat('binary', true);
    this.#ajv.addSchema(document, document_id);
    for (const [path, item] of Object.entries(document.paths)) {
      for (const method of methods.filter((name) => name in item)) {
        const operation = item[method];
        this.operations.set(operation.operationId, {id: operation.operationId, method: method.toUpperCase(), path, operation});
      }
    }
  }

  // Follows one "$ref" into the document.
  resolve(value) {
    if (!value?.$ref) return value;
    return value.$ref.slice(2).split('/').reduce((inside, name) => inside[name], this.#document);
  }

  // What is wrong with `value` by `schema`, as text; '' if nothing.
  faults(schema, value) {
    const absolute = JSON.parse(JSON.stringify(schema), (name, inner) =>
        name === '$ref' ? `${document_id}${inner}` : inner);
    const validate = this.#ajv.compile(absolute);
    return validate(value) ? '' : this.#ajv.errorsText(validate.errors);
  }

  // The documented answer of that status, and whether it is named or the one that all operations share.
  response(operation, status) {
    const named = operation.responses[status];
    return {response: this.resolve(named ?? operation.responses.default), named: named !== undefined};
  }

  // The schema of the body of `type`, or undefined if that type is not documented there.
  body_schema(contents, type) {
    if (!contents) return undefined;
    const media = contents[type] ?? contents[without_parameters(type)];
    if (media) return media.schema;
    // Raw values come with the type they were stored with.
    return (contents['application/octet-stream'] ?? contents['*/*'])?.schema;
  }

  // Every name that some answer may carry and the description has a text for.
  get header_names() { return Object.keys(this.#document.components.headers); }
}
