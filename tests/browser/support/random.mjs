// Chance that can be replayed: the same seed gives the same choices.

/** The seed in this variable of the environment, or a new one. */
export function seedOf(variable) {
  return Number.parseInt(process.env[variable] ?? `${Math.floor(Math.random() * 2 ** 31)}`, 10);
}

/** Choices from a seed: a linear congruential generator, whose upper bits are even enough for tests. */
export class Random {
  #state;

  constructor(seed) {
    this.#state = BigInt(seed);
  }

  /** A whole number from 0 to one less than this. */
  below(count) {
    this.#state = (this.#state * 6364136223846793005n + 1442695040888963407n) & 0xffff_ffff_ffff_ffffn;
    return Number((this.#state >> 33n) % BigInt(count));
  }

  /** One of these. */
  pick(list) {
    return list[this.below(list.length)];
  }
}
