// Which country a first-level division is drawn with, and which lines are drawn dashed because they are disputed.
//
// The key is the prefix of the division's ISO 3166-2 code and never Natural Earth's adm0_a3, which follows de facto
// control: Crimea (UA-43) and Sevastopol (UA-40) carry RUS there. Areas without an ISO code are listed here by adm0_a3.

/** Areas without an ISO 3166-2 code: [key, name]. Equal keys are drawn as one country with a dashed line inside. */
export const WITHOUT_CODE = {
  SOL: ["SO", "Somalia"],
  CYN: ["CY", "Cyprus"],
  KAS: ["x-siachen", "Siachen Glacier"],
  KAB: ["KZ", "Kazakhstan"],
  ESB: ["x-bases", "Akrotiri and Dhekelia"],
  WSB: ["x-bases", "Akrotiri and Dhekelia"],
  USG: ["CU", "Cuba"],
  IOA: ["AU", "Australia"],
  CSI: ["AU", "Australia"],
  PGA: ["x-spratly", "Spratly Islands"],
  CLP: ["FR", "France"],
};

/** Names that Natural Earth shortens or writes otherwise than ISO 3166-1's English short names. */
export const NAMES = {
  AE: "United Arab Emirates",
  AU: "Australia",
  CD: "DR Congo",
  CF: "Central African Republic",
  CG: "Congo",
  CY: "Cyprus",
  DO: "Dominican Republic",
  EH: "Western Sahara",
  FR: "France",
  GB: "United Kingdom",
  KP: "North Korea",
  KR: "South Korea",
  NL: "Netherlands",
  PS: "Palestine",
  SO: "Somalia",
  SS: "South Sudan",
  TL: "Timor-Leste",
  UA: "Ukraine",
  US: "United States",
  XK: "Kosovo",
};

/** A division's side in a dispute; lines between two different sides, or around `alone`, are drawn dashed. */
function side(division) {
  const { iso, a3, key } = division;
  if (a3 === "SOL" || a3 === "CYN" || a3 === "KAS" || a3 === "PGA") return { name: a3, alone: true };
  if (key === "XK" || key === "EH" || key === "PS") return { name: key, alone: true };
  if (iso === "UA-43" || iso === "UA-40") return { name: "Crimea", alone: true };
  if (iso === "GE-AB") return { name: "Abkhazia", alone: true };
  if (iso === "MD-SN") return { name: "Transnistria", alone: true };
  if (iso === "PK-JK" || iso === "PK-GB") return { name: "Kashmir, north and west", alone: false };
  if (iso === "IN-JK" || iso === "IN-LA") return { name: "Kashmir, south and east", alone: false };
  return null;
}

const KASHMIR = ["Kashmir, north and west", "Kashmir, south and east"];

/** Whether the line between two divisions is disputed. */
export function disputed(a, b) {
  const one = side(a);
  const other = side(b);
  if (one?.name === other?.name) return false;
  if (one?.alone || other?.alone) return true;
  // The line of control, and the lines with China east of it.
  if (KASHMIR.includes(one?.name)) return KASHMIR.includes(other?.name) || b.key === "CN";
  if (KASHMIR.includes(other?.name)) return a.key === "CN";
  return false;
}
