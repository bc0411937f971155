// The signs of single incidents, drawn once each: shape and colour by group of types, hollow where it is not told as
// having happened, a "!" where reports disagree.

import type { MapPoint } from "../api/types";
import { groupOf, type TypeGroup } from "../shell/parts";
import { GROUP_COLOURS, mapColours } from "./colours";

const SIDE = 26;
export const SIGN_SCALE = 2;

export function signName(point: Pick<MapPoint, "type" | "status" | "disputed">): string {
  const real = point.status === "happened" || point.status === "ongoing";
  return `sign/${groupOf(point.type)}/${real ? "full" : "hollow"}/${point.disputed ? "disputed" : "plain"}`;
}

function shape(group: TypeGroup, c: CanvasRenderingContext2D): void {
  const m = SIDE / 2;
  const polygon = (corners: number, radius: number, turn: number) => {
    for (let i = 0; i < corners; i++) {
      const angle = turn + (2 * Math.PI * i) / corners;
      c.lineTo(m + radius * Math.sin(angle), m - radius * Math.cos(angle));
    }
    c.closePath();
  };
  c.beginPath();
  if (group === "assault") c.arc(m, m, 7, 0, 2 * Math.PI);
  else if (group === "coerce") polygon(4, 9, Math.PI / 4);
  else if (group === "protest") polygon(3, 9.5, 0);
  else if (group === "force") polygon(4, 9.5, 0);
  else if (group === "words") polygon(3, 9.5, Math.PI);
  else polygon(6, 8.5, Math.PI / 6);
}

/** The image of a sign's name, twice the size for sharp screens; null for a name that is none. */
export function drawSign(name: string): ImageData | null {
  const [kind, group, fill, conflict] = name.split("/");
  if (kind !== "sign" || !group || !(group in GROUP_COLOURS)) return null;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE * SIGN_SCALE;
  const c = canvas.getContext("2d");
  if (!c) return null;
  const { edge } = mapColours();
  const colour = GROUP_COLOURS[group as TypeGroup];
  c.scale(SIGN_SCALE, SIGN_SCALE);
  c.lineJoin = "round";
  shape(group as TypeGroup, c);
  c.strokeStyle = edge;
  c.lineWidth = fill === "full" ? 3 : 5.5;
  c.stroke();
  if (fill === "full") {
    c.fillStyle = colour;
    c.fill();
    c.strokeStyle = "rgb(0 0 0 / 0.55)";
    c.lineWidth = 0.8;
    c.stroke();
  } else {
    c.fillStyle = edge;
    c.fill();
    c.strokeStyle = colour;
    c.lineWidth = 2.4;
    c.stroke();
  }
  if (conflict === "disputed") {
    c.beginPath();
    c.arc(SIDE - 7, 7, 5.5, 0, 2 * Math.PI);
    c.fillStyle = "#111";
    c.fill();
    c.strokeStyle = "#fff";
    c.lineWidth = 1;
    c.stroke();
    c.fillStyle = "#fff";
    c.font = "bold 9px system-ui, sans-serif";
    c.textAlign = "center";
    c.textBaseline = "middle";
    c.fillText("!", SIDE - 7, 7.5);
  }
  return c.getImageData(0, 0, canvas.width, canvas.height);
}
