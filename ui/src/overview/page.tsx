export function OverviewPage(_: { id: string }) {
  return <p />;
}
