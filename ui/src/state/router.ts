// Where the page stands: path and query of the address, by the history API.
import { computed, signal } from "@preact/signals";

const here = () => ({ path: location.pathname, search: location.search, hash: location.hash });

export const route = signal(here());

export const path = computed(() => route.value.path);
export const params = computed(() => new URLSearchParams(route.value.search));

export function navigate(to: string, how: { replace?: boolean } = {}): void {
  if (to === location.pathname + location.search + location.hash) return;
  if (how.replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  route.value = here();
}

addEventListener("popstate", () => {
  route.value = here();
});

/** Lets plain links work without loading the page anew; downloads, other hosts and modified clicks are left alone. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
    return;
  const link = (event.target as Element | null)?.closest?.("a");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (link.pathname.startsWith("/api/") || link.pathname.includes(".")) return;
  if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
  event.preventDefault();
  navigate(link.pathname + link.search + link.hash);
}
