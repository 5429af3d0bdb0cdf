import express from 'express';
import type { Router } from 'express';
import Joi from 'joi';
import type { WorkflowEngine } from '../lib/index.js';
import type { Models } from './models/index.js';
import type { PurchaseRequest } from './models/purchase-request.js';
import { Problem } from './problem.js';
import { signedIn } from './sign-in.js';

interface NewPurchaseRequest {
  readonly title: string;
  readonly amount: number;
  readonly description: string;
}

const text = Joi.string()
  .trim()
  .pattern(/^[^\0]*$/)
  .messages({ 'string.pattern.base': 'must not hold NUL characters' });

const newPurchaseRequest = Joi.object<NewPurchaseRequest, true>({
  title: text.max(200).required(),
  amount: Joi.number().strict().positive().max(9_999_999_999).precision(2).required(),
  description: text.max(10_000).allow('').default(''),
});

/** Asking for something to be bought, and looking at what was asked for. */
export function purchaseRequestRouter(engine: WorkflowEngine, { PurchaseRequest }: Models): Router {
  const router = express.Router();

  router.post('/', express.json(), async (request, response) => {
    if (request.is('json') === false) {
      throw new Problem(
        415,
        'UNSUPPORTED_MEDIA_TYPE',
        'Send the body as JSON: Content-Type: application/json.',
      );
    }
    const values = { ...validate(request.body), requesterId: signedIn(request).id };
    // The request and its workflow are one transaction: there is never one without the other.
    const created = await engine.transaction((transaction) =>
      PurchaseRequest.create(values, { transaction }),
    );
    response.status(201).location(`${request.baseUrl}/${created.id}`).json(present(created));
  });

  router.get('/:id', async (request, response) => {
    const { id } = request.params;
    const found = /^[1-9]\d{0,8}$/.test(id) ? await PurchaseRequest.findByPk(id) : null;
    if (found === null) throw new Problem(404, 'NOT_FOUND', `There is no purchase request ${id}.`);
    response.json(present(found));
  });

  return router;
}

function validate(body: unknown): NewPurchaseRequest {
  const result = newPurchaseRequest.validate(body ?? {}, {
    abortEarly: false,
    errors: { label: false },
  });
  if (result.error === undefined) return result.value;
  const errors = result.error.details.map(({ path, message }) => ({ path: path.join('.'), message }));
  throw new Problem(400, 'INVALID_REQUEST', 'This cannot be asked for: correct what "errors" lists.', errors);
}

function present(request: PurchaseRequest): object {
  const { id, title, amount, description, requesterId, workflowStatus, workflowStage, createdAt } = request;
  return {
    id,
    title,
    amount: Number(amount),
    description,
    requester_id: requesterId,
    workflow_status: workflowStatus,
    workflow_stage: workflowStage,
    created_at: createdAt,
  };
}
