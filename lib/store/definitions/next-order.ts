import type { Transaction } from 'sequelize';

/** A model whose rows have an order among their siblings; the types of `max` differ from model to model. */
interface Ordered {
  max(attribute: 'order', options: object): Promise<unknown>;
}

/** The order after the last of the rows that meet these criteria. */
export async function nextOrder(model: Ordered, where: object, transaction: Transaction): Promise<number> {
  return Number((await model.max('order', { where, transaction })) ?? 0) + 1;
}
