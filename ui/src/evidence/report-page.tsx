export function ReportPage(_: { id: string }) { return <p />; }
