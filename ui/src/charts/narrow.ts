// Whether the page is as narrow as a telephone's: some plots are then drawn anew instead of scrolled.
import { useEffect, useState } from "preact/hooks";

/** As in the style sheets. */
const QUERY = "(max-width: 760px)";

export function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia(QUERY).matches);
  useEffect(() => {
    const media = matchMedia(QUERY);
    const change = () => setNarrow(media.matches);
    media.addEventListener("change", change);
    return () => media.removeEventListener("change", change);
  }, []);
  return narrow;
}
