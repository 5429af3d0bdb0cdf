import type { Dice } from './dice.js';
import type { Seat } from './oracle/seats.js';
import { seatsOf } from './oracle/seats.js';
import { CONDITIONS, DEPARTMENTS, FIELDS, ROLES, USERS } from './scenarios.js';
import type { World } from './world.js';

/** Somebody leaves, comes back, moves, or the object is edited: mostly something about someone who holds a seat. */
export function changeSurroundings(world: World, dice: Dice): void {
  const change = dice.oneIn(4) ? objectChange(world, dice) : peopleChange(world, dice);
  change();
}

/** The holder of a seat is no longer there, in one way or another. */
export function sendAway({ people }: World, { held }: Seat, dice: Dice): void {
  const { userId, rotationRole } = held;
  const isMember = rotationRole !== null && dice.oneIn(2);
  if (isMember && dice.oneIn(2)) people.setAbsent(userId, true);
  else if (isMember) people.leave(String(rotationRole), userId);
  else people.setActive(userId, false);
}

/** Everyone is at work. */
function comeBack({ people }: World): void {
  for (const id of USERS) people.setActive(id, true);
  for (const id of USERS) people.setAbsent(id, false);
}

function peopleChange(world: World, dice: Dice): () => void {
  const { people, attachments } = world;
  const seats = attachments.flatMap(seatsOf).filter(({ held }) => held.status === 'current');
  const holder = dice.oneIn(3) ? undefined : dice.pickAny(seats)?.held.userId;
  const id = holder ?? dice.pick(USERS);
  const role = dice.pick(ROLES);
  const other = dice.pick(USERS);
  const isNobody = dice.oneIn(8);
  return dice.pick([
    () => people.setActive(id, false),
    () => people.setActive(id, false),
    () => people.setActive(id, !people.isActive(id)),
    () => people.setActive(other, true),
    () => people.setActive(other, true),
    () => comeBack(world),
    () => comeBack(world),
    () => comeBack(world),
    () => people.setAbsent(id, !people.isAbsent(id)),
    () => people.setAbsent(other, false),
    () => people.join(role, id),
    () => people.join(role, other),
    () => {
      for (const one of ROLES) people.join(one, other);
    },
    () => people.leave(role, id),
    () => people.leave(role, id),
    () => people.setManager(id, isNobody ? null : other),
    () => people.setTeamHead(id, isNobody ? null : other),
    () => people.setDepartment(id, isNobody ? null : dice.pick(DEPARTMENTS)),
    () => people.setDepartmentHead(dice.pick(DEPARTMENTS), other),
    () => people.nameSubstitute(other, id),
    () => people.nameSubstitute(other, id),
    () => people.withdrawSubstitute(other),
  ]);
}

function objectChange({ object }: World, dice: Dice): () => void {
  const condition = dice.pick(CONDITIONS);
  return dice.pick([
    () => object.assign(dice.pick(FIELDS), dice.pick(USERS)),
    () => object.judge(condition, true),
    () => object.judge(condition, true),
    () => object.judge(condition, false),
    () => object.judge(condition, 'error'),
  ]);
}
