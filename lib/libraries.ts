import type * as Cel from '@marcbachmann/cel-js';
import type * as Ajv from 'ajv';
import type * as AjvFormats from 'ajv-formats/dist/formats.js';
import type * as Ajv2020 from 'ajv/dist/2020.js';
import type Joi from 'joi';
import type Mustache from 'mustache';
import type * as NodeCron from 'node-cron';
import { createRequire } from 'node:module';
import type * as Re2 from 're2js';
import { lazy } from './lazy.js';

// By this name tools that follow imports find what is loaded.
const require = createRequire(import.meta.url);

/*
 * The libraries that not every process uses. Whoever needs one asks for it here, when it is needed and not while modules
 * load: that keeps the import of the package cheap. Of the library itself only types may be imported.
 */

/** Ajv, which judges data by JSON Schema draft-07. */
export const ajv = lazy(() => require('ajv') as typeof Ajv);

/** Ajv for JSON Schema 2020-12. */
export const ajv2020 = lazy(() => require('ajv/dist/2020.js') as typeof Ajv2020);

/** The formats of JSON Schema. */
export const ajvFormats = lazy(() => require('ajv-formats/dist/formats.js') as typeof AjvFormats);

/** The Common Expression Language, in which conditions are written. */
export const cel = lazy(() => require('@marcbachmann/cel-js') as typeof Cel);

/** Joi, of which schemas are made: by `withJoi`. */
export const joi = lazy(() => require('joi') as typeof Joi);

/** Mustache, in which e-mails are written. */
export const mustache = lazy(() => require('mustache') as typeof Mustache);

/** node-cron, which wakes the jobs. */
export const nodeCron = lazy(() => require('node-cron') as typeof NodeCron);

/** RE2, which matches patterns in linear time. */
export const re2 = lazy(() => require('re2js') as typeof Re2);
