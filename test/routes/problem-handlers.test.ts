import assert from 'node:assert/strict';
import express from 'express';
import express4 from 'express4';
import supertest from 'supertest';
import { WorkflowError } from '../../lib/errors.js';
import { notFoundHandler, problemHandler } from '../../lib/index.js';

interface Case {
  readonly thrown: unknown;
  readonly problem: Readonly<Record<string, unknown>>;
  /** Whether an operator hears of it. */
  readonly isLogged?: boolean;
}

const INTERNAL = {
  type: 'about:blank',
  title: 'Internal Server Error',
  status: 500,
  detail: 'Something went wrong on our side. Read the status again before you repeat this.',
  code: 'INTERNAL_ERROR',
};

function hostError(message: string, facts: object): Error {
  return Object.assign(new Error(message), facts);
}

const CASES: readonly Case[] = [
  {
    thrown: new WorkflowError('ALREADY_DECIDED', 'Ann has decided.', { details: { by: 'Ann' } }),
    problem: {
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      detail: 'Ann has decided.',
      code: 'ALREADY_DECIDED',
      details: { by: 'Ann' },
    },
  },
  {
    thrown: hostError('There is no order 7.', { status: 404, code: 'ORDER_NOT_FOUND' }),
    problem: {
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: 'There is no order 7.',
      code: 'ORDER_NOT_FOUND',
    },
  },
  {
    thrown: hostError('Tea only.', {
      statusCode: 418,
      code: 'tea',
      errors: [{ path: 'cup', message: 'is full' }],
    }),
    problem: {
      type: 'about:blank',
      title: "I'm a Teapot",
      status: 418,
      detail: 'Tea only.',
      code: 'I_M_A_TEAPOT',
      errors: [{ path: 'cup', message: 'is full' }],
    },
  },
  {
    thrown: hostError('Slow down.', { status: 429, errors: ['many'] }),
    problem: {
      type: 'about:blank',
      title: 'Too Many Requests',
      status: 429,
      detail: 'Slow down.',
      code: 'TOO_MANY_REQUESTS',
    },
  },
  { thrown: hostError('secret', { status: 400, expose: false }), problem: INTERNAL, isLogged: true },
  { thrown: hostError('secret', { status: 502 }), problem: INTERNAL, isLogged: true },
  { thrown: hostError('secret', { status: '404' }), problem: INTERNAL, isLogged: true },
  { thrown: new TypeError('secret'), problem: INTERNAL, isLogged: true },
  { thrown: 'secret', problem: INTERNAL, isLogged: true },
];

for (const [version, make] of [
  ['5', express],
  ['4', express4],
] as const) {
  describe(`The error handlers of the package, on Express ${version}`, () => {
    const logged: unknown[] = [];
    const logger = { error: (_message: string, facts?: object) => void logged.push(facts) };

    beforeEach(() => {
      logged.length = 0;
    });

    function appThat(thrown: unknown): express.Express {
      const app = make();
      app.use(express.json({ limit: '2kb' }));
      app.post('/', () => {
        throw thrown;
      });
      app.get('/of/:name', (_request, response) => {
        response.send('Here.');
      });
      app.use(notFoundHandler);
      app.use(problemHandler({ logger }));
      return app;
    }

    it('answer what is thrown as a problem, and tell an operator of what is our fault', async () => {
      for (const { thrown, problem, isLogged = false } of CASES) {
        logged.length = 0;
        const response = await supertest(appThat(thrown)).post('/');
        assert.equal(response.status, problem.status);
        assert.equal(response.type, 'application/problem+json');
        assert.deepEqual(response.body, problem);
        assert.deepEqual(logged, isLogged ? [{ error: thrown }] : []);
      }
    });

    it('say which route there is not, and what is wrong with a body or a path', async () => {
      const app = appThat(null);
      const codeOf = async (request: supertest.Test): Promise<readonly unknown[]> => {
        const { status, body } = (await request) as { status: number; body: Record<string, unknown> };
        return [status, body.code, body.detail];
      };
      assert.deepEqual(await codeOf(supertest(app).get('/nowhere?token=1')), [
        404,
        'ROUTE_NOT_FOUND',
        'There is no GET /nowhere here.',
      ]);
      const send = (body: string) => supertest(app).post('/').type('json').send(body);
      assert.deepEqual(await codeOf(send('{')), [400, 'MALFORMED_JSON', 'The body is not valid JSON.']);
      assert.deepEqual(await codeOf(send(JSON.stringify('x'.repeat(3000)))), [
        413,
        'BODY_TOO_LARGE',
        'The body is larger than 2 KiB.',
      ]);
      const [status, code] = await codeOf(supertest(app).get('/of/%E0'));
      assert.deepEqual([status, code], [400, 'BAD_REQUEST']);
      assert.deepEqual(logged, []);
    });
  });
}

describe('problemHandler', () => {
  it('refuses an option that there is not', () => {
    assert.throws(
      () => problemHandler({ loger: console } as never),
      (error) => error instanceof WorkflowError && error.code === 'INVALID_CONFIGURATION',
    );
  });
});
