import type { ErrorCode } from './operations.js';

/** A refusal, as RFC 9457 carries it. */
export interface Problem {
  readonly title: string;
  readonly status: number;
  /** What is wrong and what to do, for people. */
  readonly detail: string;
  readonly code: ErrorCode;
  /** Each thing that is wrong, and where: `path` is dotted. */
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  /** Facts for programs. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A request that was refused, or that something else than the API has answered. */
export class WorkflowClientError extends Error {
  override readonly name = 'WorkflowClientError';
  readonly status: number;
  /** What is wrong, for programs; `null` where not the API has answered, but a proxy, say. */
  readonly code: ErrorCode | null;
  /** The whole refusal; `null` where `code` is. */
  readonly problem: Problem | null;

  constructor(status: number, problem: Problem | null) {
    super(problem?.detail ?? `The server has answered ${status}, and not as the workflow API does.`);
    this.status = status;
    this.code = problem?.code ?? null;
    this.problem = problem;
  }
}

/** Reads a refusal. */
export async function toError(response: Response): Promise<WorkflowClientError> {
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('application/problem+json')) return new WorkflowClientError(response.status, null);
  return new WorkflowClientError(response.status, (await response.json()) as Problem);
}
