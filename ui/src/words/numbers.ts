// Numbers as the texts have them.
const numbers = new Intl.NumberFormat("en");

export function number(n: number): string {
  return numbers.format(n);
}

export const many = (n: number, one: string, more = `${one}s`) => `${number(n)} ${n === 1 ? one : more}`;
