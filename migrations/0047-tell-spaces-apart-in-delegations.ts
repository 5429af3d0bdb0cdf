import { tellSpacesApart } from './support/tell-spaces-apart.js';

export const { up, down } = tellSpacesApart('delegations');
