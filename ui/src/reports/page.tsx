export function ReportsPage(_: { id: string }) { return <p />; }
