import express from 'express';
import type { Request, RequestHandler, Response } from 'express';
import { WorkflowError } from '../lib/errors.js';
import { requireJson } from './validate.js';

const MAXIMUM_BYTES = 256 * 1024;
const JSON_TYPES = ['json', '+json'];

// Scalars pass, so that one place, the schema, says what a body must be.
const parseJson: RequestHandler = express.json({ limit: MAXIMUM_BYTES, strict: false, type: JSON_TYPES });

/**
 * The body of a request as parsed JSON; `{}` where there is none. The limits are the same where the host has
 * already parsed it.
 *
 * @throws WorkflowError `UNSUPPORTED_MEDIA_TYPE`, `BODY_TOO_LARGE`, `MALFORMED_JSON`, `INVALID_REQUEST`
 */
export async function readBody(request: Request, response: Response): Promise<unknown> {
  const { 'content-length': length = '0', 'transfer-encoding': transfer } = request.headers;
  if (transfer === undefined && Number(length) === 0) return {};
  if (typeof request.is(JSON_TYPES) !== 'string') throw notJson();
  if (Number(length) > MAXIMUM_BYTES) throw tooLarge();
  const isParsedByHost = request.readableEnded;
  if (!isParsedByHost) await parse(request, response);
  const body: unknown = request.body === undefined ? {} : request.body;
  if (isParsedByHost) requireSmall(body);
  return body;
}

/** A chunked or compressed body does not tell its length, and the host's own limit may be a higher one. */
function requireSmall(body: unknown): void {
  requireJson(body);
  if (Buffer.byteLength(JSON.stringify(body)) > MAXIMUM_BYTES) throw tooLarge();
}

async function parse(request: Request, response: Response): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const done = (error?: unknown): void => {
      if (error === undefined) resolve();
      else reject(refusalOf(error));
    };
    void parseJson(request, response, done);
  });
}

/** What Express's JSON parser refuses, in our words; what is no fault of the client's stays as it is. */
function refusalOf(error: unknown): Error {
  const known = bodyRefusal(error);
  if (known !== null) return known;
  const { status } = error as { status?: unknown };
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new WorkflowError('INVALID_REQUEST', 'The body cannot be read. Send JSON in UTF-8.');
  }
  return new Error('The body could not be parsed.', { cause: error });
}

/** What a body parser of Express's refuses, in our words; `null` for every other error. */
export function bodyRefusal(error: unknown): WorkflowError | null {
  const { type, limit } = error as { readonly type?: unknown; readonly limit?: unknown };
  if (type === 'entity.too.large') return tooLarge(typeof limit === 'number' ? limit : MAXIMUM_BYTES);
  if (type === 'entity.parse.failed')
    return new WorkflowError('MALFORMED_JSON', 'The body is not valid JSON.');
  return null;
}

function notJson(): WorkflowError {
  return new WorkflowError(
    'UNSUPPORTED_MEDIA_TYPE',
    'Send the body as JSON: Content-Type: application/json.',
  );
}

function tooLarge(limit = MAXIMUM_BYTES): WorkflowError {
  return new WorkflowError('BODY_TOO_LARGE', `The body is larger than ${Math.floor(limit / 1024)} KiB.`);
}
