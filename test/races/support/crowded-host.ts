import type { InferAttributes, InferCreationAttributes, ModelStatic, Sequelize } from 'sequelize';
import { DataTypes, Model } from 'sequelize';
import type { EngineOptions } from '../../../lib/index.js';
import type { Host } from '../../support/host.js';
import { createHost, TABLES } from '../../support/host.js';

/** What a host may have beside its purchase requests: nothing is written back to it, so nothing locks its row. */
export class Invoice extends Model<InferAttributes<Invoice>, InferCreationAttributes<Invoice>> {
  declare id: number;
}

/**
 * A host with a role of many people, with a model that the workflow writes to and one that it does not, and with a
 * handler `note` for actions that need to do nothing.
 */
export interface CrowdedHost extends Host {
  readonly Invoice: ModelStatic<Invoice>;
  /** The ids of the many, in ascending order. */
  readonly crowd: readonly number[];
}

/** The role of the many. */
export const CROWD_ROLE = 10;

export const CROWDED_TABLES = ['invoices', ...TABLES];

export async function createCrowdedHost(
  sequelize: Sequelize,
  { size = 50, ...options }: Partial<EngineOptions> & { size?: number } = {},
): Promise<CrowdedHost> {
  const host = await createHost(sequelize, { actions: { note: () => Promise.resolve() }, ...options });
  const invoices: ModelStatic<Invoice> = class extends Invoice {};
  invoices.init(
    { id: { type: DataTypes.INTEGER, primaryKey: true } },
    { sequelize, modelName: 'Invoice', tableName: 'invoices', timestamps: false },
  );
  await invoices.sync();
  host.engine.registerModel(invoices);
  const crowd = Array.from({ length: size }, (_person, index) => host.directory.users.size + index + 1);
  host.directory.addUsers(...crowd.map((id) => `person ${id}`));
  host.directory.roles.set(CROWD_ROLE, crowd);
  return { ...host, Invoice: invoices, crowd };
}
