// Short messages, read aloud too: what was just done, and a way to take it back.
import { signal } from "@preact/signals";

export interface Toast {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
}

export const toast = signal<Toast | null>(null);
const SHOWN_MS = 12_000;
let last = 0;

export function say(text: string, action?: Toast["action"]): void {
  const id = ++last;
  toast.value = action ? { id, text, action } : { id, text };
  setTimeout(() => {
    if (toast.value?.id === id) toast.value = null;
  }, SHOWN_MS);
}
