/** Something to wait for until it is opened. */
export class Latch {
  readonly opened: Promise<void>;
  /** Lets everyone go on who waits, or will. */
  open: () => void = () => undefined;

  constructor() {
    this.opened = new Promise((resolve) => {
      this.open = resolve;
    });
  }
}
