import { mock } from 'node:test';

const MINUTE = 60_000;

/**
 * Puts this machine's clock to a time and moves it on by hand, timers included. Mocha keeps timers of its own, from
 * before.
 */
export class Hands {
  constructor(start: string) {
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.parse(start) });
  }

  /** Lets so many minutes pass, one by one, with all that is due in them. */
  async pass(minutes: number): Promise<void> {
    for (let minute = 0; minute < minutes; minute += 1) await this.#moveOn(MINUTE);
  }

  /** Lets so many hours pass at once, as they do for a process that is asleep. */
  async sleep(hours: number): Promise<void> {
    await this.#moveOn(hours * 60 * MINUTE);
  }

  giveBack(): void {
    mock.timers.reset();
  }

  async #moveOn(milliseconds: number): Promise<void> {
    mock.timers.tick(milliseconds);
    await new Promise(setImmediate);
  }
}
