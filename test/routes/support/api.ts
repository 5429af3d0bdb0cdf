import assert from 'node:assert/strict';
import type { Express } from 'express';
import supertest from 'supertest';
import { assertDocumented } from './documented.js';
import { assertWire } from './wire.js';

/** What the routes answer, as far as tests look into it one field at a time. */
export interface Body {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly name_ar: string | null;
  readonly color: string | null;
  readonly order: number;
  readonly is_active: boolean;
  readonly is_complete: boolean;
  readonly has_unpublished_changes: boolean;
  readonly published_version: number | null;
  readonly number: number;
  readonly missing: readonly FieldProblem[];
  readonly approvals: readonly Body[];
  readonly approval_type: string;
  readonly pipelines: readonly Body[];
  readonly stages: readonly Body[];
  readonly stage_info: Body;
  readonly condition: string | null;
  readonly resubmission: string | null;
  readonly approve_at: number | null;
  readonly reject_at: number | null;
  readonly approved_count: number;
  readonly attachment_id: number;
  readonly version_id: number;
  readonly workflow_id: number;
  readonly workflow_name: string;
  readonly object_id: number | string;
  readonly status: string;
  readonly round: number;
  readonly current_stage: string | null;
  readonly current_pipeline: string | null;
  readonly next_stage: string | null;
  readonly progress_percentage: number;
  readonly requester_id: number | null;
  readonly started_by: number | null;
  readonly started_at: string | null;
  readonly completed_at: string | null;
  readonly closed_at: string | null;
  readonly metadata: unknown;
  readonly requires_user_action: boolean;
  readonly can_approve: boolean;
  readonly steps: readonly Body[];
  readonly step: Body;
  readonly step_id: number;
  readonly step_number: number;
  readonly stage: string;
  readonly stage_id: number | null;
  readonly pipeline: string | null;
  readonly assignment_id: number;
  readonly assignment_count: number;
  readonly assignments: readonly Body[];
  readonly seat_no: number;
  readonly user_id: number;
  readonly on_behalf_of: number | null;
  readonly comment: string | null;
  readonly checked_in_at: string | null;
  readonly acted_at: string | null;
  readonly form_data: unknown;
  readonly sequence: number;
  readonly event: string;
  readonly actor: number | null;
  readonly items: readonly Body[];
  readonly next_cursor: string | null;
  readonly total: number;
  readonly count: number;
  readonly workflows: readonly Body[];
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly FieldProblem[];
  readonly details: Readonly<Record<string, unknown>>;
}

export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The parsed body; `{}` where there is none. */
  readonly body: Body;
  /** The body as it came. */
  readonly text: string;
}

type Method = 'get' | 'post' | 'patch' | 'delete';

/** Speaks to an application as one user, under one path. Every answer is checked for what no answer may be. */
export class Api {
  readonly #app: Express;
  readonly #base: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(app: Express, base: string, headers: Readonly<Record<string, string>> = {}) {
    this.#app = app;
    this.#base = base;
    this.#headers = headers;
  }

  /** The same as another user. */
  as(user: number, company?: string): Api {
    const headers = { 'x-user': String(user), ...(company === undefined ? {} : { 'x-company': company }) };
    return this.with(headers);
  }

  /** The same with more headers. */
  with(headers: Readonly<Record<string, string>>): Api {
    return new Api(this.#app, this.#base, { ...this.#headers, ...headers });
  }

  get(path: string): Promise<Answer> {
    return this.send('get', path);
  }

  post(path: string, body?: unknown): Promise<Answer> {
    return this.send('post', path, body);
  }

  patch(path: string, body?: unknown): Promise<Answer> {
    return this.send('patch', path, body);
  }

  delete(path: string): Promise<Answer> {
    return this.send('delete', path);
  }

  /** Any method; a body of text is sent as it is, anything else as JSON. */
  async send(method: Method, path: string, body?: unknown): Promise<Answer> {
    const request = supertest(this.#app)[method](this.#base + path);
    void request.set(this.#headers).buffer(true);
    const response = body === undefined ? await request : await request.send(body as string | object);
    const answer = {
      status: response.status,
      headers: response.headers as Answer['headers'],
      body: response.body as Body,
      text: response.text,
    };
    assertWire(answer);
    const contentType = answer.headers['content-type'] ?? '';
    const { status } = answer;
    assertDocumented({ method, path, status, contentType, body: answer.body });
    return answer;
  }
}

/** The body of an answer that went well. */
export function ok({ status, body, text }: Answer, expected = 200): Body {
  assert.equal(status, expected, text);
  return body;
}

/** The entry at an index, which must be there. */
export function at<Entry>(list: readonly Entry[], index: number): Entry {
  const entry = list.at(index);
  assert.ok(entry !== undefined, `There is no entry ${index}.`);
  return entry;
}
