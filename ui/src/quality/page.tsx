export function QualityPage(_: { id: string }) {
  return <p />;
}
