// Waiting with an end. Nothing here sleeps or asks again and again: a condition is looked at when something that could
// have changed it says so, and a wait that lasts too long fails with what it waited for.

/** How long anything that needs no person may take, in milliseconds: far more than it does on a busy machine. */
export const WAIT_MS_MAX = 60_000;

/** The promise's value, or a failure that says what did not come. `seen` adds what there was instead. */
export async function within(promise, what, { ms = WAIT_MS_MAX, seen = () => "" } = {}) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${ms} ms: ${what}\n${seen()}`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Waits until the condition holds. It is looked at now, and whenever one of the sources says one of its events;
 * a source is a pair of anything with `on` and `off`, and the name of an event.
 */
export function until(condition, what, sources, options) {
  let look;
  const holds = new Promise((resolve, reject) => {
    look = () => {
      try {
        const value = condition();
        if (value) resolve(value);
      } catch (error) {
        reject(error);
      }
    };
    sources.forEach(([source, event]) => source.on(event, look));
    look();
  });
  const done = () => sources.forEach(([source, event]) => source.off(event, look));
  return within(holds, what, options).finally(done);
}
