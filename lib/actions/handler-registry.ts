import { checkFormSchema, compileForm } from '../definition/form-schema.js';
import type { FieldError } from '../errors.js';
import { invalid } from '../known-options.js';
import type { ActionHandler, ActionParameters, RunAction } from './handler.js';
import { withoutSecrets } from './secrets.js';

/** How long one attempt may take where its handler does not say, in ms. */
const DEFAULT_TIMEOUT_MS = 30_000;

/** Shorter than a claim on a run lasts, so that nobody else tries it meanwhile. */
const MAXIMUM_TIMEOUT_MS = 50_000;

const WHERE = 'Action handlers';
const NAME = /^\w[\w./-]{0,190}$/;

/** A handler as the engine knows it. */
export interface RegisteredHandler {
  readonly name: string;
  readonly run: RunAction;
  readonly timeoutMs: number;
  readonly description: string | null;
  /** The JSON Schema of its parameters; `null` where it takes any. */
  readonly parameters: Readonly<Record<string, unknown>> | null;
  readonly onlyAfterCommit: boolean;
  /** Everything that is wrong with some parameters. Paths begin with the given one. */
  readonly findProblems: (parameters: unknown, path: string) => readonly FieldError[];
}

/** The handlers of one engine, by name. The database can only name them: nothing stored can load code. */
export class HandlerRegistry {
  readonly #handlers = new Map<string, RegisteredHandler>();

  /** @throws WorkflowError `INVALID_CONFIGURATION` for a name that is taken or is none, or a handler that is none */
  register<Parameters extends ActionParameters>(
    name: string,
    given: RunAction<Parameters> | ActionHandler<Parameters>,
  ): void {
    const handler = typeof given === 'function' ? { run: given } : given;
    const path = `actions.${name}`;
    if (!NAME.test(name))
      throw invalid(WHERE, path, 'must be named by letters, digits, "_", ".", "/" and "-"');
    if (this.#handlers.has(name)) throw invalid(WHERE, path, 'is registered already');
    const run: unknown = handler.run;
    if (typeof run !== 'function') throw invalid(WHERE, path, 'must be a function, or { run, parameters }');
    const { timeoutMs = DEFAULT_TIMEOUT_MS } = handler;
    if (!(timeoutMs > 0 && timeoutMs <= MAXIMUM_TIMEOUT_MS)) {
      throw invalid(WHERE, `${path}.timeoutMs`, `must be above 0 and at most ${MAXIMUM_TIMEOUT_MS}`);
    }
    requireSchema(handler.parameters, path);
    this.add(name, handler);
  }

  /** Registers a handler of the package: it is right, and its schema is read by the first who needs it. */
  add<Parameters extends ActionParameters>(name: string, handler: ActionHandler<Parameters>): void {
    const {
      run,
      timeoutMs = DEFAULT_TIMEOUT_MS,
      description = null,
      parameters = null,
      onlyAfterCommit = false,
    } = handler as ActionHandler;
    const findProblems = judgeOf(handler);
    this.#handlers.set(name, {
      name,
      run,
      timeoutMs,
      description,
      parameters,
      onlyAfterCommit,
      findProblems,
    });
  }

  /** The handler of a name; `undefined` where none is registered in this process. */
  get(name: string): RegisteredHandler | undefined {
    return this.#handlers.get(name);
  }

  /** Every name, in order. */
  get names(): readonly string[] {
    return [...this.#handlers.keys()].sort();
  }

  /** Every handler, by name. */
  list(): readonly RegisteredHandler[] {
    return this.names.flatMap((name) => this.#handlers.get(name) ?? []);
  }
}

/** Judges parameters by the schema of a handler, then by what it says itself. What a secret holds is not known yet. */
function judgeOf(handler: ActionHandler): RegisteredHandler['findProblems'] {
  const satisfy = schemaJudge(handler.parameters);
  return (given, at) => {
    const { parameters, places } = withoutSecrets(given, at);
    const unfit = satisfy(parameters, at).filter((error) => !places.has(error.path));
    if (unfit.length > 0 || handler.findProblems === undefined) return unfit;
    return handler
      .findProblems(parameters as ActionParameters)
      .map((error) => ({ ...error, path: `${at}.${error.path}` }))
      .filter((error) => !places.has(error.path));
  };
}

function requireSchema(schema: ActionHandler['parameters'], path: string): void {
  const [fault] = schema === undefined ? [] : checkFormSchema(schema);
  if (fault === undefined) return;
  throw invalid(WHERE, fault.path.replace(/^schema/, `${path}.parameters`), fault.message);
}

function schemaJudge(schema: ActionHandler['parameters']): RegisteredHandler['findProblems'] {
  if (schema === undefined) return () => [];
  const form = compileForm({ id: 0, names: {}, schema });
  return (parameters, at) =>
    form.validate(parameters).map((error) => ({ ...error, path: error.path.replace(/^form_data/, at) }));
}
