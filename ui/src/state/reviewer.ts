// Who reviews: the name that stands beside every decision. Kept by the browser; the server names the default.
import { effect, signal } from "@preact/signals";
import { defaultReviewer } from "../api/client";

const KEY = "dateline.reviewer";

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // Storage turned off: the name lives as long as the page.
  }
}

export const reviewer = signal(stored() ?? defaultReviewer());

effect(() => {
  try {
    localStorage.setItem(KEY, reviewer.value);
  } catch {
    // See above.
  }
});
