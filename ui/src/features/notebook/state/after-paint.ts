/** No frame comes while a page is hidden; after so many milliseconds it counts as painted. */
const HIDDEN_MS = 100;

/** Calls back once, when the browser has painted what the page shows now. */
export function afterPaint(then: () => void): void {
  let isDone = false;
  const finish = () => {
    if (!isDone) {
      isDone = true;
      then();
    }
  };
  // A frame's callbacks come before its paint; the next task comes after it.
  requestAnimationFrame(() => setTimeout(finish));
  setTimeout(finish, HIDDEN_MS);
}
