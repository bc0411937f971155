"""How the study page looks: one column, readable on a phone and on paper."""

STYLE = """\
:root { color-scheme: light; --ink: #1b1b1b; --soft: #555; --line: #d6d6d6; --tint: #eef4f8; }
body { margin: 0; background: #fff; color: var(--ink); font: 1rem/1.55 system-ui, "DejaVu Sans", Arial, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.25; }
h2 { font-size: 1.2rem; margin-top: 2.2rem; }
.answer { background: var(--tint); border-left: 0.4rem solid #0072b2; padding: 0.4rem 1.2rem; }
.answer h2 { margin-top: 0.6rem; }
figure { margin: 1rem 0; }
figure svg { width: 100%; height: auto; }
figcaption, summary { color: var(--soft); }
.table { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.85rem; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.7rem 0.25rem 0; }
th, td { border-bottom: 1px solid var(--line); }
td { overflow-wrap: anywhere; }
@media print { details { display: block; } .answer { border: 1px solid #000; } }
"""
