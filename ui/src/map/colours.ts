// The map's colours, light and dark, and the six groups of types: Okabe and Ito's palette, with a shape each.
import type { TypeGroup } from "../shell/parts";

export interface MapColours {
  sea: string;
  land: string;
  border: string;
  inner: string;
  label: string;
  labelHalo: string;
  cell: string;
  cellText: string;
  halo: string;
  edge: string;
  highlight: string;
}

const LIGHT: MapColours = {
  sea: "#dde6ea",
  land: "#f8f7f3",
  border: "#a3a9ab",
  inner: "#d5d6d2",
  label: "#5c6669",
  labelHalo: "#f8f7f3",
  cell: "#1d4f63",
  cellText: "#ffffff",
  halo: "#1d4f63",
  edge: "#ffffff",
  highlight: "#111111",
};

const DARK: MapColours = {
  sea: "#10191d",
  land: "#1f2a2f",
  border: "#55646b",
  inner: "#2f3c42",
  label: "#a3b1b7",
  labelHalo: "#1f2a2f",
  cell: "#8cc3d9",
  cellText: "#0c1a20",
  halo: "#8cc3d9",
  edge: "#0c1418",
  highlight: "#ffffff",
};

export const darkMode = () => matchMedia("(prefers-color-scheme: dark)").matches;

export const mapColours = (): MapColours => (darkMode() ? DARK : LIGHT);

export const GROUP_COLOURS: Record<TypeGroup, string> = {
  assault: "#d55e00",
  coerce: "#cc79a7",
  protest: "#e69f00",
  force: "#0072b2",
  words: "#56b4e9",
  peace: "#009e73",
};

/** Diameter in pixels of a cell's circle: its area grows with the count, within bounds that can be read and clicked. */
export function cellDiameter(count: number): number {
  return Math.min(92, 18 + 3.2 * Math.sqrt(Math.max(1, count)));
}
