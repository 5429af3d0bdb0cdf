import type { Response } from 'express';
import type { OperationResponse } from './operation.js';
import type { Problem } from './problem.js';
import { toProblem } from './problem.js';

/** Sends what an operation answers. */
export function send(response: Response, { status, body, isReplay }: OperationResponse): void {
  if (isReplay === true) response.set('Idempotency-Replayed', 'true');
  forbidCaching(response).status(status);
  if (body === undefined) response.end();
  else response.json(body);
}

/** Sends a refusal of ours as RFC 9457 has it. */
export function sendProblem(response: Response, error: unknown): void {
  sendAsProblem(response, toProblem(error));
}

/** Sends a problem as RFC 9457 has it; an answer that is already under way is cut off instead. */
export function sendAsProblem(response: Response, problem: Problem): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // What may have been done already is not to be repeated unseen.
  if (problem.status === 503 && problem.code !== 'OUTCOME_UNKNOWN') response.set('Retry-After', '1');
  forbidCaching(response)
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}

/** What is shown depends on who asks and in which language: no cache may keep it. */
function forbidCaching(response: Response): Response {
  return response.set('Cache-Control', 'no-store').vary('Accept-Language');
}
